"""Furniture of a page is marked where it surely is that, and nowhere else."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from annotations.documents.blocks import BOILERPLATE
from annotations.documents.boilerplate import about_page, sure
from annotations.documents.loader import read

CASES = tomllib.loads((Path(__file__).parent / "data" / "furniture.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("line", CASES["sure"])
def test_furniture_is_marked(line: str) -> None:
    """Well-known phrases are furniture, and their words stay in the text."""
    document = read(f"Some words of a page.\n\n{line}\n".encode(), "a.txt")
    assert sure(line)
    assert document.blocks[-1].info == BOILERPLATE
    assert document.text.endswith(line)


@pytest.mark.parametrize("line", CASES["text"])
def test_text_is_not_taken_for_furniture(line: str) -> None:
    """A line that merely resembles such a phrase, or a single word, is text."""
    assert [block.info for block in read(f"Some words.\n\n{line}\n\nMore words.\n".encode(), "a.txt").blocks] == [
        ""
    ] * 3


def test_a_word_is_furniture_beside_others() -> None:
    """Share, Print, Facebook are buttons where they stand with others, and words elsewhere."""
    document = read(b"Print\n\nText of a page.\n\nShare this story\nFacebook\nPrint\n", "a.txt")
    assert [block.info for block in document.blocks] == ["", "", BOILERPLATE, BOILERPLATE, BOILERPLATE]


def test_furniture_is_no_title_and_no_heading() -> None:
    """What is skipped to is not what the source is called."""
    document = read(
        b"Skip to Content\n\nOf Trams and Rails\n\nThe first one ran in spring, and nobody saw it run.\n", "a.txt"
    )
    assert document.title == "Of Trams and Rails"
    assert [block.level for block in document.blocks] == [0, 1, 0]


def test_asked_for_markdown_nothing_is_marked() -> None:
    """Read as Markdown throughout, a source has no furniture."""
    assert [block.info for block in read(b"Share this story\n", "a.md", "markdown").blocks] == [""]


@pytest.mark.parametrize("case", CASES["numbers"], ids=lambda case: case["text"])
def test_numbers_about_the_page_are_told_from_those_of_the_subject(case: dict[str, Any]) -> None:
    """Reading times, counts of clicks, years of copyright and versions of licences are about the page."""
    text = case["text"]
    found = [match[0] for match in re.finditer(r"\d+(?:[.,]\d+)*", text) if about_page(text, *match.span())]
    assert found == case["page"]
