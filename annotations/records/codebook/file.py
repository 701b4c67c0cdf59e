"""Takes changes of tags and link types over into ``codebook.toml``, whose comments stay."""

import copy
import tomllib
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Final

from annotations.errors import UsageError
from annotations.model import Edit, LinkKind, Tag
from annotations.records.codebook.parsing import parse

if TYPE_CHECKING:
    from tomlkit.container import Container

_FIELDS: Final = {
    "tags": ("key", "letter", "colour", "description", "parent"),
    "kinds": ("key", "glyph", "inverse", "counts"),
}
"""Sections of the file that are named like tables of a library, with the fields of their entries."""

Entry = Tag | LinkKind


def follow(data: bytes, edits: Iterable[Edit]) -> bytes | None:
    """Return a codebook file after edits of a library; None if it has none of the records that were edited.

    An entry is renamed or removed with its record; a field that it has gets the new value. Raises UsageError if the file
    cannot be edited so.
    """
    edits = [edit for edit in edits if edit.table in _FIELDS]
    if not edits:
        return None
    try:
        text = data.decode("utf-8")
        before = tomllib.loads(text)
    except ValueError:
        _check_unused(data, edits)
        return None
    wanted = copy.deepcopy(before)
    steps = [step for section in _FIELDS for step in _steps(wanted, section, edits)]
    if not steps:
        return None
    import tomlkit

    document = tomlkit.parse(text)
    for section, name, new, fields in steps:
        _apply(document, section, name, new, fields)
    after = tomlkit.dumps(document)
    # The writer is trusted no further than the reader agrees: the file is the user's own.
    if _full(tomllib.loads(after)) != _full(wanted):
        raise UsageError("The codebook file is written in a way that cannot be edited here. Change it in an editor.")
    return after.encode()


def _check_unused(data: bytes, edits: Iterable[Edit]) -> None:
    """Raise UsageError if a file that a merge left as no TOML is used for one of the records that were edited."""
    try:
        tables, problem = parse(data)
    except ValueError:
        return  # It is not used, and was reported.
    if any(edit.key in tables.get(edit.table, ()) for edit in edits):
        raise UsageError(f"The codebook file {problem} Then change it here.")


def _full(values: dict[str, Any]) -> dict[str, Any]:
    """Return the sections that have entries: the last one may take its section along."""
    return {key: value for key, value in values.items() if value != {}}


Step = tuple[str, str, str | None, dict[str, str]]
"""Section and name of an entry, its new name or None if it goes, and its new fields; `""` removes one."""


def _steps(wanted: dict[str, Any], section: str, edits: list[Edit]) -> Iterator[Step]:
    """Yield what is to be done to the entries of a section, and do it to their values."""
    entries = wanted.get(section)
    if not isinstance(entries, dict):
        return
    edits = [edit for edit in edits if edit.table == section]
    came = [edit for edit in edits if edit.before is None]
    went = [edit for edit in edits if edit.after is None]
    alone = len(came) == len(went) == 1
    for edit in edits:
        before, entry = edit.before, entries.get(edit.key)
        if not isinstance(before, Entry) or not isinstance(entry, dict):
            continue
        after = edit.after
        if after is None:
            after = next((one.after for one in came if alone or _is_renamed(before, one.after)), None)
        if not isinstance(after, Entry):
            del entries[edit.key]
            yield section, edit.key, None, {}
            continue
        fields = {}
        for field in _FIELDS[section]:
            old, new = _value(before, field), _value(after, field)
            if old != new and field in entry:
                fields[field] = new
                entry.update({field: new}) if new else entry.pop(field)
        if after.name != edit.key:
            entries[after.name] = entries.pop(edit.key)
        if fields or after.name != edit.key:
            yield section, edit.key, after.name, fields


def _is_renamed(before: Entry, after: object) -> bool:
    """Return whether a record that came is one that went under another name."""
    if isinstance(before, Tag) and isinstance(after, Tag):
        return (before.letter, before.colour, before.key) == (after.letter, after.colour, after.key)
    return isinstance(before, LinkKind) and isinstance(after, LinkKind) and before.glyph == after.glyph


def _value(record: Entry, field: str) -> str:
    """Return the value of a field as the file has it."""
    if field == "inverse" and isinstance(record, LinkKind) and record.symmetric:
        return ""
    return str(getattr(record, field))


def _apply(document: "Container", section: str, name: str, new: str | None, fields: dict[str, str]) -> None:
    from tomlkit.items import AbstractTable, SingleKey

    # The tables of a section may be apart: others may be between them.
    for key, part in document.body:
        if key is None or key.key != section or not isinstance(part, AbstractTable):
            continue
        body = part.value.body
        for at, (one, item) in enumerate(body):
            if one is None or one.key != name or not isinstance(item, AbstractTable):
                continue
            for field, value in fields.items():
                if value:
                    item[field] = value
                else:
                    item.pop(field, None)
            if new is None:
                del body[at]
            elif new != name:
                body[at] = (SingleKey(new), item)
                if hasattr(item, "invalidate_display_name"):
                    item.invalidate_display_name()
            break
