"""``postil set-source``."""

import sys
from argparse import Namespace
from contextlib import closing
from typing import Any

from annotations.errors import UsageError
from annotations.export.json import source_entry
from annotations.export.json_text import dumps
from annotations.library import Library, encodings
from annotations.model import Source
from annotations.model.facts import FACTS
from annotations.records.facts import LABELS
from annotations.review.board import is_read
from annotations.search.source_filters import source_named
from tui.cli.output import one_line, usable, write_json, write_table


def set_source(options: Namespace) -> int:
    """Set facts of a source or the encoding that it is read in, one change each, and print what is recorded now."""
    given = _given(options)
    changing = bool(given or options.derived_from or options.encoding)
    with closing(usable(Library.open([options.path]), changing=changing)) as library:
        source = source_named(library, options.source)
        if given or options.derived_from:
            library.about.set_facts(source.id, given, _origins(library, options.derived_from))
        found = ""
        if options.encoding:
            encodings.choose(library, source.id, options.encoding)
            found = library.document(source.id).encoding
        if changing:
            library.flush()
        if options.json:
            library.about.take_head(source.id, library.about.read_head(source.id))
            write_json(dumps(_exported(library, source.id)))
            return 0
        if found:
            sys.stdout.write(f"{one_line(source.path)} is read as {found}\n")
        if not found or given or options.derived_from:
            library.about.take_head(source.id, library.about.read_head(source.id))
            write_table(_rows(library, library.source(source.id)))
    return 0


def _exported(library: Library, source_id: str) -> dict[str, Any]:
    document = None if library.is_missing(source_id) or library.refusal(source_id) else library.document(source_id)
    source = library.source(source_id)
    return source_entry(library, source, document, read_through=is_read(source), with_text=False)


def _given(options: Namespace) -> dict[str, str | None]:
    """Return the facts to set; those to be reset are None. Raises UsageError if one is to be both."""
    given: dict[str, str | None] = {name: value for name in FACTS if (value := getattr(options, name)) is not None}
    if options.authors:
        given["author"] = "; ".join(options.authors)
    for label in options.reset:
        name = next(name for name in FACTS if LABELS[name] == label)
        if name in given:
            raise UsageError(f"Set the {label} or reset it, not both.")
        given[name] = None
    return given


def _origins(library: Library, names: list[str]) -> list[str] | None:
    """Return the ids of the named sources; `none` names no source. None if nothing is named."""
    if not names:
        return None
    return [source_named(library, name).id for name in names if name != "none"]


def _rows(library: Library, source: Source) -> list[list[str]]:
    rows = [["source", f"{source.number} {source.path}", ""]]
    for name, label in LABELS.items():
        origin = "set" if name in source.facts else "from the file" if source.fact(name) else ""
        rows.append([label, source.fact(name) or "-", origin])
    listed = {one.id: one for one in library.sources()}
    origins = [f"{one.number} {one.path}" for key in source.derived_from if (one := listed.get(key)) is not None]
    rows.append(["derived from", ", ".join(origins) or "-", "set" if origins else ""])
    return [*rows, ["memo", library.about.memo("source", source.id) or "-", ""]]
