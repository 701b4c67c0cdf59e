"""``postil lint``."""

from argparse import Namespace

from annotations.export.json_text import dumps
from annotations.library import Library
from annotations.library.issues.lint import KINDS, Remark, in_order, lint
from annotations.text.plurals import count_noun
from tui.cli import DONE, FOUND
from tui.cli.output import opened_with_sources, print_message, write_json, write_table
from tui.cli.streams import progress


def lint_library(options: Namespace) -> int:
    """Print the remarks, one line each. Return 1 if there are any, else 0."""
    library = opened_with_sources(options.path)
    remarks, sources = list[Remark](), len(library.sources())
    with progress() as show:
        for step in lint(library, options.kind or tuple(KINDS)):
            remarks += step.found
            show(step.of(sources))
    found = in_order(remarks)
    if options.json:
        write_json(dumps({"ok": not found, "remarks": [_entry(library, one) for one in found]}))
    else:
        write_table([one.kind, one.where, one.message] for one in found)
        print_message(f"{count_noun(len(found), 'remark')} on {count_noun(len(library.sources()), 'source')}.")
    return FOUND if found else DONE


def _entry(library: Library, one: Remark) -> dict[str, object]:
    entry: dict[str, object] = {"kind": one.kind, "where": one.where, "message": one.message}
    entry["source"] = library.source(one.source).number
    if one.start >= 0:
        entry |= {"start": one.start, "end": one.end}
    if one.passage:
        entry |= {"address": library.address(one.passage), "id": one.passage}
    return entry
