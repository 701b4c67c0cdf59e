"""``postil disputes``."""

from argparse import Namespace

from annotations.export.disputes import DisputeList
from tui.cli.output import gathered, opened_with_sources, write_array, write_text
from tui.cli.reports.board import report_recount
from tui.cli.selection import selected


def print_disputes(options: Namespace) -> int:
    """Print the disputes of a library, each once, with its sides."""
    library = opened_with_sources(options.path)
    board = library.board()
    report_recount(library, board)
    selection = selected(library, options)
    disputes = board.disputes.all(options.sort)
    if not selection.whole:
        keys = {row.key for row in selection.rows(board)}
        disputes = [one for one in disputes if any(claim[0] in keys for claim in one.claims)]
    found = DisputeList(board, disputes)
    if options.json:
        write_array(found.entries())
    else:
        for lines in gathered(f"{line}\n" for line in found.lines()):
            write_text(lines)
    return 0
