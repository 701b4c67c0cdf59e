"""Finding words: what a reader types finds what a reader sees."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.annotations.search.finding import find_all

CASES = [
    ("The open model, Open AI", "open", ["open", "Open"]),
    ("The open model, Open AI", "Open", ["Open"]),
    ("Meta’s “own” way", 'meta\'s "own"', ["Meta’s “own”"]),
    ("from 20–30% to 20-30%", "20-30%", ["20–30%", "20-30%"]),
    ("broken\nover  two rows", "broken over two", ["broken\nover  two"]),
    ("art article art.", "art ", ["art "]),
    ("art article", " art", [" art"]),
    ("costs $9.9 (a month)", "$9.9 (a", ["$9.9 (a"]),
    ("aaaa", "aa", ["aa", "aa"]),
    ("nothing", "", []),
    ("nothing", "  ", []),
    ("中文字中文", "中文", ["中文", "中文"]),
]


@pytest.mark.parametrize(("text", "query", "found"), CASES)
def test_what_is_found(text: str, query: str, found: list[str]) -> None:
    """Capitals, quotes, dashes and line breaks are taken the way a reader takes them."""
    assert [text[start:end] for start, end in find_all(text, query)] == found


@given(st.text(max_size=60), st.text(min_size=1, max_size=6))
def test_every_literal_place_is_found(text: str, query: str) -> None:
    """A query never fails, its places lie in order and do not overlap, and a literal one is among them."""
    places = find_all(text, query)
    assert all(start < end for start, end in places)
    assert all(a[1] <= b[0] for a, b in pairwise(places))
    if query == query.strip() and query in text:
        assert places


def test_no_more_are_found_than_anybody_walks() -> None:
    """A letter of a long text gives the first places, as many as asked for."""
    assert len(find_all("e" * 100, "e", 7)) == 7
