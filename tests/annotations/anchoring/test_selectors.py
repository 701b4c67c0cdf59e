"""Passages begin and end with whole characters, and never with white space."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.selectors import describe, snap
from annotations.errors import UsageError

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("text", "part", "whole"),
    [
        ("cafe\u0301 noir", (0, 4), (0, 5)),
        ("cafe\u0301 noir", (4, 6), (3, 6)),
        (f"a{FAMILY}b", (2, 3), (1, 6)),
        ("🇩🇪🇫🇷", (1, 2), (0, 2)),
        ("a\r\nb", (0, 2), (0, 3)),
        ("plain", (1, 3), (1, 3)),
        ("plain", (3, 1), (1, 3)),
        ("plain", (-4, 99), (0, 5)),
        ("", (0, 3), (0, 0)),
        ("e\u0301", (1, 1), (0, 0)),
    ],
)
def test_a_stretch_is_widened_to_whole_characters(text: str, part: tuple[int, int], whole: tuple[int, int]) -> None:
    """A combining mark, an emoji of several and a flag are never cut."""
    assert snap(text, *part) == whole


@given(st.text("a \u0301🇩🇪\u200d👩\n", max_size=40), st.integers(0, 40), st.integers(0, 40))
def test_widening_twice_is_widening_once(text: str, start: int, end: int) -> None:
    """And what was asked for is always inside."""
    first, last = snap(text, start, end)
    assert snap(text, first, last) == (first, last)
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    assert first <= start
    assert last >= end or start == end


def test_a_passage_is_its_words_and_what_stands_around_them() -> None:
    """Thirty-two code points on each side, fewer at the edges of the text."""
    text = f"{'b' * 40} the words {'a' * 10}"
    found = describe(text, 40, 51)
    assert found == ("the words", "b" * 31 + " ", f" {'a' * 10}", 41, 50)
    assert text[found.start : found.end] == found.exact


@pytest.mark.parametrize("text", ["", " ", " \n\t\u3000 "])
def test_a_blank_is_no_passage(text: str) -> None:
    """There is nothing to say of it."""
    with pytest.raises(UsageError, match="blank"):
        describe(text, 0, len(text))
