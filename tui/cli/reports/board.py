"""``postil board``."""

import sys
from argparse import Namespace

from annotations.errors import UsageError
from annotations.export.board_table import Matrix, written
from annotations.library import Library
from annotations.model import status_named
from annotations.review.board import Board
from annotations.review.filters import ordered
from annotations.search.board_filter import chosen
from annotations.text.plurals import count_noun
from tui.cli.output import gathered, print_message, query_given, report_nothing_to_read, usable, write_json, write_text
from tui.session.board_state import BoardView
from tui.session.overview.saved import view_of


def print_board(options: Namespace) -> int:
    """Print the claims board: one row for each claim, one column for each source."""
    library = usable(Library.open([options.path]))
    report_nothing_to_read(library)
    query = query_given(
        library,
        options.filter,
        tag=options.tag,
        source=options.source,
        status=status_named(options.status),
        words=options.text,
    )
    view = _saved(library, options.saved) if options.saved else BoardView()
    board = library.board()
    report_recount(library, board)
    kept = _kept(library, board, view)
    rows = [
        row for row in chosen(library, board, query, settled=not options.unsettled) if kept is None or row.key in kept
    ]
    rows = ordered(rows, options.sort or view.sort)
    for lines in gathered(written(Matrix(board, rows, library.address, wide=options.matrix or None), options.format)):
        if options.format == "text":
            sys.stdout.write(lines)
        elif options.format == "json":
            write_json(lines.encode("utf-8", "replace"))
        else:
            write_text(lines)
    return 0


def report_recount(library: Library, board: Board) -> None:
    """Print how many claims are counted in another way than by the former rule, until the program has shown it."""
    if found := library.review.recounted(board):
        first = found[0].row
        counts = f"{library.address(first.key)}: {found[0].before} before, {first.verdict.words} now"
        print_message(
            f"{count_noun(len(found), 'claim')} counted differently from before ({counts}): sources that restate "
            "each other are independent, unless one cites the other."
        )


def _saved(library: Library, name: str) -> BoardView:
    """Return the view of a saved filter. Raises UsageError if it is not one of the board."""
    saved = library.searches.named(name)
    if saved.place != "board":
        raise UsageError(f"“{saved.name}” is not a filter of the board. Use it with “postil list --saved”.")
    return view_of(saved)


def _kept(library: Library, board: Board, view: BoardView) -> set[str] | None:
    """Return the keys of the rows that a view shows, or None if it shows all. Raises UsageError if it is wrong."""
    if not view.typed and not view.hide:
        return None
    query = query_given(library, view.typed)
    return {row.key for row in chosen(library, board, query, settled=not view.hide)}
