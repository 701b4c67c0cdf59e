"""Wrapping: rows that fit and lose nothing."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.text.cells import cell_len
from tui.text.wrap import wrap

texts = st.text(st.sampled_from("abc de-f—g. 中文、\n’x1\t\u0301👍"), max_size=80)


@given(texts, st.integers(1, 20))
def test_rows_lie_end_to_end(text: str, width: int) -> None:
    """Rows cover the text in order; only newlines lie between them."""
    rows = wrap(text, 0, len(text), width)
    assert rows[0][0] == 0
    assert rows[-1][1] == len(text)
    for (_, end), (start, _) in pairwise(rows):
        assert text[end:start] in ("", "\n")


@given(texts, st.integers(2, 20))
def test_rows_fit(text: str, width: int) -> None:
    """No row is wider than the width, the spaces at its end not counted, unless it is a single cluster."""
    for start, end in wrap(text, 0, len(text), width):
        row = text[start:end].rstrip(" \t")
        assert cell_len(row) <= max(width, 4 if "\t" in row else 2) or "\t" in row


@pytest.mark.parametrize(
    ("text", "width", "rows"),
    [
        ("", 10, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one two three", 8, ["one two ", "three"]),
        ("open-source", 8, ["open-", "source"]),
        ("the 20-30% cut", 8, ["the ", "20-30% ", "cut"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("by hand\nbroken", 20, ["by hand", "broken"]),
        ("中文字，好", 6, ["中文", "字，好"]),
        ("naïve – “curly”", 8, ["naïve – ", "“curly”"]),
    ],
)
def test_where_rows_break(text: str, width: int, rows: list[str]) -> None:
    """Rows break at spaces, after hyphens between letters, never before closing East Asian marks."""
    assert [text[a:b].rstrip(" ") for a, b in wrap(text, 0, len(text), width)] == [row.rstrip(" ") for row in rows]
