"""A passage as a report quotes it, and the figures in it."""

from typing import NamedTuple

from annotations.model import Passage
from annotations.text.quantities import Day, read


class Quote(NamedTuple):
    """A passage."""

    address: str
    anchor: str
    """Id of its place in the text of the source, on the same page; `""` if that is not in the report."""
    words: str
    tags: tuple[str, ...]
    status: str
    note: str
    author: str
    source: int
    """Number of its source."""
    href: str
    """Address in the report, or on the web with a text fragment; `""` if there is neither."""
    changed: bool
    """True if its words in the source differ from those recorded."""
    line: int
    """Line in the file where it begins, from 1; 0 if it has no place."""


class FigureLine(NamedTuple):
    """One figure of a passage."""

    written: str
    value: float
    quote: Quote


class Figures(NamedTuple):
    """Figures of one unit."""

    unit: str
    lines: list[FigureLine]


def figures_of(quote: Quote, passage: Passage) -> list[Figures]:
    """Return the figures of a passage that is tagged *figure*, each in a group of its own."""
    if "figure" not in passage.annotation.tags:
        return []
    values = [one for one in read(quote.words) if not isinstance(one, Day)]
    return [Figures(one.unit or "number", [FigureLine(one.written, one.low, quote)]) for one in values]
