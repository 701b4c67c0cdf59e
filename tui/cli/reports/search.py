"""``postil search``."""

from argparse import Namespace
from typing import Any

from annotations.errors import SourceError, UsageError
from annotations.library import Library
from annotations.search.library_search import Everywhere, Hit
from annotations.search.selection import understood
from annotations.search.text_cache import Texts
from tui.cli.output import opened_with_sources, print_message, write_array, write_table


def search_library(options: Namespace) -> int:
    """Print the places that a query finds, best first."""
    library = opened_with_sources(options.path)
    query = understood(library, " ".join(options.words))
    if query.empty:
        raise UsageError("Give words to search for.")
    if query.needs_facts:
        library.about.read_heads()
    search = Everywhere(library, Texts(library), query)
    for _ in search.steps():
        pass
    for path in search.unreadable:
        print_message(f"{path} cannot be read; “postil check” says why.")
    hits = (_entry(library, hit) for hit in (search.hits[: options.most] if options.most > 0 else search.hits))
    if options.json:
        write_array(hits)
    else:
        write_table([one["address"] or "-", _place(one), one["in"], _words(one)] for one in hits)
    return 0


def _entry(library: Library, hit: Hit) -> dict[str, Any]:
    """Return a hit as plain values."""
    source = library.source(hit.source) if hit.source else None
    return {
        "in": _kind(hit),
        "address": library.address(hit.annotation) if hit.annotation else None,
        "annotation": hit.annotation or None,
        "source": hit.source or None,
        "number": source.number if source is not None else None,
        "path": source.path if source is not None else None,
        "line": _line(library, hit),
        "start": hit.start if hit.start >= 0 else None,
        "heading": hit.heading,
        "before": hit.before,
        "found": hit.found,
        "after": hit.after,
        "tag": hit.memo[1] if hit.memo[0] == "tag" else None,
    }


def _kind(hit: Hit) -> str:
    """Return what has the words: a memo, a note, a passage, the text of a source, or its name."""
    if hit.memo[0]:
        return "memo"
    if hit.annotation:
        return "note" if hit.note else "passage"
    return "text" if hit.start >= 0 else "name"


def _line(library: Library, hit: Hit) -> int | None:
    if hit.start < 0:
        return None
    try:
        return library.document(hit.source).location(hit.start).line
    except SourceError:
        return None


def _place(one: dict[str, Any]) -> str:
    if one["path"] is None:
        return one["tag"] or "-"
    return f"{one['path']}:{one['line']}" if one["line"] is not None else one["path"]


def _words(one: dict[str, Any]) -> str:
    return f"{one['before']}{one['found']}{one['after']}"
