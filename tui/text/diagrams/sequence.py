"""Sequence diagrams: a vertical line for each participant, and the messages between them."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from annotations.text.ranges import trimmed
from tui.text.cells import cell_len
from tui.text.diagrams.canvas import LEAST, Sketch, Span, UndrawableError
from tui.text.rows import Decoration, Fragment, Row
from tui.text.wrap import wrap

MOST: Final = 12
"""Most participants of a sequence diagram that is drawn."""

_IDLE: Final = re.compile(
    r"(?:sequenceDiagram|autonumber|activate|deactivate|links?|%%|accTitle|accDescr|destroy)\b|%%|$"
)
_PERSON: Final = re.compile(r"(?:create\s+)?(?:participant|actor)\s+(?P<name>[^:\s]+)(?:\s+as\s+(?P<label>.+))?$")
_NOTE: Final = re.compile(
    r"note\s+(?:over|left of|right of)\s+(?P<name>[^:,]+?)\s*(?:,[^:]*)?:\s*(?P<text>.*)$", re.IGNORECASE
)
_FRAME: Final = re.compile(
    r"(?P<word>title|loop|alt|else|opt|par|and|rect|box|critical|option|break)\b:?\s*(?P<text>.*)$"
)
_MESSAGE: Final = re.compile(
    r"(?P<start>[^:<>-]+?)\s*(?:<<)?(?P<line>--?)(?P<head>>>|>|x|\)|\|/)[+-]?\s*(?P<end>[^:]+?)\s*:\s*(?P<text>.*)$"
)


class Message(NamedTuple):
    """A message between participants; without an end a note, without a start a frame."""

    start: str
    end: str
    label: Span
    line: str
    head: str
    word: str = ""
    """Keyword of a frame, such as ``loop`` or ``alt``; else ``""``."""


def draw(text: str, lines: Sequence[Span], sketch: Sketch) -> None:
    """Draw a sequence diagram. Raises UndrawableError."""
    people: dict[str, Span] = {}
    messages: list[Message] = []
    for line in lines:
        _read(text, trimmed(text, *line), people, messages)
    if not people:
        raise UndrawableError("not understood")
    if len(people) > MOST:
        raise UndrawableError("too large to be drawn")
    _Lifelines(text, people, sketch).draw(messages)


def _read(text: str, line: Span, people: dict[str, Span], messages: list[Message]) -> None:
    start, end = line
    if start >= end or _IDLE.match(text, start, end) or text[start:end] == "end":
        return
    if person := _PERSON.match(text, start, end):
        people.setdefault(person["name"], person.span("label") if person["label"] else person.span("name"))
    elif note := _NOTE.match(text, start, end):
        people.setdefault(note["name"], note.span("name"))
        messages.append(Message(note["name"], "", note.span("text"), "", ""))
    elif frame := _FRAME.match(text, start, end):
        messages.append(Message("", "", frame.span("text"), "", "", frame["word"]))
    elif message := _MESSAGE.match(text, start, end):
        for group in ("start", "end"):
            people.setdefault(message[group], message.span(group))
        line_sign = "┄" if message["line"] == "--" else "─"
        head = "×" if message["head"] == "x" else "→"
        messages.append(Message(message["start"], message["end"], message.span("text"), line_sign, head))
    else:
        raise UndrawableError("not understood")


class _Lifelines:
    def __init__(self, text: str, people: dict[str, Span], sketch: Sketch) -> None:
        self._text = text
        self._people = people
        self._sketch = sketch
        self._names = list(people)
        widths = [cell_len(text[slice(*people[name])]) for name in self._names]
        room = sketch.width - widths[-1]
        gap = room // max(1, len(people) - 1)
        least = max([LEAST + 3, *(width + 2 for width in widths[:-1])])
        if gap < least and len(people) > 1:
            raise UndrawableError("too wide for this page")
        self._gap = min(gap, max(least, 30))
        self._cells = [n * self._gap + 1 for n in range(len(people))]

    def draw(self, messages: Sequence[Message]) -> None:
        """Draw the participants, then the messages from top to bottom."""
        heads = [
            Fragment(*span, cell - 1, role="title")
            for span, cell in zip(self._people.values(), self._cells, strict=True)
        ]
        self._sketch.rows.append(Row(tuple(heads)))
        for message in messages:
            if message.word:
                self._frame(message)
            elif message.end and message.start != message.end:
                self._message(message)
            else:
                self._note(message)

    def _frame(self, message: Message) -> None:
        word = Decoration(0, f"{message.word} ", "aside")
        if message.label[0] < message.label[1]:
            self._sketch.label([message.label], len(message.word) + 1, "aside", (word,))
        else:
            self._sketch.line(word)

    def _message(self, message: Message) -> None:
        """Draw the label of a message above its arrow."""
        one, other = (self._cells[self._names.index(name)] for name in (message.start, message.end))
        left, right = sorted((one, other))
        self._say(message.label, left + 2, right - 1 - left - 2)
        line = message.line * (right - left - 1)
        arrow = line[:-1] + message.head if other > one else ("←" if message.head == "→" else message.head) + line[1:]
        bars = [bar for bar in self._bars() if not left < bar.x < right]
        self._sketch.line(*bars, Decoration(left + 1, arrow, "edge"))

    def _note(self, message: Message) -> None:
        """Draw a note, or a message to the same participant, beside its line."""
        cell = self._cells[self._names.index(message.start)]
        self._say(
            message.label,
            cell + 4,
            self._sketch.width - cell - 4,
            Decoration(cell + 2, "↺" if message.end else "▪", "edge"),
        )

    def _say(self, label: Span, x: int, width: int, *first: Decoration) -> None:
        if width < LEAST:
            raise UndrawableError("too wide for this page")
        for n, (start, end) in enumerate(wrap(self._text, *label, width) if label[0] < label[1] else []):
            stop = x + cell_len(self._text[start:end].rstrip())
            bars = [bar for bar in self._bars() if not x <= bar.x < stop]
            self._sketch.rows.append(Row((Fragment(start, end, x, role="node"),), (*bars, *(first if n == 0 else ()))))

    def _bars(self) -> list[Decoration]:
        return [Decoration(cell, "│", "edge") for cell in self._cells]
