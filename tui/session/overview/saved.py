"""Results of a saved search: passages, or claims of the board with their passages."""

from annotations.library import Library
from annotations.model import SEARCH_PLACES, SavedSearch
from annotations.review.arrangement import ordered
from annotations.review.board import Row
from annotations.search.filters.board import chosen
from annotations.search.query import query_of
from annotations.search.selection import Matches
from tui.session.board_state import BoardView


def place_of(saved: SavedSearch) -> str:
    """Return the name of the list that a saved search is for."""
    return SEARCH_PLACES.get(saved.place, saved.place)


def passages_of(library: Library, saved: SavedSearch) -> tuple[list[str], str]:
    """Return the ids of the passages that a saved search finds, by source and place, and what is wrong with its query."""
    if saved.place == "board":
        rows, problem = rows_of(library, saved)
        return [one for row in rows for one in row.members], problem
    query = query_of(library, saved.query)
    return [passage.annotation.id for passage in Matches(library, query).all()], query.problem


def rows_of(library: Library, saved: SavedSearch) -> tuple[list[Row], str]:
    """Return the claims that a saved filter of the board finds, and what is wrong with it."""
    query, view = query_of(library, saved.query), view_of(saved)
    return ordered(chosen(library, library.board(), query, settled=not view.hide), view.sort), query.problem


def view_of(saved: SavedSearch) -> BoardView:
    """Return the state of the board for a saved filter; unknown parts have their defaults."""
    view = BoardView(typed=saved.query, hide=saved.unsettled)
    view.arrange(saved.sort, saved.group)
    return view
