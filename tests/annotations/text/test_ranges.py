"""Ranges that were read add up to what was read."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.ranges import covered, merged, united

RANGES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12)


@given(RANGES)
def test_ranges_hold_exactly_what_was_put_in(ranges: list[tuple[int, int]]) -> None:
    """They are ordered, stand apart, and cover each place that any of them covered."""
    result: tuple[tuple[int, int], ...] = ()
    for start, end in ranges:
        result = merged(result, start, end)
    places = {place for start, end in ranges for place in range(start, end)}
    assert {place for start, end in result for place in range(start, end)} == places
    assert covered(result, 30) == len(places)
    assert all(one[1] < other[0] for one, other in pairwise(result))
    assert united(ranges[:5], ranges[5:]) == result


def test_only_the_text_itself_counts() -> None:
    """A text that became shorter has no more than all of itself read."""
    assert covered(((0, 10), (20, 30)), 25) == 15
