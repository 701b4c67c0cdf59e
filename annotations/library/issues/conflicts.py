"""Records that were kept twice because two programs changed the same one, and what becomes of them.

The second of them is a copy of the first as another program left it, with an id of its own. Its creation time equals
that of the first, which no other two records at one place share; `keep_both` gives it another time.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Final, NamedTuple, TypeVar

from annotations.library.library import Library
from annotations.model import Annotation, Link

MANY: Final = 50
"""Records of one moment from which on they are taken for what a script made."""

Kept = TypeVar("Kept", Annotation, Link)


class Twins(NamedTuple):
    """Two versions of one record: a passage or a link."""

    one: Annotation | Link
    """The version that kept the id of the record."""
    other: Annotation | Link


def twins(library: Library) -> list[Twins]:
    """Records that are kept twice and not resolved yet, in the order of their addresses."""
    passages = [
        Twins(one, other)
        for group in _born_together(library.all_annotations())
        for one, other in _pairs(group)
        if one.source == other.source and one.start < other.end and other.start < one.end
    ]
    links = [
        Twins(one, other)
        for group in _born_together(library.all_links())
        for one, other in _pairs(group)
        if (one.source, one.target) == (other.source, other.target)
    ]
    return [*passages, *links]


def _born_together(records: Iterable[Kept]) -> list[list[Kept]]:
    found: defaultdict[tuple[str, str], list[Kept]] = defaultdict(list)
    for record in records:
        found[record.created, record.author].append(record)
    return [group for group in found.values() if 1 < len(group) < MANY]


def _pairs(group: list[Kept]) -> list[tuple[Kept, Kept]]:
    return [(one, other) for i, one in enumerate(group) for other in group[i + 1 :]]
