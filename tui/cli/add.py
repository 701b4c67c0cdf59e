"""``postil add``, ``postil link`` and ``postil memo``."""

import sys
from argparse import Namespace
from contextlib import closing

from annotations.library import Library
from annotations.search.quote_search import find_quote
from annotations.search.source_filters import source_named
from tui.cli.output import print_message, usable


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


def write_memo(options: Namespace) -> int:
    """Write the memo on the library, a source or a tag, and save it."""
    with closing(usable(Library.open([options.path]), changing=True)) as library:
        about, key = "library", ""
        if options.source:
            about, key = "source", source_named(library, options.source).id
        elif options.tag:
            about, key = "tag", library.tag(options.tag).name
        text = library.about.set_memo(about, key, options.text)
        library.flush()
    print_message(f"{'Wrote' if text else 'Removed'} the memo. Undo it with “postil undo”.")
    return 0
