"""``postil add`` and ``postil memo``."""

from argparse import Namespace

from annotations.library import Library
from annotations.model import Annotation
from annotations.search.quote_search import find_quote
from annotations.search.source_filters import source_named
from tui.cli.changes.outcome import changing
from tui.cli.streams import text_given


def add_passage(options: Namespace) -> int:
    """Annotate a quote and print its address; a passage that is annotated already gets the tags and the note."""
    with changing(options) as (library, outcome):
        source = source_named(library, options.source)
        start, end = find_quote(library.document(source.id).text, options.quote, options.prefix, options.suffix)
        one = library.at(source.id, start, end)
        message = _complete(library, one, options) if one is not None else ""
        if one is None:
            one = library.add(source.id, start, end, tags=options.tags, note=options.note)
        outcome.of_passages([one], message)
        outcome.lines = [library.address(one.id)]
    return 0


def _complete(library: Library, one: Annotation, options: Namespace) -> str:
    """Give a passage the tags and the note that it lacks, as one change, and return what was done."""
    address = library.address(one.id)
    tags = [name for name in dict.fromkeys(library.tag(tag).name for tag in options.tags) if name not in one.tags]
    note = options.note if options.note not in one.note else ""
    what = [f"the tag{'s' * (len(tags) > 1)} {', '.join(tags)}"] * bool(tags) + ["the note"] * bool(note)
    with library.transaction(f"add to {address}" if len(what) > 1 else ""):
        if tags:
            library.set_tags(one.id, (*one.tags, *tags))
        if note:
            library.set_note(one.id, "\n".join(filter(None, (one.note, note))))
    return f"{address} was annotated already" + (f": added {' and '.join(what)}" if what else " like this")


def write_memo(options: Namespace) -> int:
    """Write the memo on the library, a source or a tag."""
    with changing(options) as (library, outcome):
        about, key = "library", ""
        if options.source:
            about, key = "source", source_named(library, options.source).id
        elif options.tag:
            about, key = "tag", library.tag(options.tag).name
        text = library.about.set_memo(about, key, text_given(options.text))
        outcome.of_nothing(f"{'Wrote' if text else 'Removed'} the memo")
    return 0
