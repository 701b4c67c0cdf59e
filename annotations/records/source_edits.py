"""Changes of source records: what a step of undo changes of a source, and how two versions are merged.

A source changes in two ways. Titles, hashes, numbers and what was read become known by bookkeeping, which no undo takes
back. Its reading mode, the facts that a person set, what it is derived from, and marks of what was read are changed by
edits, and an edit is applied to a source as it is by then: fact by fact, range by range.
"""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import asdict, replace

from annotations.model import Source
from annotations.text.ranges import united, without

_NOTHING = "nothing"


def applied(current: Source, before: Source | None, after: Source) -> Source:
    """Return `current` with what an edit from `before` to `after` changes; numbers of passages never decrease."""
    fields: dict[str, Any] = {"last_number": max(current.last_number, after.last_number)}
    if before is None or before.manner != after.manner:
        fields["manner"] = after.manner
    if before is not None and before.path != after.path:
        # The hashes go with the file, by which the source would be followed to it again.
        fields |= {name: getattr(after, name) for name in ("path", "bytes_sha256", "text_sha256", "reader")}
    was: Mapping[str, str] = before.facts if before is not None else {}
    facts = dict(current.facts)
    for name in {**was, **after.facts}:
        if name not in after.facts:
            facts.pop(name, None)
        elif after.facts[name] != was.get(name):
            facts[name] = after.facts[name]
    from_ = before.derived_from if before is not None else ()
    gone = set(from_) - set(after.derived_from)
    came = [one for one in after.derived_from if one not in from_]
    left = [one for one in current.derived_from if one not in gone]
    fields |= {"facts": facts, "derived_from": tuple(dict.fromkeys((*left, *came)))}
    if before is not None and is_mark(before, after):
        taken = without(before.read, after.read)
        fields["read"] = without(united(current.read, without(after.read, before.read)), taken)
        fields["unread"] = current.unread + bool(taken)
    return replace(current, **fields)


def is_mark(before: Source, after: Source) -> bool:
    """Return whether an edit does nothing but mark what was read."""
    return before.read != after.read and replace(before, read=after.read, unread=after.unread) == after


def is_blocked(current: Source, before: Source, after: Source) -> bool:
    """Return whether something that an edit changes is not as it was before the edit."""
    if before.manner not in (after.manner, current.manner) or before.path not in (after.path, current.path):
        return True
    for name in {**before.facts, **after.facts}:
        was = before.facts.get(name)
        if after.facts.get(name) != was and current.facts.get(name) != was:
            return True
    gone = set(before.derived_from) - set(after.derived_from)
    came = set(after.derived_from) - set(before.derived_from)
    return not gone <= set(current.derived_from) or not came.isdisjoint(current.derived_from)


def combined(before: Source | None, ours: Source, theirs: Source) -> Source:
    """Merge two versions of one source, fact by fact: where both changed one, `theirs` wins.

    Numbers never decrease. Ranges that were read are united, unless they were taken back more often in one version.
    """
    was, mine, new = (asdict(one) if one is not None else {} for one in (before, ours, theirs))
    fields = {
        name: value for name, value in mine.items() if name in was and value != was[name] and new[name] == was[name]
    }
    from_: tuple[str, ...] = before.derived_from if before is not None else ()
    gone = set(from_) - (set(ours.derived_from) & set(theirs.derived_from))
    both = dict.fromkeys((*theirs.derived_from, *ours.derived_from))
    latest = max(ours, theirs, key=lambda one: one.unread)
    return replace(
        theirs,
        **{
            **fields,
            "facts": _facts(before.facts if before is not None else {}, ours.facts, theirs.facts),
            "derived_from": tuple([one for one in both if one not in gone]),
            "read": latest.read if ours.unread != theirs.unread else united(theirs.read, ours.read),
            "unread": latest.unread,
            "last_number": max(ours.last_number, theirs.last_number),
        },
    )


def contested(before: Source | None, one: Source, other: Source, kept: Source) -> list[str]:
    """Return a line for each fact that two versions set differently; `kept` is what they were merged to."""
    was: Mapping[str, str] = before.facts if before is not None else {}
    lines = []
    for name in sorted({*one.facts, *other.facts}):
        values = [facts.get(name) for facts in (one.facts, other.facts)]
        if values[0] == values[1] or was.get(name) in values or None in values:
            continue
        first, second = sorted(_quoted(value or "") for value in values)
        now = _quoted(kept.facts.get(name, ""))
        lines.append(f"was given the {name} {first} in one place and {second} in the other: it is {now} now.")
    return lines


def _facts(was: Mapping[str, str], ours: Mapping[str, str], theirs: Mapping[str, str]) -> dict[str, str]:
    """Merge the facts that were set in two versions; one that was changed wins over one that was reset."""
    found = {}
    for name in sorted({*was, *ours, *theirs}):
        before, one, other = was.get(name), ours.get(name), theirs.get(name)
        value = one if other == before else other if one == before or other is not None else one
        if value is not None:
            found[name] = value
    return found


def _quoted(value: str) -> str:
    return f"“{value}”" if value else _NOTHING
