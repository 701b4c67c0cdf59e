"""Flowcharts, parsed and drawn as a tree.

Boxes with lines between them need far more cells than a page has. So each chain of arrows is drawn downwards: one row per
box, its successors below it. A box that is drawn already is named again after a ``↑``.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from annotations.text.ranges import trimmed
from tui.text.cells import cell_len, shorten
from tui.text.diagrams.canvas import LEAST, Sketch, Span, UndrawableError
from tui.text.rows import Decoration, Fragment, Row

MOST: Final = 200
"""Boxes, and arrows, of the largest flowchart that is drawn."""

_IDLE: Final = re.compile(r"(?:%%|style\s|classDef\s|class\s|click\s|linkStyle\s|direction\s|accTitle|accDescr|$)")
_HEAD: Final = re.compile(r"\s*(?:flowchart|graph)\b(?:\s+(?:TB|TD|BT|RL|LR)\b)?")
_GROUP: Final = re.compile(r"subgraph\s+(?:[\w-]+\s*\[\s*\"?(?P<title>.*?)\"?\s*\]|\"?(?P<bare>.*?)\"?)\s*$")
_NAME: Final = re.compile(r"[^\W_](?:[\w.]|-(?![-.>]))*|_\w*")
_SHAPES: Final = (
    *(("((", "))"), ("([", "])"), ("[[", "]]"), ("[(", ")]"), ("{{", "}}"), ("[/", "/]"), ("[\\", "\\]")),
    *(("[/", "\\]"), ("[\\", "/]"), ("[", "]"), ("(", ")"), ("{", "}"), (">", "]")),
)
"""Brackets around the text of a box, the longer ones first."""
_CLASS: Final = re.compile(r":::[\w-]+")
_ARROW: Final = re.compile(
    r"[<xo]?(?:(?P<dotted>-\.+-[>xo]?)|(?P<thick>={2,}[=>xo])|(?P<plain>-{2,}[->xo])|(?P<hidden>~~~+))"
    r"(?:\s*\|(?P<after>[^|]*)\|)?"
    r"|[<xo]?(?:-\.(?!-)(?P<in_dotted>.+?)\.+-[>xo]?|==(?!=)(?P<in_thick>.+?)={2,}[=>xo]?|--(?![->xo])(?P<in_plain>.+?)-{2,}[->xo])"
)
_BREAK: Final = re.compile(r"<br\s*/?>|\\n", re.IGNORECASE)


@dataclass(slots=True)
class Box:
    """A node of a flowchart."""

    label: tuple[Span, ...]
    choice: bool = False
    """Whether the box is a decision."""
    group: tuple[Span, ...] = ()
    """Label of the subgraph that contains the box."""
    named: bool = False
    """Whether the box has a text besides its name."""


class Arrow(NamedTuple):
    """An arrow between two boxes."""

    start: str
    end: str
    label: tuple[Span, ...]
    line: str
    """Character of its line."""
    head: str


@dataclass
class Flowchart:
    """Boxes by name, and arrows, in the order of the text."""

    boxes: dict[str, Box] = field(default_factory=dict)
    arrows: list[Arrow] = field(default_factory=list)


def draw(text: str, lines: Sequence[Span], sketch: Sketch) -> None:
    """Draw a flowchart. Raises UndrawableError."""
    chart = read(text, lines)
    _Tree(chart, sketch).draw()


def read(text: str, lines: Sequence[Span]) -> Flowchart:
    """Parse the lines of a flowchart. Raises UndrawableError for unknown syntax."""
    reader = _Reader(text)
    for n, (start, end) in enumerate(lines):
        head = _HEAD.match(text, start, end) if n == 0 else None
        start = head.end() if head else start
        for span in _statements(text, start, end):
            reader.statement(*trimmed(text, *span))
    if not reader.chart.boxes:
        raise UndrawableError("not understood")
    return reader.chart


def _statements(text: str, start: int, end: int) -> list[Span]:
    """Split a line at the semicolons outside of brackets and quotes."""
    spans, depth, quoted, first = [], 0, False, start
    for place in range(start, end):
        char = text[place]
        quoted ^= char == '"'
        depth += 0 if quoted else (char in "[({") - (char in "])}")
        if char == ";" and depth <= 0 and not quoted:
            spans.append((first, place))
            first = place + 1
    return [*spans, (first, end)]


class _Reader:
    def __init__(self, text: str) -> None:
        self.chart = Flowchart()
        self._text = text
        self._groups: list[tuple[Span, ...]] = []

    def statement(self, start: int, end: int) -> None:
        text = self._text
        if start >= end or _IDLE.match(text, start, end):
            return
        if group := _GROUP.match(text, start, end):
            self._groups.append((group.span("title") if group["title"] is not None else group.span("bare"),))
        elif text[start:end] == "end":
            self._groups = self._groups[:-1]
        else:
            self._chain(start, end)

    def _chain(self, place: int, end: int) -> None:
        """``A --> B & C -- text --> D``."""
        before, place = self._boxes(place, end)
        while place < end:
            arrow = _ARROW.match(self._text, place, end)
            if arrow is None:
                raise UndrawableError("not understood")
            after, place = self._boxes(self._over(arrow.end(), end), end)
            if not arrow["hidden"]:
                self._connect(before, after, arrow)
            before = after

    def _connect(self, before: list[str], after: list[str], arrow: re.Match[str]) -> None:
        names = ("after", "in_dotted", "in_thick", "in_plain")
        found = next((arrow.span(name) for name in names if arrow[name] is not None), None)
        label = _label(self._text, *found) if found else ()
        dotted, thick = arrow["dotted"] or arrow["in_dotted"], arrow["thick"] or arrow["in_thick"]
        ending = self._text[arrow.start() : arrow.end()].partition("|")[0].rstrip()[-1]
        line, head = "┄" if dotted else "━" if thick else "─", {">": "→", "x": "×", "o": "○"}.get(ending, "")
        for one in before:
            for other in after:
                # The label of `A & B -- text --> C` is drawn at the first arrow only.
                self.chart.arrows.append(Arrow(one, other, label, line, head))
                label = ()
        if len(self.chart.arrows) > MOST:
            raise UndrawableError("too large to be drawn")

    def _boxes(self, place: int, end: int) -> tuple[list[str], int]:
        """Parse ``A[text] & B``: return the names and the offset after them."""
        names = []
        while True:
            name, place = self._box(place, end)
            names.append(name)
            place = self._over(place, end)
            if not self._text.startswith("&", place) or place >= end:
                return names, place
            place = self._over(place + 1, end)

    def _box(self, place: int, end: int) -> tuple[str, int]:
        text = self._text
        found = _NAME.match(text, place, end)
        if found is None:
            raise UndrawableError("not understood")
        name, place = found.group(), found.end()
        box = self.chart.boxes.setdefault(name, Box((found.span(),)))
        if len(self.chart.boxes) > MOST:
            raise UndrawableError("too large to be drawn")
        if not box.group and self._groups:
            box.group = self._groups[-1]
        after = self._over(place, end)
        for opening, closing in _SHAPES:
            if not text.startswith(opening, after):
                continue
            close = self._close(after + len(opening), end, closing)
            if close >= 0:
                if not box.named and (label := _label(text, after + len(opening), close)):
                    box.label, box.choice, box.named = label, opening == "{", True
                place = close + len(closing)
                break
        if dressed := _CLASS.match(text, place, end):
            place = dressed.end()
        return name, place

    def _close(self, place: int, end: int, closing: str) -> int:
        """Return the offset of the closing bracket of a box; -1 if it is missing."""
        quoted = self._over(place, end)
        if self._text.startswith('"', quoted):
            place = self._text.find('"', quoted + 1, end) + 1 or end
        return self._text.find(closing, place, end)

    def _over(self, place: int, end: int) -> int:
        while place < end and self._text[place].isspace():
            place += 1
        return place


def _label(text: str, start: int, end: int) -> tuple[Span, ...]:
    """Return the lines of a text in brackets, without quotes around it."""
    start, end = trimmed(text, start, end)
    for quote in ('"', "`"):
        if end - start >= 2 and text[start] == quote == text[end - 1]:
            start, end = start + 1, end - 1
    spans, place = [], start
    for found in _BREAK.finditer(text, start, end):
        spans.append(trimmed(text, place, found.start()))
        place = found.end()
    return tuple(span for span in [*spans, trimmed(text, place, end)] if span[0] < span[1])


class _Tree:
    """Draws each box once, with its successors below it."""

    def __init__(self, chart: Flowchart, sketch: Sketch) -> None:
        self._chart = chart
        self._sketch = sketch
        self._drawn: set[str] = set()
        self._after: dict[str, list[Arrow]] = {}
        for arrow in chart.arrows:
            self._after.setdefault(arrow.start, []).append(arrow)

    def draw(self) -> None:
        """Draw the boxes without predecessors and their successors, then the remaining ones, which form cycles."""
        followers = {arrow.end for arrow in self._chart.arrows}
        beginnings = [name for name in self._chart.boxes if name not in followers]
        for name in (*beginnings, *self._chart.boxes):
            if name not in self._drawn:
                if self._sketch.rows:
                    self._sketch.line()
                self._box(name, 0, (), "title")

    def _box(
        self,
        name: str,
        x: int,
        bars: tuple[int, ...],
        role: str,
        *before: Decoration,
        group: object = (),
        chained: bool = False,
    ) -> None:
        """Draw a box and its successors; `bars` are the cells of lines that pass it."""
        box, arrows = self._chart.boxes[name], self._after.get(name, [])
        self._drawn.add(name)
        sign = (Decoration(x, "◇", "edge"),) if box.choice else ()
        rest = (*_bars(bars), Decoration(x, "│", "edge")) if arrows and box.choice else _bars(bars)
        end = self._sketch.label(box.label, x + 2 * box.choice, role, (*(before or _bars(bars)), *sign), rest)
        if box.group and box.group != group:
            self._name_group(box.group[0], end + 2)
        if len(arrows) == 1 and self._goes_down(arrows[0], chained=chained):
            self._down(arrows[0], x, bars, box)
            return
        for n, arrow in enumerate(arrows):
            self._across(arrow, x, bars, box, last=n == len(arrows) - 1)

    def _goes_down(self, arrow: Arrow, *, chained: bool) -> bool:
        """Return whether a successor is drawn right below its box: a chain of steps would else drift to the right."""
        return arrow.end not in self._drawn and (chained or len(self._after.get(arrow.end, [])) == 1)

    def _down(self, arrow: Arrow, x: int, bars: tuple[int, ...], box: Box) -> None:
        head = (*_bars(bars), Decoration(x, "↓" if arrow.head == "→" else "│", "edge"))
        if arrow.label:
            self._sketch.label(arrow.label, x + 2, "aside", head, _bars(bars))
        else:
            self._sketch.line(*head)
        self._box(arrow.end, x, bars, "node", group=box.group, chained=True)

    def _across(self, arrow: Arrow, x: int, bars: tuple[int, ...], box: Box, *, last: bool) -> None:
        sketch, text = self._sketch, self._sketch.text
        start = x + len("├─→ ")
        past = bars if last else (*bars, x)
        beside: tuple[Fragment, ...] = ()
        width = sum(cell_len(text[slice(*span)]) + 1 for span in arrow.label)
        if arrow.label and start + width + 3 + LEAST > min(sketch.width, x + sketch.width // 2):
            sketch.label(arrow.label, x + 2, "aside", _bars((*bars, x)), _bars((*bars, x)))
        elif arrow.label:
            at = x + 3
            for span in arrow.label:
                beside += (Fragment(*span, at, role="aside"),)
                at += cell_len(text[slice(*span)]) + 1
            start = at + len("─→ ")
        sign, head = ("└" if last else "├") + arrow.line, arrow.head or arrow.line
        drawn = (*_bars(bars), Decoration(x, sign if beside else sign + head, "edge"))
        if beside:
            drawn = (*drawn, Decoration(start - len("─→ "), arrow.line + head, "edge"))
        row = len(sketch.rows)
        if arrow.end in self._drawn:
            again = " ".join(text[slice(*span)] for span in self._chart.boxes[arrow.end].label)
            sketch.line(*drawn, Decoration(start, shorten(f"↑ {again}", max(1, sketch.width - start)), "aside"))
        else:
            self._box(arrow.end, start, past, "node", *drawn, group=box.group)
        if beside:
            fragments, decorations = sketch.rows[row]
            sketch.rows[row] = Row((*beside, *fragments), decorations)

    def _name_group(self, span: Span, x: int) -> None:
        """Write the subgraph of a box behind it."""
        name, room = self._sketch.text[slice(*span)], self._sketch.width - x - 2
        if room >= LEAST:
            self._sketch.add(Decoration(x, f"⊂ {shorten(name, room)}", "aside"))


def _bars(cells: Sequence[int]) -> tuple[Decoration, ...]:
    return tuple(Decoration(cell, "│", "edge") for cell in cells)
