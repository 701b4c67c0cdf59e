"""Saved searches: save, rename, delete."""

import unicodedata
from typing import Final

from msgspec.structs import replace

from annotations.errors import UsageError
from annotations.library.edits.plan import Planned
from annotations.model import Edit, SavedSearch
from annotations.records.index import RecordIndex, found
from annotations.store.codec import now, writable
from annotations.text.canonical import composed, key

LONGEST: Final = 60
"""Maximum length of a name in code points."""


def named(index: RecordIndex, name: str) -> SavedSearch:
    """Return a saved search by its name, ignoring case if no name is equal. Raises UsageError if there is none."""
    same = _same(index, name)
    return found(index.searches, same.name if same is not None else name, "saved search")


def save(
    index: RecordIndex, name: str, place: str, query: str, *, sort: str, group: str, unsettled: bool, author: str
) -> Planned[SavedSearch]:
    """Save a search under a name; one of that name and place is replaced.

    Raises UsageError if the name cannot be one, or if a search of another place has it.
    """
    name, query = _checked(name), " ".join(writable(query).split())
    before = _same(index, name)
    if before is not None and before.place != place:
        raise UsageError(f"The name “{before.name}” is taken by a saved search of another list. Choose another one.")
    time = now()
    base = before or SavedSearch(name=name, place=place, query="", created=time, modified=time, author=author)
    after = replace(base, query=query, sort=sort, group=group, unsettled=unsettled)
    if before is not None and after == before:
        return Planned(before, "")
    after = replace(after, modified=time)
    return Planned(after, f"save search {after.name}", [Edit("searches", after.name, before, after)])


def rename(index: RecordIndex, name: str, new: str) -> Planned[SavedSearch]:
    """Rename a saved search. Raises UsageError if there is none, or if the new name is taken or cannot be one."""
    before, new = named(index, name), _checked(new)
    if new == before.name:
        return Planned(before, "")
    taken = _same(index, new)
    if taken is not None and taken.name != before.name:
        raise UsageError(f"There is a saved search “{taken.name}” already. Choose another name.")
    after = replace(before, name=new, modified=now())
    edits = [Edit("searches", before.name, before, None), Edit("searches", new, None, after)]
    return Planned(after, f"rename search {before.name} to {new}", edits)


def remove(index: RecordIndex, name: str) -> Planned[SavedSearch]:
    """Delete a saved search. Raises UsageError if there is none."""
    before = named(index, name)
    return Planned(before, f"delete search {before.name}", [Edit("searches", before.name, before, None)])


def _same(index: RecordIndex, name: str) -> SavedSearch | None:
    """Return the saved search with a name, or else with one that differs only in case."""
    name = " ".join(name.split())
    return index.searches.get(name) or next(
        (one for one in index.searches.values() if key(one.name) == key(name)), None
    )


def _checked(name: str) -> str:
    """Return a name in its normal form. Raises UsageError if it cannot be one."""
    name = composed(" ".join(writable(name).split()))
    if not name or len(name) > LONGEST or any(unicodedata.category(char)[0] == "C" for char in name):
        raise UsageError(f"“{name[:LONGEST]}” cannot be the name of a saved search: use 1 to {LONGEST} characters.")
    return name
