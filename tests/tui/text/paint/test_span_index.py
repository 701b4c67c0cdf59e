"""Spans: which of many items cover a place."""

from hypothesis import given
from hypothesis import strategies as st

from tui.text.paint.span_index import SpanIndex

spans = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 40)), max_size=400).map(
    lambda pairs: sorted((start, start + length) for start, length in pairs)
)


@given(spans, st.integers(0, 100), st.integers(1, 30))
def test_all_that_overlap_are_found(items: list[tuple[int, int]], start: int, length: int) -> None:
    """Just the items that share a place are found, in their order, however far the others reach."""
    index = SpanIndex(items, [item[0] for item in items], [item[1] for item in items])
    end = start + length
    assert index.over(start, end) == [item for item in items if item[0] < end and item[1] > start]
