"""The passages that are not plainly where they were recorded, those first that an analyst must not overlook."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from annotations.anchoring.diff.word_diff import Change, Difference, differences
from annotations.anchoring.resolution import Ambiguous, Edited
from annotations.documents.document import Document
from annotations.errors import SourceError
from annotations.library.queries import Queries
from annotations.model import CONTEXT, Passage
from annotations.records.placements import Reread
from annotations.text.plurals import count_noun

RANKS: Final = ("figure", "edited", "ambiguous", "orphan", "moved")
"""Kinds, in order. A ``figure`` is an edited passage in which a number has changed."""

_QUOTED: Final = 80
"""Code points that are shown of words that did not change, beside heads that did."""

_WORDS: Final = 3
"""Words around a change that are shown where it is beside the passage."""


class Unsure(NamedTuple):
    """A passage that a person should look at."""

    passage: Passage
    kind: str
    """One of `RANKS`."""
    now: str
    """The words in its place now; empty if it has no place."""
    candidates: tuple[tuple[int, int], ...] = ()
    """Possible places if it is ambiguous, the best first."""
    before: str = ""
    """The text right before it now."""
    after: str = ""
    """The text right after it now."""
    heads: tuple[str, str] = ("", "")
    """Heads in a table that one of its numbers had and has now, if these are what changed."""


def unsure(library: Queries, source_ids: Iterable[str]) -> list[Unsure]:
    """The unresolved passages of some sources, as far as these have been read; no source is read for this.

    Missing sources are left out, since their passages have no other trouble.
    """
    found = []
    for source_id in source_ids:
        if library.is_missing(source_id) or not library.displaced(source_id):
            continue
        passages = [one for one in library.passages(source_id) if is_unsure(library, one)]
        if not passages:
            continue
        try:
            document = library.reading(source_id).document
        except SourceError:
            found += [Unsure(one, one.state, "") for one in passages]
            continue
        for one in passages:
            found.append(seen(library, one, document))
    return sorted(found, key=lambda one: RANKS.index(one.kind))


def is_unsure(library: Queries, passage: Passage) -> bool:
    """Return whether a passage is neither where it was recorded nor where the same file has it by another reading."""
    return passage.anchoring != "anchored" and not isinstance(library.found(passage.annotation.id), Reread)


def seen(library: Queries, passage: Passage, document: Document) -> Unsure:
    """A passage with its current words and those around it in its document."""
    kind, where = passage.state, library.found(passage.annotation.id)
    if not passage.placed:
        return Unsure(passage, kind, "", where.candidates if isinstance(where, Ambiguous) else ())
    start, end = passage.start, passage.end
    before, after = document.slice(max(0, start - CONTEXT), start), document.slice(end, end + CONTEXT)
    heads = where.heads if isinstance(where, Edited) else ("", "")
    return Unsure(passage, kind, document.slice(start, end), (), before, after, heads)


def change(one: Unsure, longest: int | None = None) -> str:
    """Describe the change of a passage in one text: ``in [-1902-] {+1911+} they``.

    The words beside it are shown too if its own are as they were: ``rose by [-over-] 40 boats``; of a number in a table
    whose heads are others now, these: ``12.4 · Revenue · [-2024-] {+2025+}``.
    `longest` is how many code points of each are compared; None for all.
    """
    was = one.passage.annotation
    if any(one.heads):
        heads = _written(differences(*(words[:longest] for words in one.heads)))
        if was.exact != one.now:
            return f"{_written(differences(was.exact[:longest], one.now[:longest]))} · {heads}"
        words = " ".join(was.exact[:_QUOTED].split())
        return f"{words}{' …' if len(was.exact) > _QUOTED else ''} · {heads}"  # It may be a whole table.
    found = differences(was.exact[:longest], one.now[:longest])
    if one.kind == "figure" and all(kind is Change.SAME for kind, _ in found):
        ends = [(was.prefix, was.suffix), (one.before, one.after)]
        old, new = (
            before + words[:longest] + after for (before, after), words in zip(ends, (was.exact, one.now), strict=True)
        )
        return _written(_around(differences(old, new)))
    return _written(found)


def _written(found: Iterable[Difference]) -> str:
    signs = {Change.SAME: ("", ""), Change.REMOVED: ("[-", "-]"), Change.ADDED: ("{+", "+}")}
    parts = []
    for kind, text in found:
        before, after = signs[kind]
        words = text.rstrip()
        parts.append(f"{before}{words}{after}{text[len(words) :] or (' ' if kind is Change.REMOVED else '')}")
    return "".join(parts).rstrip()


def _around(found: list[Difference]) -> list[Difference]:
    """The changes between the first and the last stretch that both texts share, each cut to its nearest words."""
    same = [index for index, one in enumerate(found) if one.change is Change.SAME]
    if len(same) < 2:
        return found
    first, last = found[same[0]], found[same[-1]]
    head = Difference(Change.SAME, " ".join(first.text.split(" ")[-_WORDS - 1 :]))
    tail = Difference(Change.SAME, " ".join(last.text.split(" ")[: _WORDS + 1]))
    return [head, *found[same[0] + 1 : same[-1]], tail]


def counted(passages: Iterable[Passage]) -> str:
    """Summarise outcomes: ``40 passages kept, 2 moved, 1 edited, 1 lost``."""
    counts: dict[str, int] = {}
    for one in passages:
        counts[one.anchoring] = counts.get(one.anchoring, 0) + 1
    kept = counts.get("anchored", 0)
    parts = [f"{count_noun(kept, 'passage')} kept"]
    words = {"moved": "moved", "edited": "edited", "ambiguous": "ambiguous", "orphan": "lost"}
    parts += [f"{counts[kind]} {word}" for kind, word in words.items() if kind in counts]
    return ", ".join(parts)
