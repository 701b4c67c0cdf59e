"""Fragments: a passage over cells of a table has one for each cell."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.selectors import fragments, trim
from annotations.documents.loader import read

TEXT = "One.\n\nTwo.\n\n| a | b | c |\n|---|---|---|\n| d |  | f |\n\nLast one.\n"


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        ("One", "One.", ["One."]),
        ("One", "Two.", ["One.\nTwo."]),
        ("b", "b", ["b"]),
        ("a", "b", ["a", "b"]),
        ("b", "f", ["b", "c", "d", "f"]),
        ("Two", "a", ["Two.", "a"]),
        ("f", "Last", ["f", "Last"]),
    ],
)
def test_cells_are_kept_apart(first: str, last: str, wanted: list[str]) -> None:
    """Cells are fragments of their own, empty ones none; paragraphs that follow each other are one."""
    document = read(TEXT.encode(), "case.md")
    start, end = document.text.index(first), document.text.index(last) + len(last)
    assert [document.text[a:b] for a, b in fragments(document, start, end)] == wanted


@given(st.integers(0, 40), st.integers(0, 40))
def test_fragments_hold_the_text_of_the_passage(one: int, other: int) -> None:
    """In order and apart, fragments begin and end with the passage and leave out nothing but what parts cells."""
    document = read(TEXT.encode(), "case.md")
    start, end = trim(document.text, *sorted((min(one, document.length), min(other, document.length))))
    if start == end:
        return
    found = fragments(document, start, end)
    edges = [edge for fragment in found for edge in fragment]
    assert edges == sorted(edges)
    assert (edges[0], edges[-1]) == (start, end)
    rest = "".join(document.text[a:b] for (_, a), (b, _) in pairwise(found))
    assert not rest.strip()
