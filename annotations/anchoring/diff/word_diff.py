"""What changed between the old and the new words of a passage, in whole words and whole figures."""

from enum import StrEnum
from typing import Final, NamedTuple

from annotations.anchoring.tokens import Words, fold
from annotations.text.numbers import figures

FINEST: Final = 4_000_000
"""Pairs of words up to which two passages are compared; longer ones are told as one change."""


class Change(StrEnum):
    """What happened to some words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


class Difference(NamedTuple):
    """Some words, with the white space after them, and what happened to them."""

    change: Change
    text: str


def differences(old: str, new: str) -> list[Difference]:
    """The words of both texts in order; of a change what was removed comes before what was added.

    Words that differ only in white space, quotation marks or dashes are the same. Figures are compared whole: from
    `40 %` to `47 %` is one change. What is the same and what was added is, put together, the new text.
    """
    before, after = _pieces(old), _pieces(new)
    keys, others = [fold(piece).strip() for piece in before], [fold(piece).strip() for piece in after]
    if len(keys) * len(others) > FINEST:
        return _told([(Change.REMOVED, old), (Change.ADDED, new)])
    from rapidfuzz.distance import Indel  # when a text has changed, not at start

    told: list[tuple[Change, str]] = []
    for code in Indel.opcodes(keys, others):
        gone, came = before[code.src_start : code.src_end], after[code.dest_start : code.dest_end]
        if code.tag == "equal" and _matters(came, told):
            told.append((Change.SAME, "".join(came)))
            continue
        told += [(Change.REMOVED, "".join(gone)), (Change.ADDED, "".join(came))]
    return _told(told)


def _pieces(text: str) -> list[str]:
    """The words and figures of a text, each with the white space after it."""
    starts = []
    end = 0
    for first, last in [*figures(text, 0, len(text)), (len(text), len(text))]:
        starts += Words.of(text, end, first).starts
        starts += [first] if first < last else []
        end = last
    starts = [0, *(start for start in starts if start)] if text else []
    return [text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=False)]


def _matters(words: list[str], told: list[tuple[Change, str]]) -> bool:
    """Whether words that stayed are worth setting off: between two changes a mere sign is not."""
    return not told or any(char.isalnum() for word in words for char in word)


def _told(told: list[tuple[Change, str]]) -> list[Difference]:
    """Changes side by side as one: all that was removed, then all that was added."""
    found: list[Difference] = []
    gone = came = ""
    for change, text in [*told, (Change.SAME, "")]:
        if change is Change.REMOVED:
            gone += text
        elif change is Change.ADDED:
            came += text
        else:
            changes = (Difference(Change.REMOVED, gone), Difference(Change.ADDED, came), Difference(change, text))
            found += [one for one in changes if one.text]
            gone = came = ""
    return found
