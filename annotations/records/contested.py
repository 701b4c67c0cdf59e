"""Conflicts of a merge in words: fields that two versions of a record set differently; one value is kept."""

from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import asdict

from annotations.model import Annotation, LinkKind, Memo, Record, SavedSearch, Source, Tag, status_name
from annotations.model.judgements import FIGURE_DETAILS, Claim
from annotations.records import source_edits

_SILENT: Final = frozenset(
    {
        "id",
        "number",
        "was",
        "figures",
        "tags",
        "status",
        "created",
        "modified",
        "author",
        "reviewed",
        "decided",
        "extra",
    }
    | {"prefix", "suffix", "text", "one_sha256", "other_sha256"}
)
"""Fields that are merged in another way, belong to another field, or are times of what the others are."""


def outcomes(before: Record | None, one: Record | None, other: Record | None, kept: Sequence[Record]) -> list[str]:
    """Return what became of fields that both sides changed differently, if only one value was kept."""
    if one is None or other is None or not kept:
        return []
    if isinstance(one, Source) and isinstance(other, Source) and isinstance(kept[0], Source):
        return source_edits.contested(before if isinstance(before, Source) else None, one, other, kept[0])
    lines = _fields(before, one, other, kept) if len(kept) == 1 else []
    return [*filter(None, [statuses(before, one, other)]), *_details(before, one, other, kept[0]), *lines]


def statuses(before: Record | None, one: Record | None, other: Record | None) -> str:
    """Return the outcome of a conflict between two changed statuses; `""` if there is none."""
    if not isinstance(one, Annotation | Claim) or not isinstance(other, Annotation | Claim):
        return ""
    start = before.status if isinstance(before, Annotation | Claim) else "open"
    if one.status == other.status or start in (one.status, other.status):
        return ""
    first, second = sorted(map(status_name, (one.status, other.status)))
    return f"was marked {first} in one place and {second} in the other: it is disputed now."


def _details(before: Record | None, one: Record, other: Record, kept: Record) -> list[str]:
    """Return the outcome of conflicts between details of the figures of a passage."""
    if not (isinstance(one, Annotation) and isinstance(other, Annotation) and isinstance(kept, Annotation)):
        return []
    was, ours, theirs, now = (
        each.figures if isinstance(each, Annotation) else {} for each in (before, one, other, kept)
    )
    lines = []
    for number in {**ours, **theirs}:
        for name, words in FIGURE_DETAILS.items():
            old, *pair, value = (each.get(number, {}).get(name, "") for each in (was, ours, theirs, now))
            if pair[0] != pair[1] and old not in pair:
                first, second = sorted(map(_quoted, pair))
                what = f"the {words} of {number}"
                lines.append(
                    f"was given {what} {first} in one place and {second} in the other: it is {_quoted(value)} now."
                )
    return lines


def _fields(before: Record | None, one: Record, other: Record, kept: Sequence[Record]) -> list[str]:
    was: dict[str, Any] = asdict(before) if before is not None else {}
    values, others, now = asdict(one), asdict(other), asdict(kept[0])
    lines = []
    for name, value in values.items():
        pair = (value, others.get(name))
        if name in _SILENT or pair[0] == pair[1] or was.get(name) in pair:
            continue
        if isinstance(one, Tag | LinkKind | SavedSearch | Memo) or all(pair):
            first, second = sorted(map(_quoted, pair))
            lines.append(
                f"was given the {name} {first} in one place and {second} in the other: it is {_quoted(now[name])} now."
            )
    return lines


def _quoted(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"“{value}”" if value else "none"
