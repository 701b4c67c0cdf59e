"""The parts of a passage that are unchanged in place, by the diff of the old and the new text."""

from itertools import combinations
from typing import Final

from annotations.anchoring.candidates import AGREEMENT, FIRM, Candidate, place
from annotations.anchoring.diff.alignment import Alignment, Block, common_words
from annotations.anchoring.spelling import ALIKE, LONGEST, nearest
from annotations.anchoring.tokens import STOPS
from annotations.model import CONTEXT
from annotations.text.canonical import bare
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import cores
from annotations.text.quantities.tables.numerals import NUMBERS, SCALES

TORN: Final = 0.55
"""Similarity below which words were inserted into the passage, so that only its better part is kept."""

SEVERAL: Final = 24
"""Number of surviving pieces up to which all runs of neighbours are compared."""

LONGER: Final = 2
"""Maximum ratio of the length of replacing words to that of the replaced ones."""

ACCENTED: Final = 0.9
"""Similarity of words that differ only in accents."""

REWRITTEN: Final = 3
"""Maximum ratio of the length of a rewritten passage to that of the old one with its context."""

SLACK: Final = 16
"""Code points by which they may be longer beside."""

EDGE: Final = 4
"""The same at an end of the known text."""

_SENTENCE: Final = lazy(r"[.!?:;]\s+\w")
"""A sentence ends and another begins, so that the new text is more than a replacement."""

_LABEL: Final = ":=："
"""Signs between the label of a line and its value."""

_NUMBER: Final = lazy(r"\d+(?:[.,]\d+)*")

_SPELLED: Final = frozenset([*NUMBERS, *SCALES["en"]]) - {"one"}
"""Words that form numbers."""


def in_place(alignment: Alignment, start: int, end: int) -> Candidate | None:
    """Return the place of a passage by the diff of both texts, or None if nothing of it is left."""
    pieces = alignment.survivors(start, end)
    if not pieces:
        return _replaced(alignment, start, end)
    whole = _candidate(alignment, start, end, pieces)
    if whole.likeness >= TORN:
        return whole
    near = _respelled(alignment, start, end, whole.start, whole.end)
    if near and near.likeness > whole.likeness:
        return near
    if whole.context >= FIRM and whole.end - whole.start <= REWRITTEN * (end - start + CONTEXT):
        return _rewritten(alignment, start, end, whole)
    if not 1 < len(pieces) <= SEVERAL:
        return whole
    stretches = combinations(range(len(pieces) + 1), 2)
    parts = (_candidate(alignment, start, end, pieces[low:high]) for low, high in stretches)
    return max(parts, key=lambda one: one.likeness)


def _rewritten(alignment: Alignment, start: int, end: int, whole: Candidate) -> Candidate:
    """Return the place of a passage between the same neighbours, by all words that it has now and had then."""
    old, new = alignment.old[start:end], alignment.new[whole.start : whole.end]
    kept = common_words(old, new)
    likeness, left = 2 * kept / (_size(old) + _size(new)), kept / _size(old)
    if _is_figure(old) and _is_figure(new):
        left = 1.0  # One figure for another.
    return whole._replace(likeness=max(whole.likeness, likeness), left=max(whole.left, left))


def _respelled(alignment: Alignment, start: int, end: int, low: int, high: int) -> Candidate | None:
    """Return the place of a passage around a range of the new text, if its words are only spelled otherwise now."""
    old = alignment.old[start:end]
    low = max(0, low - CONTEXT)
    near = nearest(old, alignment.new[low : high + CONTEXT]) if len(old) <= LONGEST else None
    if near is None or near.likeness <= ALIKE or not near.spelled:
        return None
    there, there_end = low + near.start, low + near.end
    one = place(alignment.old, start, end, alignment.new, there, there_end, near.likeness)
    return one._replace(spelled=True) if one.agrees(AGREEMENT) else None


def _candidate(alignment: Alignment, start: int, end: int, pieces: list[Block]) -> Candidate:
    first, last = pieces[0], pieces[-1]
    there, there_end = first.new, last.new + last.length
    if first.old > start:
        there -= _lost(alignment, start, first)
    if last.old + last.length < end:
        there_end += _lost_behind(alignment, end, last)
    old, new = alignment.old[start:end], alignment.new[there:there_end]
    kept = sum(_size(alignment.old[piece.old : piece.old + piece.length]) for piece in pieces)
    likeness = 2 * kept / (_size(old) + _size(new))
    one = place(alignment.old, start, end, alignment.new, there, there_end, likeness, kept / _size(old))
    return one._replace(run=max(piece.length for piece in pieces))


def _size(text: str) -> int:
    return len(text) - text.count(" ")


