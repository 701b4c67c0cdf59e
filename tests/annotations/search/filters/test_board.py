"""The claims that a query matches, on the board of a real library."""

from collections.abc import Callable

import pytest

from annotations.library import Library
from annotations.search.filters.board import chosen
from annotations.search.query import query_of

Finder = Callable[[Library, int, str], tuple[str, int, int]]


@pytest.fixture
def board(library: Library, span: Finder) -> Library:
    """Two claims that contradict each other, a figure by somebody else, and facts of both sources."""
    one = library.add(*span(library, 1, "The orchard was planted in 1902."), tags=["claim"])
    other = library.add(*span(library, 2, "The orchard was planted in 1911"), tags=["claim"], note="ask Ben")
    library.connect(one.id, other.id, "contradicts")
    library.transactions.author = "ben"
    library.add(*span(library, 1, "It has forty rows of trees."), tags=["claim", "figure"])
    first, second = (source.id for source in library.sources())
    library.about.set_facts(first, {"author": "Anna", "published": "2026-04", "kind": "primary", "credibility": "B2"})
    library.about.set_facts(second, {"author": "Carla", "published": "2025", "kind": "comment"})
    library.review.set_claim("1:2", status="checked")
    return library


@pytest.mark.parametrize(
    ("typed", "claims"),
    [
        ("", "1:1 1:2 2:1"),
        ("planted", "1:1 2:1"),
        ("PLANTED in 1902", "1:1"),
        ("-planted", "1:2"),
        ('"in 1911"', "2:1"),
        ("contested", "1:1 2:1"),
        ("tag:figure", "1:2"),
        ("-tag:figure", "1:1 2:1"),
        ("status:checked", "1:2"),
        ("-status:checked", "1:1 2:1"),
        ("by:ben", "1:2"),
        ("note:ben", "2:1"),
        ("is:linked", "1:1 2:1"),
        ("by:tester tag:figure", ""),
        ("source:1", "1:1 1:2 2:1"),
        ("-source:2", "1:2"),
        ("author:carla", "1:1 2:1"),
        ("-author:carla", "1:2"),
        ("published:>2026-01 kind:primary", "1:1 1:2 2:1"),
        ("published:>2026-01 kind:comment", ""),
        ("credibility:>=B planted", "1:1 2:1"),
        ("credibility:none", "1:1 2:1"),
    ],
)
def test_claims_are_chosen(board: Library, typed: str, claims: str) -> None:
    """Filters of passages fit one passage of the claim, those of sources one source that takes a stance."""
    query = query_of(board, typed)
    assert not query.problem
    rows = chosen(board, board.board(), query)
    assert [board.address(row.members[0]) for row in rows] == claims.split()


def test_settled_claims_can_be_left_out(board: Library) -> None:
    """With and without a query."""
    for typed, claims in (("", ["1:1", "2:1"]), ("1902", ["1:1"])):
        rows = chosen(board, board.board(), query_of(board, typed), settled=False)
        assert [board.address(row.members[0]) for row in rows] == claims


def test_a_verdict_is_found_by_its_words(board: Library) -> None:
    """Whatever the case."""
    made = board.board()
    for kind in {row.verdict.kind for row in made.rows}:
        rows = chosen(board, made, query_of(board, kind.upper()))
        assert rows == [row for row in made.rows if row.verdict.kind == kind]
