"""What is typed to find something everywhere, taken apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.search.query import Filter, Query, parse

TAGS = ["claim", "figure", "Own tag"]

CASES = [
    ("", Query()),
    ("two words", Query(("two", "words"))),
    ('"two  words" more', Query(("two words", "more"))),
    ("“two words” -more", Query(("two words",), ("more",))),
    ('open "quote', Query(("open", "quote"))),
    ("-", Query()),
    ("tag:claim x", Query(("x",), filters=(Filter("tag", "claim", negated=False),))),
    ('TAG:"own tag"', Query(filters=(Filter("tag", "own tag", negated=False),))),
    (
        "-is:orphan source:3",
        Query(filters=(Filter("is", "orphan", negated=True), Filter("source", "3", negated=False))),
    ),
    (
        "tag:cl -status:che",
        Query(filters=(Filter("tag", "claim", negated=False), Filter("status", "checked", negated=True))),
    ),
    (
        'author:"Anna Smith" by:ben kind:Prim',
        Query(
            filters=(
                Filter("author", "anna smith", negated=False),
                Filter("by", "ben", negated=False),
                Filter("kind", "primary", negated=False),
            )
        ),
    ),
    ("published:>=2026-01", Query(filters=(Filter("published", ">=2026-01", negated=False),))),
    ("at 10:30", Query(("at", "10:30"))),
    ("https://example.org", Query(("https://example.org",))),
]


@pytest.mark.parametrize(("typed", "query"), CASES)
def test_how_it_is_taken_apart(typed: str, query: Query) -> None:
    """Words, phrases in any quotes, what is to be left out, and filters."""
    assert parse(typed, TAGS) == query


@pytest.mark.parametrize(
    "typed",
    [
        "tog:claim",
        "tag:clam",
        "is:blue",
        "status:done",
        "note:",
        "tag:",
        "by:",
        "kind:gossip",
        "published:soon",
        "published:>",
        "published:2026..",
        "credibility:>good",
        "author:",
    ],
)
def test_what_is_not_understood_is_said(typed: str) -> None:
    """One line says what would be; the rest of what was typed counts."""
    query = parse(typed + " word", TAGS)
    assert query.problem
    assert len(query.problem) < 200
    assert "\n" not in query.problem
    assert query.terms == ("word",)
    assert not query.filters


@given(st.text(max_size=30))
def test_anything_can_be_typed(typed: str) -> None:
    """No text is an error, and no term is blank."""
    query = parse(typed, TAGS)
    assert all(term.strip() for term in (*query.terms, *query.without))
