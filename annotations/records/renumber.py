"""Renumbering after a merge: no number is used for two sources, no address for two passages.

The result does not depend on which side merges: records that both sides knew keep their numbers, and new ones are
numbered in an order that both sides compute alike.
"""

from collections.abc import Collection
from typing import Final

from msgspec.structs import replace

from annotations.model import Annotation, Record, Source

_MOST_LINES: Final = 8
"""Maximum number of lines returned."""

Tables = dict[str, dict[str, Record]]
"""Records by table and key."""


def renumber(tables: Tables, base: Collection[str], copies: Collection[str]) -> list[str]:
    """Give each source and passage a number of its own; return one line per changed address, at most `_MOST_LINES`.

    Ids in `base` are known to both sides and keep their numbers first; ids in `copies` are second versions made by this
    merge and are numbered last.
    """
    lines = _sources(tables, base) + _passages(tables, base, copies)
    if len(lines) <= _MOST_LINES:
        return lines
    return [
        *lines[: _MOST_LINES - 1],
        f"{len(lines) - _MOST_LINES + 1} more got another number; postil show names their old ones.",
    ]


def _sources(tables: Tables, base: Collection[str]) -> list[str]:
    found = [one for one in tables["sources"].values() if isinstance(one, Source)]
    highest = max((one.number for one in found), default=0)
    taken: set[int] = set()
    lines = []
    for source in sorted(found, key=lambda one: (one.id not in base, one.path, one.id)):
        if source.number not in taken:
            taken.add(source.number)
            continue
        highest += 1
        taken.add(highest)
        tables["sources"][source.id] = replace(source, number=highest)
        lines.append(f"Two sources were number {source.number}; {source.path} is {highest} now.")
        for key, one in tables["annotations"].items():
            if isinstance(one, Annotation) and one.source == source.id:
                tables["annotations"][key] = _moved(one, f"{source.number}:{one.number}")
    return lines


def _passages(tables: Tables, base: Collection[str], copies: Collection[str]) -> list[str]:
    passages = [one for one in tables["annotations"].values() if isinstance(one, Annotation)]
    sources = {key: one for key, one in tables["sources"].items() if isinstance(one, Source)}
    last = {key: one.last_number for key, one in sources.items()}
    for one in passages:
        last[one.source] = max(last[one.source], one.number)
    taken: set[tuple[str, int]] = set()
    lines = []
    for one in sorted(passages, key=lambda one: (one.id not in base, one.id in copies, one.created, one.id)):
        number = one.number
        if (one.source, number) in taken:
            last[one.source] = number = last[one.source] + 1
            address = f"{sources[one.source].number}:{one.number}"
            tables["annotations"][one.id] = replace(_moved(one, address), number=number)
            lines.append(f"Two passages were {address}; one is {sources[one.source].number}:{number} now.")
        taken.add((one.source, number))
    for key, number in last.items():
        if sources[key].last_number < number:
            tables["sources"][key] = replace(sources[key], last_number=number)
    return lines


def _moved(one: Annotation, address: str) -> Annotation:
    return one if address in one.was else replace(one, was=(*one.was, address))
