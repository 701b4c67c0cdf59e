"""Figures are found in a text as a reader would mark them, and what only looks like one is not."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotations.text.quantities import cores

LINES = (Path(__file__).parents[2] / "data/figures.txt").read_text("utf-8").splitlines()
CASES = [line.replace("⏎", "\n").replace("⇥", "\t") for line in LINES if line and not line.startswith("#")]


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in cores(text)]


@pytest.mark.parametrize("case", CASES)
def test_figures_are_found_whole_and_nothing_else_is(case: str) -> None:
    """What stands in brackets in the table, in its order."""
    assert found(re.sub("[【】]", "", case)) == re.findall("【(.*?)】", case)


@given(st.text(alphabet="01259.,%$€-–/:()[] \n\tabmxBéд年½²", max_size=60), st.integers(0, 20), st.integers(0, 60))
def test_spans_are_in_order_and_within_the_stretch(text: str, start: int, end: int) -> None:
    """Whatever the text: spans lie in the stretch, apart from each other, begin and end with no blank, hold a digit."""
    spans = cores(text, start, max(start, end))
    assert all(start <= first < last <= min(max(start, end), len(text)) for first, last in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(text[first:last].strip() == text[first:last] for first, last in spans)
    assert all(re.search(r"[\d½]", text[first:last]) for first, last in spans)


@given(
    st.sampled_from(["", "$", "€", "USD ", "-", "+"]),
    st.integers(2100, 10**12),
    st.sampled_from(["", "%", "k", "x", " percent", " million", "bn", " km", " million euros"]),
)
def test_any_number_is_found_in_a_sentence(sign: str, number: int, unit: str) -> None:
    """With or without commas, whatever its sign, currency and unit are, if these can be together."""
    assume(not (sign in {"$", "€", "USD "} and unit in {"%", "x", " percent", " km", " million euros"}))
    for written in (f"{number}", f"{number:,}"):
        figure = f"{sign}{written}{unit}"
        assert found(f"It was {figure}, they say; then (about {figure}) more.") == [figure, figure]
