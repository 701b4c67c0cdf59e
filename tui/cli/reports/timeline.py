"""``postil timeline``."""

from argparse import Namespace

from annotations.export.overview.timeline import written
from annotations.library import Library
from annotations.review.overview.timeline import Timeline
from tui.cli.output import report_nothing_to_read, usable, write_lines
from tui.cli.selection import selected


def print_timeline(options: Namespace) -> int:
    """Print the claims and other passages that have a date, in the order of their dates."""
    library = usable(Library.open([options.path]))
    report_nothing_to_read(library)
    selection, timeline, board = selected(library, options), Timeline(), library.board()
    for _ in timeline.steps(board, None if selection.whole else selection.takes(board)):
        pass
    write_lines(written(timeline, library.address, options.format), options.format)
    return 0
