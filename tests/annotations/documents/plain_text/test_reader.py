"""Plain text: nothing is lost or moved, whatever shape was seen in it."""

import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.blocks import UNKNOWN_COLUMNS, BlockKind
from annotations.documents.document import Document
from annotations.documents.loader import read

DATA = Path(__file__).parents[1] / "data"
LINES = (
    "Words of a sentence, in a line.", "A Heading Like This One", "# Marked #", "=====", "---", "* * *", "- item", "– dash",
    "   • inner", "- →arrow", "12) twelve", "1. one", "(iv) four", "✓ done", "| a | b |", "|---|--:|", "| 1 | 2 | 3", "a\tb",
    "c\td", "> quoted", ">> deeper", ">50% more", "```", "```py", "~~~ x", "    code(indented);", "flowchart TD", "A --> B",
    "timeline title x section y", "timeline", "2001 : x", "Q: why?", "A: so.", "**literal** [x](y)", "", "", "  ",
    "\x1b[31m", "\u202e", "🎯", "中文。", "broken at a hy-", "phen", "x" * 101, "a|b", "c|d", "wide " * 14, "+---+", "| |", "||",
)  # fmt: skip


def substance(text: str) -> str:
    """A text without white space and without what markers, rules, tables and fences are drawn with."""
    text = "".join(char for char in text if not char.isspace())
    return re.sub(r"[-–|:#>=*_~`•●◦▪▫‣⁃∙·○■□+✓→—\ufe0f]", "", unicodedata.normalize("NFC", text))


def read_back(document: Document) -> str:
    """Everything of a document in its order: the language of code, markers, text."""
    parts = []
    for index, block in enumerate(document.blocks):
        first = block.gap or index == 0
        info = block.info if block.kind is BlockKind.CODE and first else ""
        parts.append(info + block.marker + document.slice(block.start, block.end))
    return "".join(parts)


@given(st.lists(st.sampled_from(LINES), max_size=16).map("\n".join))
def test_nothing_is_lost_or_moved(text: str) -> None:
    """Reading text and markers are the file, in its order, but for white space and strokes."""
    assert substance(read_back(read(text.encode(), "a.txt"))) == substance(text)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_nothing_of_any_text_is_lost(text: str) -> None:
    """The same holds for characters of all kinds."""
    text = text.removeprefix("\ufeff")
    assert substance(read_back(read(text.encode(), "a.txt"))) == substance(text)


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.name)
def test_nothing_of_a_case_file_is_lost(path: Path) -> None:
    """The same holds for the case files, but for the word that says a fenced diagram is one."""
    text = path.read_text(encoding="utf-8").replace("```mermaid", "```")
    assert substance(read_back(read(path.read_bytes(), path.name))) == substance(text)


@given(st.lists(st.text("abcdefgh", min_size=1, max_size=9), min_size=30, max_size=80), st.integers(60, 90))
def test_a_paragraph_that_a_program_broke_is_one_again(words: list[str], width: int) -> None:
    """Filling a paragraph to a width and reading it gives the paragraph."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    document = read("\n".join(lines).encode(), "a.txt")
    assert document.text == " ".join(words)


def test_many_short_lines_take_no_longer_each() -> None:
    """Twenty thousand lines without a blank one are read, each a paragraph."""
    document = read(b"a line\n" * 20_000, "a.txt")
    assert len(document.blocks) == 20_000


def test_unclosed_fences_are_searched_once() -> None:
    """Fences of which none is closed are text, and so is what stands between them."""
    document = read(b"```a\ntext\n" * 5_000, "a.txt")
    assert {block.kind for block in document.blocks} == {BlockKind.PARAGRAPH}
    assert len(document.blocks) == 10_000


@pytest.mark.parametrize(
    ("lines", "marked"),
    [
        (
            [
                "SellerWhat she hasWhat she wantsWhat then",
                "AnnaPearsBread",
                "BertNuts from allEggs",
                "CleoOld booksSilence",
            ],
            4,
        ),
        (["SellerWhat she hasWhat she wantsWhat then", "AnnaPearsBread", "BertNuts from allEggs", "and no more"], 0),
        (["From YouTube to GitHub and PayPal", "YouTube grew.", "GitHub did so too.", "PayPal did not."], 0),
    ],
)
def test_cells_of_short_words_that_were_run_together(lines: list[str], marked: int) -> None:
    """Three of them in the head and three lines below it are a table of unknown columns; names are none."""
    document = read("\n".join(["Some words before it.", "", *lines, "", "Words after it."]).encode(), "a.txt")
    assert sum(block.info == UNKNOWN_COLUMNS for block in document.blocks) == marked
