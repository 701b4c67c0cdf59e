"""``postil links``."""

from argparse import Namespace
from functools import partial

from annotations.export.json import link as exported
from annotations.library import Library
from annotations.library.parts.wording import in_words
from annotations.model import Link
from tui.cli.output import opened_with_sources, write_records
from tui.cli.selection import selected


def list_links(options: Namespace) -> int:
    """Print the links of a library, or those with one end among the chosen passages."""
    library = opened_with_sources(options.path)
    kind = library.kind(options.kind).name if options.kind else ""
    selection = selected(library, options)
    links = (
        one
        for one in library.all_links()
        if kind in {"", one.kind} and (selection.whole or not selection.ids.isdisjoint((one.source, one.target)))
    )
    write_records(links, partial(exported, library), partial(_row, library), json=options.json)
    return 0


def _row(library: Library, one: Link) -> list[str]:
    ends = library.annotation(one.source), library.annotation(one.target)
    source, target = (library.address(end.id) for end in ends)
    return [source, one.kind, target, one.note or "-", *(in_words(library, end) for end in ends)]
