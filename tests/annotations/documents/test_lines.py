"""Lines that are cut from a text, beside the text split."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.file.lines import Lines


@given(st.text("a\n", max_size=9), st.integers(0, 60), st.lists(st.slices(400), max_size=5))
def test_lines_are_those_of_the_text(text: str, times: int, slices: list[slice]) -> None:
    """Each line, from either end, in whatever order, each slice and each beginning are those of the text split."""
    text *= times
    split = text.split("\n")
    starts = [0, *accumulate([len(line) + 1 for line in split[:-1]])]
    if not split[-1]:
        split.pop()
    lines = Lines.of(text)
    assert list(lines.starts) == starts
    assert len(lines.texts) == len(split)
    assert [lines.texts[n] for n in range(-1, -len(split) - 1, -1)] == split[::-1]
    assert list(lines.texts) == split
    assert [lines.texts[part] for part in slices] == [split[part] for part in slices]
    assert lines.text == text
    with pytest.raises(IndexError):
        lines.texts[len(split)]


def test_a_long_text_has_its_lines_where_they_begin() -> None:
    """What is looked through piece by piece is as if it had been looked through at once."""
    text = "".join("x" * (n % 5000) + "\n" for n in range(400))
    lines = Lines.of(text)
    assert [text[start:].split("\n", 1)[0] for start in lines.starts[:-1]] == list(lines.texts)
