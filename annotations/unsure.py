"""The passages that are not plainly where they were recorded, those first that an analyst must not overlook."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from annotations.anchoring.differences import Change, differences, figure_changed
from annotations.anchoring.outcome import Ambiguous
from annotations.catalogue import Catalogue
from annotations.errors import SourceError
from annotations.model import Passage

RANKS: Final = ("figure", "edited", "ambiguous", "orphan", "moved")
"""What they are sorted by. A ``figure`` is an edited passage whose numbers are others now."""


class Unsure(NamedTuple):
    """A passage that a person should look at."""

    passage: Passage
    kind: str
    """One of `RANKS`."""
    now: str
    """The words that stand in its place; empty where it has none."""
    candidates: tuple[tuple[int, int], ...] = ()
    """Where it may be, if it is ambiguous; the best first."""


def unsure(library: Catalogue, source_ids: Iterable[str]) -> list[Unsure]:
    """Those of some sources, which are not read for this: of a source that was not, nothing is known yet.

    Sources that are gone are left out: all that is to be said of their passages is that.
    """
    found = []
    for source_id in source_ids:
        if library.is_missing(source_id) or not library.displaced(source_id):
            continue
        passages = [one for one in library.passages(source_id) if one.anchoring != "anchored"]
        if not passages:
            continue
        try:
            document = library.reading(source_id).document
        except SourceError:
            found += [Unsure(one, one.anchoring, "") for one in passages]
            continue
        for one in passages:
            now = document.slice(one.start, one.end) if one.placed else ""
            where = library.found(one.annotation.id)
            candidates = where.candidates if isinstance(where, Ambiguous) else ()
            found.append(Unsure(one, kind_of(one, now), now, candidates))
    return sorted(found, key=lambda one: RANKS.index(one.kind))


def kind_of(passage: Passage, now: str) -> str:
    """What a passage is among those that are unsure, by the words that it has now."""
    if passage.anchoring == "edited" and figure_changed(passage.annotation.exact, now):
        return "figure"
    return passage.anchoring


def told(old: str, new: str) -> str:
    """What changed from old words to new ones, in one text: ``in [-1902-] {+1911+} they``."""
    signs = {Change.SAME: ("", ""), Change.REMOVED: ("[-", "-]"), Change.ADDED: ("{+", "+}")}
    parts = []
    for change, text in differences(old, new):
        before, after = signs[change]
        words = text.rstrip()
        parts.append(f"{before}{words}{after}{text[len(words) :] or (' ' if change is Change.REMOVED else '')}")
    return "".join(parts).rstrip()


def counted(passages: Iterable[Passage]) -> str:
    """How many passages ended how, in words: ``40 passages kept, 2 moved, 1 edited, 1 lost``."""
    counts: dict[str, int] = {}
    for one in passages:
        counts[one.anchoring] = counts.get(one.anchoring, 0) + 1
    kept = counts.get("anchored", 0)
    parts = [f"{kept} passage{'' if kept == 1 else 's'} kept"]
    words = {"moved": "moved", "edited": "edited", "ambiguous": "ambiguous", "orphan": "lost"}
    parts += [f"{counts[kind]} {word}" for kind, word in words.items() if kind in counts]
    return ", ".join(parts)
