"""A text states facts about itself at its head: as data, whatever it is made of."""

import tomllib
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.file.stated import stated
from annotations.documents.loader import HEAD, read
from annotations.model.facts import FACTS, is_address, is_date
from annotations.sources.heads import read_head

CASES = tomllib.loads((Path(__file__).parent / "data/stated.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_facts_are_read_where_they_are(case: dict[str, Any]) -> None:
    """In front matter, in elements, and in the lines before the text; prose states nothing."""
    assert stated(case["head"].lstrip("\n")) == case["facts"]


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_a_document_has_the_facts_of_its_file(tmp_path: Path, name: str) -> None:
    """As soon as it has been read to its end; the head alone says the same."""
    data = ("---\nauthor: Ánna\ndate: 2026-04\n---\n\n# The orchard\n\n" + "It has forty rows.\n" * 9000).encode()
    (tmp_path / name).write_bytes(data)
    assert read(data, name).stated == {"author": "Ánna", "published": "2026-04"}
    assert read_head(tmp_path / name, name, "") == {"author": "Ánna", "published": "2026-04"}


def test_a_head_that_cannot_be_read_states_nothing(tmp_path: Path) -> None:
    """Neither a missing file, nor a folder, nor one that is no text raises an error."""
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7\n\x00\x01")
    assert [read_head(tmp_path / name, name, "") for name in ("a.txt", "gone.txt", ".")] == [None, None, None]


@given(
    st.text(max_size=300)
    | st.lists(
        st.sampled_from(
            ["---", "author:", "author: [", "- name: x", "  - y", "By A B", "Date: 2026", '"', "'", "<meta ", "name=", "|",
             "https://x.example", "Source: [a](", "**", "\x1b", "\u202e", "\n", "]", ">", "!!tag", "&a", "*a", "{", " "]
        ),
        max_size=60,
    ).map("\n".join)
)  # fmt: skip
def test_whatever_a_head_is_made_of_its_facts_are_sound(head: str) -> None:
    """No text raises an error; what is stated is a known fact on one line without control characters."""
    for name, value in stated(head).items():
        assert name in FACTS
        assert value.strip() == value != ""
        assert value.isprintable()
        assert name != "url" or is_address(value)
        assert name != "published" or is_date(value)


@pytest.mark.parametrize(
    "piece",
    ["By A ", "<meta a=", "[a](", "Author: [x ", "Published: x | ", "- ", "\"a',", "Source: <", "a: ", "---\n", "* _"],
)
def test_a_hostile_head_takes_no_time(piece: str) -> None:
    """Whatever is repeated over the whole head, on one line or on many."""
    for head in (
        piece * (HEAD // len(piece)),
        f"{piece}\n" * (HEAD // len(piece)),
        f"---\nauthor: [{piece * 2000}]\n---",
    ):
        begun = process_time()
        stated(head)
        assert process_time() - begun < 0.25
