"""Passages are found again, and never in a place that was chosen by chance."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.describe import describe
from annotations.anchoring.resolve import Ambiguous, Anchored, Moved, Orphan, resolve
from annotations.errors import UsageError

CASES = tomllib.loads((Path(__file__).parent / "data/resolve.toml").read_text("utf-8"))["case"]
OUTCOMES = {kind.__name__: kind for kind in (Anchored, Moved, Ambiguous, Orphan)}


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without 【 and 】, and where the stretches between them stand."""
    places = [
        (match.start() - 2 * number, match.end() - 2 * number - 2)
        for number, match in enumerate(re.finditer("【[^】]*】", text))
    ]
    return text.replace("【", "").replace("】", ""), places


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_edit_has_its_outcome(case: dict[str, Any]) -> None:
    """What is said of a passage after each kind of edit, and where it stands then."""
    before, [place] = unmarked(case["before"])
    after, places = unmarked(case["after"])
    found = resolve(after, describe(before, *place))
    assert isinstance(found, OUTCOMES[case["outcome"]])
    if isinstance(found, Anchored | Moved):
        assert [tuple(found)] == places
    elif isinstance(found, Ambiguous):
        assert list(found.candidates) == places


TEXTS = st.text("ab \n", max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60), TEXTS)
def test_a_place_that_is_found_holds_the_quote(text: str, start: int, end: int, other: str) -> None:
    """In the same text the passage is where it was; in any text the place found holds its words."""
    try:
        selectors = describe(text, start, end)
    except UsageError:
        return
    assert resolve(text, selectors) == Anchored(selectors.start, selectors.end)
    found = resolve(other, selectors)
    if isinstance(found, Anchored | Moved):
        assert other[found.start : found.end] == selectors.exact
        assert isinstance(found, Anchored) == (found.start == selectors.start)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60), st.text("xyz ", min_size=1, max_size=20))
def test_what_is_put_before_a_text_moves_its_passages(text: str, start: int, end: int, before: str) -> None:
    """A passage moves by as much as was put in, or it is said that there are several such places."""
    try:
        selectors = describe(text, start, end)
    except UsageError:
        return
    found = resolve(before + text, selectors)
    if isinstance(found, Moved):
        assert found.start == selectors.start + len(before)
    elif isinstance(found, Ambiguous):
        assert (selectors.start + len(before), selectors.end + len(before)) in found.candidates
