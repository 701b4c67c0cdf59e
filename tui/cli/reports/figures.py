"""``postil figures``."""

from argparse import Namespace

from annotations.export.ledger_table import written
from annotations.library.parts.ledger import ledger_of
from tui.cli import DONE, FOUND
from tui.cli.output import opened_with_sources, write_lines
from tui.cli.selection import selected


def print_figures(options: Namespace) -> int:
    """Print the figures of each metric and period with the verdict on them; 1 with ``--conflicts`` if there is one."""
    library = opened_with_sources(options.path)
    selection = selected(library, options)
    ledger = ledger_of(library, library.review.reckonings(), None if selection.whole else selection.ids)
    rows = ledger.ordered(ledger.rows, options.sort)
    if options.conflicts:
        rows = [row for row in rows if row.conflict and not row.resolved]
    write_lines(written(library, ledger, rows, options.format), options.format)
    return FOUND if options.conflicts and rows else DONE
