"""Result of planning a change, before anything is changed."""

from collections.abc import Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from annotations.model import Edit, Source
from annotations.records.index import Place

T = TypeVar("T")

NOWHERE: Place = ("", 0)
"""The place of a change that belongs to no source."""


class Planned(NamedTuple, Generic[T]):
    """A change that fits the records as they are."""

    result: T
    """The value that the method that makes the change returns."""
    label: str
    edits: Sequence[Edit] = ()
    """Without one, nothing is recorded."""
    place: Place = NOWHERE
    bookkeeping: Source | None = None
    """A source as it is from then on, whatever becomes of the change."""


def edit_of(table: str, before: Any, after: Any) -> Edit:
    """Return the edit that puts one record with an id in the place of another."""
    return Edit(table, (after or before).id, before, after)