def _lost(alignment: Alignment, start: int, first: Block) -> int:
    """Return the length of the text before the first piece that replaces the lost start of the passage."""
    gap = alignment.gap_at(first.old)
    if gap.old_end != first.old or gap.old == gap.old_end:
        return 0
    old, new = alignment.old[gap.old : first.old], alignment.new[gap.new : gap.new_end]
    lost = first.old - start
    ends = list(_SENTENCE.finditer(new))
    if not ends:
        old, new = old.lstrip(), new.lstrip()  # A passage that had all old words gets all new ones.
    elif _SENTENCE.search(alignment.old, max(0, start - 2), start + 1):
        begun = len(new) - ends[-1].end() + 1
        if begun <= LONGER * lost + SLACK:
            return begun  # A passage that began with a sentence begins with one.
    length = _share(min(lost, len(old)), len(old), len(new), is_end=start == 0) if old else 0
    blank = new.find(" ", len(new) - length - 1) if length < len(new) else -1
    return length if blank < 0 else len(new) - blank - 1


def _lost_behind(alignment: Alignment, end: int, last: Block) -> int:
    """Return the length of the text after the last piece that replaces the lost end of the passage."""
    last_end = last.old + last.length
    gap = alignment.gap_at(last_end)
    if gap.old != last_end or gap.old == gap.old_end:
        return 0
    old, new = alignment.old[last_end : gap.old_end], alignment.new[gap.new : gap.new_end]
    blanks = last.length - len(alignment.old[last.old : last_end].rstrip())
    if "\n" not in alignment.old_lines[last_end - blanks : end]:
        line_end = alignment.new_lines.find("\n", gap.new - blanks, gap.new_end)
        new = new[: max(0, line_end - gap.new)] if line_end >= 0 else new
    if gap.old_end > end and (ended := _to_stop(old, end - last_end, new)):
        return ended
    if not _SENTENCE.search(new):
        old, new = old.rstrip(), new.rstrip()
    is_end = end == len(alignment.old)
    length = _share(min(end - last_end, len(old)), len(old), len(new), is_end=is_end) if old else 0
    blank = new.rfind(" ", 0, length + 1) if length < len(new) else -1
    return length if blank < 0 else blank


def _to_stop(old: str, lost: int, new: str) -> int:
    """Return the length of new text up to the sign that ends the lost text or is right after it; 0 if there is none."""
    inside, behind = old[lost - 1], old[lost]
    length = new.find(inside) + 1 if inside in STOPS else new.find(behind) if behind in STOPS else 0
    return length if 0 < length <= LONGER * lost + SLACK else 0


def _share(lost: int, gone: int, came: int, *, is_end: bool) -> int:
    """Return the share of `came` code points that belongs to `lost` of the `gone` ones.

    At an end of what is known of the old text, more may have come than belongs to it.
    """
    return min(came, lost + EDGE) if is_end else min(came * lost // gone, LONGER * lost + SLACK)


def _replaced(alignment: Alignment, start: int, end: int) -> Candidate | None:
    """Return the place of a passage without a word left: another figure, or another spelling; None otherwise."""
    gap = alignment.gap_at(start)
    old, new = alignment.old[gap.old : gap.old_end], alignment.new[gap.new : gap.new_end]
    if not (gap.old <= start and end <= gap.old_end) or not new.strip():
        return None
    there = gap.new + len(new) - len(new.lstrip())
    there_end = there + len(new.strip())
    was, now = old.strip(), new.strip()
    if was != alignment.old[start:end] or was == now:
        return _respelled(alignment, start, end, there, there_end) if len(new) <= LONGEST else None
    if _NUMBER.sub("0", was) == _NUMBER.sub("0", now) or (_is_figure(was) and _is_figure(now)):
        return place(alignment.old, start, end, alignment.new, there, there_end, 0.0, 0.0)
    if bare(was) == bare(now):
        return place(alignment.old, start, end, alignment.new, there, there_end, ACCENTED)
    near = _respelled(alignment, start, end, there, there_end)
    lines = alignment.old_lines[start:end] + alignment.new_lines[there:there_end]
    if near is None and "\n" not in lines and _is_part(alignment.old_lines, start, end):
        near = place(alignment.old, start, end, alignment.new, there, there_end, 0.0)
    return near


def _is_part(text: str, start: int, end: int) -> bool:
    """Return whether a passage is part of a sentence or of a line with a label, and not all of it.

    If the rest of it is the same, other words in its place are the passage, as the value of a field is.
    """
    before, after = text[:start].rpartition("\n")[2].rstrip(), text[end:].partition("\n")[0].lstrip()
    begun = bool(before) and before[-1] not in STOPS
    return begun and (before[-1] in _LABEL or bool(after and after[0] not in STOPS))


def _is_figure(words: str) -> bool:
    """Return whether `words` are exactly one figure, in digits or in words."""
    spelled = words.lower().replace("-", " ").split()
    return cores(words) == [(0, len(words))] or all(word in _SPELLED for word in spelled)
