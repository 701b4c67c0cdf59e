"""``postil timeline``."""

import sys
from argparse import Namespace

from annotations.export.overview.timeline import written
from annotations.library import Library
from annotations.review.overview.timeline import Timeline
from tui.cli.output import gathered, report_nothing_to_read, usable, write_json, write_text
from tui.cli.selection import selected


def print_timeline(options: Namespace) -> int:
    """Print the claims and other passages that have a date, in the order of their dates."""
    library = usable(Library.open([options.path]))
    report_nothing_to_read(library)
    selection, timeline, board = selected(library, options), Timeline(), library.board()
    for _ in timeline.steps(board, None if selection.whole else selection.takes(board)):
        pass
    for lines in gathered(written(timeline, library.address, options.format)):
        if options.format == "text":
            sys.stdout.write(lines)
        elif options.format == "json":
            write_json(lines.encode("utf-8", "replace"))
        else:
            write_text(lines)
    return 0
