"""``postil move``."""

from argparse import Namespace

from annotations.search.source_filters import source_named
from tui.cli.changes.outcome import changing


def move_source(options: Namespace) -> int:
    """Give a source another file, in which its passages are looked for."""
    with changing(options) as (library, outcome):
        source, other = source_named(library, options.source), source_named(library, options.file)
        path = library.files.take(source.id, other.id).path
        library.document(source.id)
        placed = sum(passage.placed for passage in library.passages(source.id))
        count = len(library.passages(source.id))
        outcome.of_nothing(f"Source {source.number} is {path} now, {placed} of {count} passages were found in it")
    return 0
