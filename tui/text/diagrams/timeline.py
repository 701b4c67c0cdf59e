"""Timelines: a vertical line with a dot and the events of each period."""

import re
from collections.abc import Sequence
from typing import Final

from annotations.text.ranges import trimmed
from tui.text.diagrams.canvas import Sketch, Span, UndrawableError
from tui.text.rows import Decoration

_WORD: Final = re.compile(r"(?:title|section)\b|%%|accTitle|accDescr")
_SECTION: Final = re.compile(r"(?<=\s)section\s")
_PARTING: Final = re.compile(r":(?:\s|$)")
_BREAK: Final = re.compile(r"<br\s*/?>", re.IGNORECASE)


def draw(text: str, lines: Sequence[Span], sketch: Sketch) -> None:
    """Draw a timeline. Raises UndrawableError."""
    # In text copied from the web, lines are often joined: a section begins at its keyword, wherever that is.
    collapsed = any(_SECTION.search(text, start, end) for start, end in lines[:1])
    drawing = _Timeline(text, sketch)
    for start, end in lines:
        place = start
        if collapsed:
            for found in _SECTION.finditer(text, start, end):
                drawing.statement(place, found.start())
                place = found.start()
        drawing.statement(place, end)
    drawing.finish()


class _Timeline:
    def __init__(self, text: str, sketch: Sketch) -> None:
        self._text = text
        self._sketch = sketch
        self._periods = 0

    def statement(self, start: int, end: int) -> None:
        start, end = trimmed(self._text, start, end)
        if self._text.startswith("timeline", start, end):
            start, end = trimmed(self._text, start + len("timeline"), end)
        if start >= end:
            return
        word = _WORD.match(self._text, start, end)
        after = trimmed(self._text, word.end(), end) if word else (start, end)
        if word is None:
            self._events(start, end)
        elif word.group() == "title" and after[0] < after[1]:
            self._sketch.label([after], 0, "title", ())
            self._sketch.line()
        elif word.group() == "section" and after[0] < after[1]:
            self._section(*after)

    def _section(self, start: int, end: int) -> None:
        if _PARTING.search(self._text, start, end):
            self._events(start, end)
            return
        if self._periods:
            self._sketch.line(Decoration(0, "│", "edge"))
        self._sketch.label([(start, end)], 0, "title", ())

    def _events(self, start: int, end: int) -> None:
        """Draw ``period : event : event``, only events, or only a period."""
        parts, place = [], start
        for found in _PARTING.finditer(self._text, start, end):
            parts.append(trimmed(self._text, place, found.start()))
            place = found.end()
        parts.append(trimmed(self._text, place, end))
        alone = len(parts) == 1 and self._periods
        bar = (Decoration(0, "│", "edge"),)
        if not alone and parts[0][0] < parts[0][1]:
            self._periods += 1
            self._sketch.label(self._lines(parts[0]), 2, "title", (Decoration(0, "●", "edge"),), bar)
        for part in parts if alone else parts[1:]:
            if part[0] < part[1]:
                self._sketch.label(self._lines(part), 4, "node", (*bar, Decoration(2, "·", "edge")), bar)

    def _lines(self, span: Span) -> list[Span]:
        spans, place = [], span[0]
        for found in _BREAK.finditer(self._text, *span):
            spans.append(trimmed(self._text, place, found.start()))
            place = found.end()
        return [part for part in [*spans, trimmed(self._text, place, span[1])] if part[0] < part[1]] or [span]

    def finish(self) -> None:
        """Raise UndrawableError if no period was drawn."""
        if not self._periods:
            raise UndrawableError("not understood")
