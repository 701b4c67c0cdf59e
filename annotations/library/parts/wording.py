"""Words of a passage as one row of a list shows them: a passage that is only a figure has the words around it."""

from collections.abc import Collection
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from annotations.library.parts.figure_tags import figure_tags
from annotations.library.queries import Queries
from annotations.model import Annotation
from annotations.text.lazy_regex import lazy

if TYPE_CHECKING:
    from annotations.review.rows import Row

_FIGURE: Final = 40
"""Code points of the longest figure that is shown with the words around it."""

_BESIDE: Final = 24
"""Code points shown on each side of a figure."""


_STOP: Final = lazy(r"[.!?…][^\w\s]*\s|[。！？]")
"""Where a sentence may end and another one begin."""


def in_words(library: Queries, annotation: Annotation) -> str:
    """Return the words of a passage for a row of a list; those of a figure as *58% · scores … on the exam*."""
    around = around_figure(annotation, figure_tags(library))
    return f"{annotation.exact} · {around}" if around else annotation.exact


def claim_in_words(library: Queries, row: "Row") -> str:
    """Return the title of a claim, else the words of its earliest passage, on one line."""
    if row.claim is not None and row.claim.title.strip():
        return row.words
    return " ".join(in_words(library, library.annotation(row.members[0])).split())


def around_figure(annotation: Annotation, figures: Collection[str]) -> str:
    """Return the recorded words around a brief passage with one of the tags `figures`; `""` for other passages."""
    if len(annotation.exact) > _FIGURE or not any(tag in figures for tag in annotation.tags):
        return ""
    return around(annotation.prefix, annotation.exact, annotation.suffix)


def around(before: str, words: str, after: str) -> str:
    """Return what is beside some words in their sentence, as *scores … on the exam*; `""` if nothing is."""
    before, after = before.rpartition("\n")[2], after.partition("\n")[0]
    if _STOP.search(before) or _STOP.search(after):
        before, after = _in_sentence(before, words, after)
    if len(before) > _BESIDE:
        before = before[-_BESIDE:].partition(" ")[2].lstrip(" .,;:)]”’»–—")  # The first word is cut.
    if len(after) > _BESIDE:
        after = f"{after[:_BESIDE].rpartition(' ')[0] or after[:_BESIDE]}…"
    return "…".join(part for part in (before, after) if any(map(str.isalnum, part))).strip()


@lru_cache(2048)  # Rows are drawn again at every key.
def _in_sentence(before: str, words: str, after: str) -> tuple[str, str]:
    """Return the parts of `before` and `after` that are in a sentence with `words`."""
    from annotations.text.sentences import sentences  # The first screen seldom asks for one.

    start, end = len(before), len(before) + len(words)
    inside = [one for one in sentences(f"{before}{words}{after}") if one[0] < end and start < one[1]]
    if not inside:
        return before, after
    return before[inside[0][0] :], after[: max(0, inside[-1][1] - end)]
