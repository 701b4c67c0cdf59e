"""``postil add`` and ``postil link``."""

import sys
from argparse import Namespace
from contextlib import closing

from annotations.library import Library
from annotations.search.quote_search import find_quote
from tui.cli.output import source_named, usable


def add_passage(options: Namespace) -> int:
    """Annotate a quote, save it and print its address."""
    with closing(usable(Library.open([options.path]), changing=True)) as library:
        source = source_named(library, options.source)
        text = library.document(source.id).text
        start, end = find_quote(text, options.quote, options.prefix, options.suffix)
        address = library.address(library.add(source.id, start, end, tags=options.tags, note=options.note).id)
        library.flush()
    sys.stdout.write(f"{address}\n")
    return 0


def link_passages(options: Namespace) -> int:
    """Link two passages, save the link and print its id."""
    with closing(usable(Library.open([options.path]), changing=True)) as library:
        source, target = library.annotation(options.source), library.annotation(options.target)
        link = library.connect(source.id, target.id, options.kind, options.note)
        library.flush()
    sys.stdout.write(f"{link.id}\n")
    return 0
