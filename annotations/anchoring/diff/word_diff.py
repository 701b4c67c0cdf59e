"""Diff of the old and the new words of a passage, in whole words and whole figures."""

from enum import StrEnum
from typing import Final, NamedTuple

from annotations.anchoring.tokens import Words, fold
from annotations.text.canonical import canonical
from annotations.text.quantities import cores

FINEST: Final = 4_000_000
"""Maximum number of word pairs that are compared; longer passages are reported as one change."""


class Change(StrEnum):
    """Kind of change of some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Difference(NamedTuple):
    """Words with the white space after them, and their kind of change."""

    change: Change
    text: str


def differences(old: str, new: str) -> list[Difference]:
    """Return the words of both texts in order; the removed words of a change come before the added ones.

    Words that differ only in white space, quotation marks or dashes are equal. Figures are compared whole: from `40 %`
    to `47 %` is one change. Both texts are compared in their canonical form; the equal and the added words form that of
    the new text.
    """
    old, new = canonical(old), canonical(new)
    before, after = _pieces(old), _pieces(new)
    keys, others = [fold(piece).strip() for piece in before], [fold(piece).strip() for piece in after]
    if len(keys) * len(others) > FINEST:
        return _merged([(Change.REMOVED, old), (Change.ADDED, new)])
    from rapidfuzz.distance import Indel  # imported when a text has changed, not at start

    changes: list[tuple[Change, str]] = []
    for code in Indel.opcodes(keys, others):
        gone, came = before[code.src_start : code.src_end], after[code.dest_start : code.dest_end]
        if code.tag == "equal" and _matters(came, changes):
            changes.append((Change.SAME, "".join(came)))
            continue
        changes += [(Change.REMOVED, "".join(gone)), (Change.ADDED, "".join(came))]
    return _merged(changes)


def _pieces(text: str) -> list[str]:
    """Split a text into words and figures, each with the white space after it."""
    starts = []
    end = 0
    for first, last in [*cores(text), (len(text), len(text))]:
        starts += Words.of(text, end, first).starts
        starts += [first] if first < last else []
        end = last
    starts = [0, *(start for start in starts if start)] if text else []
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=False)]


def _matters(words: list[str], changes: list[tuple[Change, str]]) -> bool:
    """Return whether equal words are worth separating two changes; mere signs are not."""
    return not changes or any(char.isalnum() for word in words for char in word)


def _merged(changes: list[tuple[Change, str]]) -> list[Difference]:
    """Merge adjacent changes: all removed words, then all added ones."""
    found: list[Difference] = []
    gone = came = ""
    for change, text in [*changes, (Change.SAME, "")]:
        if change is Change.REMOVED:
            gone += text
        elif change is Change.ADDED:
            came += text
        else:
            parts = (Difference(Change.REMOVED, gone), Difference(Change.ADDED, came), Difference(change, text))
            found += [one for one in parts if one.text]
            gone = came = ""
    return found
