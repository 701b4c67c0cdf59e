"""Ranges in a text, looked up by offset."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.search.offsets import Places

STEPS = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 3)), max_size=8)
"""The distance of each range from the end of the one before it, and its length."""


@given(STEPS)
def test_ranges_are_looked_up_by_their_starts(steps: list[tuple[int, int]]) -> None:
    """Before the first range, at and between the starts, and behind the last one, as a search through a list does it."""
    places, ranges, end = Places(), [], 0
    for gap, length in steps:
        start, end = end + gap, end + gap + length
        places.add(start, end)
        ranges.append((start, end))
    assert list(places) == places[:] == ranges
    for offset in range(end + 3):
        assert places.starts_at(offset) == any(start == offset for start, _ in ranges)
        assert places.until(offset) == sum(start <= offset for start, _ in ranges)
        assert places.from_(offset) == sum(start < offset for start, _ in ranges)
