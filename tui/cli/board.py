"""``postil board``."""

import sys
from argparse import Namespace

from annotations.export.board_table import Matrix, written
from annotations.library import Library
from annotations.review.filters import Filter, chosen, ordered
from tui.cli.output import gathered, report_nothing_to_read, source_named, usable, write_json, write_text


def print_board(options: Namespace) -> int:
    """Print the claims board: one row for each claim, one column for each source."""
    library = usable(Library.open([options.path]))
    report_nothing_to_read(library)
    wanted = Filter(
        tag=library.tag(options.tag).name if options.tag else "",
        source=source_named(library, options.source).id if options.source else "",
        status=options.status,
        text=options.text,
        settled=not options.unsettled,
    )
    board = library.board()
    rows = ordered(chosen(board, wanted), options.sort)
    for lines in gathered(written(Matrix(board, rows, library.address, wide=options.matrix or None), options.format)):
        if options.format == "text":
            sys.stdout.write(lines)
        elif options.format == "json":
            write_json(lines.encode("utf-8", "replace"))
        else:
            write_text(lines)
    return 0
