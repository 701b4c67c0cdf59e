"""``postil board``."""

from argparse import Namespace

from annotations.export.board_table import Matrix, written
from annotations.library import Library
from annotations.review.arrangement import ordered
from annotations.review.board import Board
from annotations.text.plurals import count_noun
from tui.cli.output import opened_with_sources, print_message, write_lines
from tui.cli.selection import selected
from tui.session.board_state import BoardView
from tui.session.overview.saved import view_of


def print_board(options: Namespace) -> int:
    """Print the claims board: one row for each claim, one column for each source."""
    library = opened_with_sources(options.path)
    selection = selected(library, options)
    board = library.board()
    report_recount(library, board)
    view = view_of(selection.saved) if selection.saved is not None else BoardView()
    rows = ordered(selection.rows(board, settled=not options.unsettled), options.sort or view.sort)
    write_lines(
        written(Matrix(board, rows, library.address, wide=options.matrix or None), options.format), options.format
    )
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
