"""The reader of figures: its modules, tables and patterns are loaded in another thread before the first figure is read."""

import asyncio
from typing import Final

_loaded = False

_SENTENCES: Final = (
    "According to Meta, the mill costs $1 million per month in 2025.",
    "From 2019 to 2020 exports rose from 19 to 20 million euros, or 9.3 %.",
    "The council reported 34,120 tonnes, about 3 times as much as in May 1999.",
    "Between 2 and 11 per cent came from two-thirds of households, £ 3.4bn in all.",
)
"""Sentences whose figures need most of the patterns."""


async def load_figure_reader() -> None:
    """Load what the first figure needs, so that no key waits for it."""
    if not _loaded:
        await asyncio.to_thread(_load)


def _load() -> None:
    global _loaded  # noqa: PLW0603 - modules and patterns are those of the process
    from annotations.review.findings.worth import worth_of
    from annotations.review.ledger.context import Context
    from annotations.review.ledger.figures import figures_in
    from annotations.text.quantities import read

    for text in _SENTENCES:
        figures_in("", "", Context(text, 0, len(text)))
        worth_of(text, read(text), "en")
    _loaded = True
