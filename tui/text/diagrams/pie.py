"""Pie charts, drawn as bars."""

import re
from collections.abc import Sequence
from typing import Final

from annotations.text.ranges import trimmed
from tui.text.cells import cell_len
from tui.text.diagrams.canvas import LEAST, Sketch, Span, UndrawableError
from tui.text.rows import Decoration, Fragment, Row

_TITLE: Final = re.compile(r"\s*(?:pie(?:\s+showData)?)?\s*(?:title\s+(?P<title>.*))?$")
_SLICE: Final = re.compile(r"\s*\"(?P<label>[^\"]+)\"\s*:\s*(?P<value>\d{1,15}(?:\.\d{1,9})?)\s*$")
_IDLE: Final = re.compile(r"\s*(?:%%.*|accTitle.*|accDescr.*)$")


def draw(text: str, lines: Sequence[Span], sketch: Sketch) -> None:
    """Draw a pie chart. Raises UndrawableError."""
    slices: list[tuple[Span, Span, float]] = []
    for start, end in lines:
        if found := _SLICE.match(text, start, end):
            slices.append((trimmed(text, *found.span("label")), found.span("value"), float(found["value"])))
        elif title := _TITLE.match(text, start, end):
            if title["title"]:
                sketch.label([trimmed(text, *title.span("title"))], 0, "title", ())
                sketch.line()
        elif not _IDLE.match(text, start, end):
            raise UndrawableError("not understood")
    total = sum(value for _, _, value in slices)
    if not total:
        raise UndrawableError("not understood")
    labels = max(cell_len(text[slice(*label)]) for label, _, _ in slices)
    values = max(end - start for _, (start, end), _ in slices)
    room = sketch.width - labels - values - len("   100%  ")
    if room < LEAST:
        raise UndrawableError("too wide for this page")
    widest = max(value for _, _, value in slices)
    for label, value, amount in slices:
        bar = "█" * round(amount / widest * min(room, 40))
        x = labels + 2 + values - (value[1] - value[0])
        share = f"{amount / total:4.0%}"
        drawn = (Decoration(labels + values + 3, share, "aside"), Decoration(labels + values + 9, bar or "▏", "edge"))
        sketch.rows.append(Row((Fragment(*label, 0, role="node"), Fragment(*value, x, role="aside")), drawn))
