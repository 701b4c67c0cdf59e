"""A passage as a report quotes it, and the figures in it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from annotations.export.ledger_table import changed, value_words


class Quote(NamedTuple):
    """A passage with all that a report shows of it."""

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
    value: str
    """Its value in digits with bound and unit."""
    period: str
    """Date that it is for; with its basis and who says it, if a person set these."""
    metric: str
    verdict: str
    """Verdict on it beside the other figures of its metric."""
    quote: Quote


class Figures(NamedTuple):
    """Figures of one unit."""

    unit: str
    lines: list[FigureLine]


def figures_of(quote: Quote, figures: Iterable[dict[str, Any]]) -> list[Figures]:
    """Return the figures of a passage, as `by_figure` has them, each in a group of its own."""
    return [
        Figures(
            one["unit"] or "number",
            [FigureLine(one["written"], value_words(one), _period(one), one["metric"], _verdict(one), quote)],
        )
        for one in figures
    ]


def _verdict(one: dict[str, Any]) -> str:
    return "; ".join(filter(None, (one["verdict"], changed(one))))


def _period(one: dict[str, Any]) -> str:
    basis = one["basis"] if "basis" in one["set"] else ""
    source = f"according to {one['attribution']}" if "attribution" in one["set"] else ""
    return ", ".join(filter(None, (one["period"], basis, source)))
