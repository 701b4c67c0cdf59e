"""``postil figures``."""

import sys
from argparse import Namespace

from annotations.export.ledger_table import written
from annotations.library import Library
from annotations.library.parts.ledger import ledger_of
from tui.cli.output import gathered, report_nothing_to_read, usable, write_json, write_text
from tui.cli.selection import selected


def print_figures(options: Namespace) -> int:
    """Print the figures of each metric and period with the verdict on them; 1 with ``--conflicts`` if there is one."""
    library = usable(Library.open([options.path]))
    report_nothing_to_read(library)
    selection = selected(library, options)
    ledger = ledger_of(library, library.review.reckonings(), None if selection.whole else selection.ids)
    rows = ledger.ordered(ledger.rows, options.sort)
    if options.conflicts:
        rows = [row for row in rows if row.conflict and not row.resolved]
    for lines in gathered(written(library, ledger, rows, options.format)):
        if options.format == "text":
            sys.stdout.write(lines)
        elif options.format == "json":
            write_json(lines.encode("utf-8", "replace"))
        else:
            write_text(lines)
    return 1 if options.conflicts and rows else 0
