"""Options of the verbs that choose passages, as a selection."""

from argparse import Namespace

from annotations.library import Library
from annotations.search.selection import Choice, Selection


def selected(library: Library, options: Namespace) -> Selection:
    """Return what the options of `tui.cli.parser.common.selection` choose. Raises UsageError as `Selection`."""
    return Selection(
        library,
        Choice(
            query=options.filter,
            saved=options.saved,
            tags=options.tags,
            any_tag=options.any,
            without=options.without,
            sources=options.sources,
            statuses=options.statuses,
            authors=options.by,
            since=options.since,
            words=options.text.split(),
        ),
    )
