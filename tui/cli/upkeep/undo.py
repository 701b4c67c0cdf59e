"""``postil undo`` and ``postil history``."""

import sys
from argparse import Namespace
from collections.abc import Iterator, Mapping
from contextlib import closing

from annotations.errors import UsageError
from annotations.export.csv_cells import csv_line
from annotations.export.json_text import dumps
from annotations.library import Library
from annotations.library.describe_change import named, recorded
from annotations.model import Edit, Record
from annotations.store.codec import document
from annotations.store.journal.format import REDO, UNDO, JournalEntry
from tui.cli.output import (
    gathered,
    one_line,
    opened,
    passage_given,
    usable,
    write_array,
    write_json,
    write_table,
    write_text,
)


def undo_changes(options: Namespace) -> int:
    """Undo the last changes, or a given one, and print what was undone."""
    if options.count < 1:
        raise UsageError("Give a number of changes from 1.")
    with closing(usable(Library.open([options.path]), changing=True)) as library:
        undone: list[str] = []
        try:
            if options.entry:
                _check_author(library, options.entry, options.others)
                undone.append(named(library, library.transactions.undo_entry(options.entry)))
            else:
                for change in library.transactions.walk(UNDO, options.count, others=options.others):
                    undone.append(named(library, change))  # noqa: PERF401 - must hold the changes before an error
            library.flush()
        finally:
            if options.json:
                write_json(dumps({"undone": undone}))
            else:
                sys.stdout.writelines(f"{one_line(line)}\n" for line in undone)
        if not undone:
            raise UsageError(_nothing(library))
    return 0


def _check_author(library: Library, sequence: int, others: bool) -> None:  # noqa: FBT001 - an option as it was given
    """Raise UsageError if a change is by another author and `others` is false."""
    entry = next((one for one in library.history.entries() if one.sequence == sequence), None)
    if entry is not None and not others and (entry.author != library.author or library.history.merged(sequence)):
        what = named(library, recorded(library, entry))
        raise UsageError(f"Change {sequence} is not yours: {what}. Add --others to undo it.")


def _nothing(library: Library) -> str:
    """Return the message for an empty undo, with the last change of another author if there is one."""
    own = next(iter(library.transactions.steps(UNDO)), None)
    last = own or next(iter(library.transactions.steps(UNDO, others=True)), None)
    if last is None:
        return "There is nothing to undo."
    what = named(library, recorded(library, last))
    if own is not None:
        return (
            f"The last change is not only yours: {what}. Add --others to undo it, or --entry N to undo an earlier one."
        )
    return f"There is nothing of yours to undo. The last change is {what}: add --others to undo it."


def print_history(options: Namespace) -> int:
    """Print the history: newest first as a table, oldest first as JSON or CSV."""
    library = opened(options.path)
    if options.json:
        paths = {source.id: source.path for source in library.sources()}
        write_array(_value(paths, line) for line in library.history.trail())
    elif options.csv:
        for lines in gathered(_csv(library)):
            write_text(lines)
    else:
        about = passage_given(library, options.about).id if options.about else ""
        write_table(
            [
                (
                    str(one.sequence),
                    one.time[:19].replace("T", " "),
                    one.author or "-",
                    one.label,
                    "undone" if one.undone else "-",
                )
                for one in library.history.entries(about)
            ]
        )
    return 0


def _value(paths: Mapping[str, str], line: JournalEntry) -> dict[str, object]:
    return {
        "sequence": line.sequence,
        "time": line.time,
        "author": line.author,
        "kind": line.kind,
        "of": line.of or None,
        "what": line.label,
        "source": paths.get(line.source, ""),
        "edits": [
            {"table": edit.table, "key": edit.key, "before": _fields(edit.before), "after": _fields(edit.after)}
            for edit in line.edits
        ],
    }


def _csv(library: Library) -> Iterator[str]:
    """Yield the history as CSV, one row for each changed field."""
    paths = {source.id: source.path for source in library.sources()}
    yield csv_line(
        ("sequence", "time", "author", "kind", "of", "what", "source", "table", "key", "field", "before", "after")
    )
    for line in library.history.trail():
        words = {UNDO: "undo ", REDO: "redo "}.get(line.kind, "")
        head = [str(line.sequence), line.time, line.author, line.kind, str(line.of or ""), words + line.label]
        for edit in line.edits:
            for field, before, after in _changed(edit):
                yield csv_line(
                    (*head, paths.get(line.source, ""), edit.table, edit.key, field, _cell(before), _cell(after))
                )


def _cell(value: object) -> str:
    """Return the value of a field in words: lists with semicolons between their parts, a range as ``3-10``."""
    if value is None or isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, Mapping):
        return "; ".join(f"{name}: {_cell(one)}" for name, one in value.items())
    if isinstance(value, list | tuple):
        is_range = len(value) == 2 and all(isinstance(one, int) for one in value)
        return ("-" if is_range else "; ").join(map(_cell, value))
    return str(value)


def _changed(edit: Edit) -> list[tuple[str, object, object]]:
    before, after = _fields(edit.before) or {}, _fields(edit.after) or {}
    return [
        (field, before.get(field, ""), after.get(field, ""))
        for field in {**before, **after}
        if before.get(field) != after.get(field)
    ]


def _fields(record: Record | None) -> dict[str, object] | None:
    return None if record is None else document(record)
