"""Numbers of the documents of a merged file, and documents that are not understood: the same whichever side merges."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import msgspec

from annotations.model import Record
from annotations.records.merge import Tables
from annotations.store.codec import key_of
from annotations.store.file.snapshot import Loaded

Kept = Mapping[str, Mapping[str, dict[str, Any]]]
"""Documents that are not understood, by table and number."""

_encode: Final = msgspec.json.Encoder(order="sorted").encode


def numbered(tables: Tables, sides: Iterable[Loaded], kept: Kept) -> dict[str, dict[str, int]]:
    """Number the documents: each keeps the lowest number that it has in a file, those of the first file before others."""
    first, *others = [{name: _numbers(one, name) for name in tables} for one in sides]
    found: dict[str, dict[str, int]] = {}
    for name, table in tables.items():
        taken = {int(number) for number in kept.get(name, {})}
        numbers = found[name] = {}
        wished: dict[str, tuple[bool, int]] = {}
        for key in table:
            own = [one[name][key] for one in others if key in one[name]]
            number = first[name].get(key, min(own, default=0))
            wished[key] = key not in first[name], number
        highest = max([*taken, *(number for _, number in wished.values())], default=0)
        for key in sorted(table, key=lambda key: (*wished[key], _order(table[key]), key)):
            number = wished[key][1]
            if not number or number in taken:
                highest += 1
                number = highest
            taken.add(number)
            numbers[key] = number
    return found


def kept_rows(base: Kept, ours: Kept, theirs: Kept) -> dict[str, dict[str, dict[str, Any]]]:
    """Merge documents that are not understood: none is lost but those that one side removed and the other left alone."""
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for name in sorted({*ours, *theirs}):
        old, one, other = (_by_content(side.get(name, {})) for side in (base, ours, theirs))
        contents = {
            content for content in {*one, *other} if content not in old or (content in one and content in other)
        }
        wished = {
            content: min(one.get(content, 0) or other[content], other.get(content, 0) or one[content])
            for content in contents
        }
        highest, taken = max(wished.values(), default=0), set[int]()
        rows = found[name] = {}
        for content in sorted(contents, key=lambda content: (wished[content], content)):
            number = wished[content]
            if number in taken:
                highest += 1
                number = highest
            taken.add(number)
            rows[str(number)] = msgspec.json.decode(content)
    return found


def _numbers(loaded: Loaded, name: str) -> dict[str, int]:
    return {key_of(record): number for number, record in loaded.records.get(name, {}).items()}


def _by_content(table: Mapping[str, dict[str, Any]]) -> dict[bytes, int]:
    return {_encode(fields): int(number) for number, fields in table.items()}


def _order(record: Record) -> str:
    return str(getattr(record, "created", ""))
