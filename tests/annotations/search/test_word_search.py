"""Finding words: what a reader types finds what a reader sees."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.search.term_match import PARTS, Terms
from annotations.search.word_search import Words
from annotations.text.folding import LOOSE, aligned, kept_by
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


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        (
            "the co\u00adop\u00ader\u00ada\u00adtion of all",
            "cooperation of",
            ["co\u00adop\u00ader\u00ada\u00adtion of"],
        ),
        ("zero\u200bwidth and word\u2060joiner", "wordjoiner", ["word\u2060joiner"]),
        ("می\u200cدانید", "میدانید", ["می\u200cدانید"]),
        ("a plain word", "pl\u00adain", ["plain"]),
        ("two \u200bwords", "two words", ["two \u200bwords"]),
        ("a plain word", "plane", []),
    ],
)
def test_invisible_characters_hide_no_word(text: str, query: str, found: list[str]) -> None:
    """Soft hyphens, joiners and zero-width blanks in the text or the query make no difference."""
    words = Words(query)
    assert [text[start:end] for start, end in words.find(aligned(text, words.kept))] == found


@pytest.mark.parametrize("typed", [["cooperation"], ["cooperation of", "members"], ["Cooperation"]])
def test_invisible_characters_hide_no_term(typed: list[str]) -> None:
    """A search of all sources finds whole words with invisible characters in them, as whole words."""
    text = "The Co\u00adop\u00ader\u00ada\u00adtion of mem\u200bbers"
    kept = kept_by(*typed)
    folded = aligned(text, kept)
    found = Terms(typed, [], kept).of(folded).match(folded, 0, len(folded))
    assert found is not None
    assert found.rank < PARTS
    assert text[found.start : found.end].startswith("Co\u00adop")
    part = Terms(["opera"], [], LOOSE).of(aligned(text)).match(aligned(text), 0, len(text))
    assert part is not None
    assert part.rank == PARTS
