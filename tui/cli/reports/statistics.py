"""``postil stats``."""

from argparse import Namespace

from annotations.errors import SourceError
from annotations.export.overview.statistics import written
from annotations.library import Library
from annotations.review.overview.statistics.report import Statistics
from tui.cli.output import opened_with_sources, print_message, write_lines
from tui.cli.selection import selected


def print_statistics(options: Namespace) -> int:
    """Print the statistics of a library, or one table of them."""
    library = opened_with_sources(options.path)
    statistics = Statistics(selected(library, options).records(), library.tag_tree)
    wanted = [options.table] if options.table else list(statistics.tables)
    if "cooccurrence" in wanted:
        for _ in statistics.complete(lambda source: _text_of(library, source)):
            pass
    write_lines(written([statistics.tables[name] for name in wanted], options.format), options.format)
    return 0


def _text_of(library: Library, source_id: str) -> str | None:
    """Return the reading text of a source and drop it from the cache; print why if it cannot be read."""
    if library.is_missing(source_id):
        return None
    try:
        return library.document(source_id).text
    except SourceError as error:
        print_message(str(error))
        return None
    finally:
        library.let_go(source_id)
