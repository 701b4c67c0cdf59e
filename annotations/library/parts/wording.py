"""Words of a passage as one row of a list shows them: a passage that is only a figure has the words around it."""

from collections.abc import Collection
from typing import Final

from annotations.library.parts.ledger import figure_tags
from annotations.library.queries import Queries
from annotations.model import Annotation
from annotations.review.rows import Row

_FIGURE: Final = 40
"""Code points of the longest figure that is shown with the words around it."""

_BESIDE: Final = 24
"""Code points shown on each side of a figure."""


def in_words(library: Queries, annotation: Annotation) -> str:
    """Return the words of a passage for a row of a list; those of a figure as *58% · scores … on the exam*."""
    around = around_figure(annotation, figure_tags(library))
    return f"{annotation.exact} · {around}" if around else annotation.exact


def claim_in_words(library: Queries, row: Row) -> str:
    """Return the title of a claim, else the words of its earliest passage, on one line."""
    if row.claim is not None and row.claim.title.strip():
        return row.words
    return " ".join(in_words(library, library.annotation(row.members[0])).split())


def around_figure(annotation: Annotation, figures: Collection[str]) -> str:
    """Return the recorded words around a brief passage with one of the tags `figures`; `""` for other passages."""
    if len(annotation.exact) > _FIGURE or not any(tag in figures for tag in annotation.tags):
        return ""
    before = annotation.prefix.rpartition("\n")[2][-_BESIDE:]
    after = annotation.suffix.partition("\n")[0][:_BESIDE]
    if len(before) == _BESIDE:
        before = before.partition(" ")[2]  # The first word is cut.
    if len(after) == _BESIDE:
        after = after.rpartition(" ")[0]
    return " … ".join(part.strip() for part in (before, after) if any(map(str.isalnum, part)))
