"""``postil timeline``."""

from argparse import Namespace

from annotations.export.overview.timeline import written
from annotations.review.overview.timeline import Timeline
from tui.cli.output import opened_with_sources, write_lines
from tui.cli.selection import selected


def print_timeline(options: Namespace) -> int:
    """Print the claims and other passages that have a date, in the order of their dates."""
    library = opened_with_sources(options.path)
    selection, timeline, board = selected(library, options), Timeline(), library.board()
    for _ in timeline.steps(board, None if selection.whole else selection.takes(board)):
        pass
    write_lines(written(timeline, library.address, options.format), options.format)
    return 0
