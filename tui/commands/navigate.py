"""Going from passage to passage, source to source, pane to pane, and back."""

import asyncio
from collections.abc import Iterator
from itertools import islice
from string import ascii_lowercase
from time import monotonic
from typing import TYPE_CHECKING

from tui.commands.destinations import passages_from
from tui.tasks import SLICE, Cancel, begin, look_at_keys
from tui.text.cells import shorten
from tui.text.motion import character_at
from tui.text.numbers import Stretch, untagged
from tui.text.selection import Selection

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen
    from tui.session.jump_list import Spot


_LETTERS = frozenset(ascii_lowercase)

_AT_ONCE = 0.02
"""Seconds a search may take before the rest of it goes on between the keys."""


def next_passage(reader: "ReadingScreen", count: int | None) -> None:
    """The next passage of this source."""
    _passage(reader, count or 1)


def previous_passage(reader: "ReadingScreen", count: int | None) -> None:
    """The passage before in this source."""
    _passage(reader, -(count or 1))


def next_number(reader: "ReadingScreen", count: int | None) -> None:
    """The next number that is not tagged a figure."""
    _number(reader, count or 1)


def previous_number(reader: "ReadingScreen", count: int | None) -> None:
    """The number before that is not tagged a figure."""
    _number(reader, -(count or 1))


def mark(reader: "ReadingScreen", _: int | None) -> None:
    """Mark the place of the cursor with the letter that comes next."""
    if reader.page.view.empty:
        reader.notifications.notify("there is no text to mark a place in")
        return

    def answer(token: str) -> bool:
        if token == "escape":
            return False
        if token not in _LETTERS:
            reader.notifications.notify("a mark is a letter from a to z; Esc lets go", "warning")
            return True
        reader.session.marks[token] = reader.spot
        reader.notifications.notify(f"mark {token} is here")
        return False

    reader.notifications.ask("mark this place with a letter", [("a–z", "mark"), ("Esc", "let go")], answer)


def to_mark(reader: "ReadingScreen", _: int | None) -> None:
    """To the place marked with the letter that comes next."""
    marks = reader.session.marks
    if not marks:
        reader.notifications.notify("no place is marked yet: m and a letter marks one")
        return

    def answer(token: str) -> bool:
        if token in marks:
            reader.attempt(lambda: _to_mark(reader, marks[token]))
        elif token in _LETTERS:
            reader.notifications.notify(f"no place has the mark {token}")
        elif token != "escape":
            reader.notifications.notify("a mark is a letter from a to z; Esc lets go", "warning")
            return True
        return False

    known = [(letter, _label(reader, marks[letter])) for letter in sorted(marks)]
    reader.notifications.ask("go to which mark?", [*known, ("Esc", "let go")], answer)


def next_source(reader: "ReadingScreen", count: int | None) -> None:
    """The next source, where it was left."""
    _source(reader, count or 1)


def previous_source(reader: "ReadingScreen", count: int | None) -> None:
    """The source before, where it was left."""
    _source(reader, -(count or 1))


def back(reader: "ReadingScreen", _: int | None) -> None:
    """Back to where the last jump began."""
    _jump(reader, reader.session.jumps.back(reader.spot), "this is where you began")


def forward(reader: "ReadingScreen", _: int | None) -> None:
    """Forward again."""
    _jump(reader, reader.session.jumps.forward(reader.spot), "nothing lies ahead")


def sources(reader: "ReadingScreen", _: int | None) -> None:
    """To the list of sources."""
    reader.show_panel("sources")


def outline(reader: "ReadingScreen", _: int | None) -> None:
    """To the headings of this source."""
    reader.show_panel("outline")


def passages(reader: "ReadingScreen", _: int | None) -> None:
    """To the passages of this source."""
    reader.show_panel("passages")


def reader(reader: "ReadingScreen", _: int | None) -> None:
    """To the text."""
    reader.focus_page()


def next_pane(reader: "ReadingScreen", _: int | None) -> None:
    """To the next pane, or while comparing to the next partner."""
    _next_pane(reader, 1)


def previous_pane(reader: "ReadingScreen", _: int | None) -> None:
    """To the pane before, or while comparing to the partner before."""
    _next_pane(reader, -1)


def _next_pane(reader: "ReadingScreen", by: int) -> None:
    if reader.comparing is None or reader.items is not None:
        reader.next_pane(by)
    else:
        reader.comparing.cycle(by)


def _passage(reader: "ReadingScreen", by: int) -> None:
    found = list(islice(passages_from(reader, by), abs(by)))
    if found:
        reader.page.choose(found[-1])
    else:
        reader.notifications.notify(
            "no further passage in this source" if by > 0 else "no passage before this in the source"
        )


def _source(reader: "ReadingScreen", by: int) -> None:
    known = [source.id for source in reader.library.sources()]
    if reader.session.source not in known:
        return
    index = known.index(reader.session.source) + by
    if not 0 <= index < len(known):
        reader.notifications.notify("this is the last source" if by > 0 else "this is the first source")
        return
    reader.leave_spot()
    reader.open_source(known[index])


def _number(reader: "ReadingScreen", by: int) -> None:
    """Go to a number, at once or after a while between the keys; the next key gives the search up."""
    steps = untagged(reader.page.document, reader.margin, reader.page.origin(), forward=by > 0)
    found: list[Stretch] = []
    if _seek(steps, found, abs(by), _AT_ONCE):
        _arrive(reader, found, by)
    else:
        reader.notifications.notify("looking for a number that is not tagged a figure…")
        begin(reader, _seek_on, reader, reader.dispatcher.until_next_key(), steps, found, by, group="numbers")


async def _seek_on(
    reader: "ReadingScreen", cancel: Cancel, steps: Iterator[Stretch | None], found: list[Stretch], by: int
) -> None:
    """Search on between the keys until it is cancelled."""
    await asyncio.sleep(0)
    while not cancel.cancelled:
        if _seek(steps, found, abs(by), SLICE):
            reader.attempt(lambda: _arrive(reader, found, by))
            return
        await look_at_keys()


def _seek(steps: Iterator[Stretch | None], found: list[Stretch], count: int, seconds: float) -> bool:
    """Add what the steps find, so many at the most; whether there is nothing more to look for."""
    until = monotonic() + seconds
    for step in steps:
        if step is not None:
            found.append(step)
            if len(found) == count:
                return True
        elif monotonic() > until:
            return False
    return True


def _arrive(reader: "ReadingScreen", found: list[Stretch], by: int) -> None:
    if found:
        start, end = found[-1]
        page = reader.page
        reader.leave_spot()
        page.go(start, centre=True)
        if page.selection is None:
            # Offered, so that the next verb takes the number and not the sentence it is in.
            page.select(Selection(character_at(page.document, end - 1), start, loose=True))
        reader.notifications.notify(f"{shorten(reader.page.document.text[start:end], 40)} is not tagged a figure")
    elif by > 0 and reader.reading_on is not None:
        reader.when_read(lambda: _number(reader, by))
    else:
        reader.notifications.notify(
            f"no {'further number' if by > 0 else 'number before this'} without the tag figure in this source"
        )


def _to_mark(reader: "ReadingScreen", spot: "Spot") -> None:
    reader.leave_spot()
    reader.open_source(spot.source, spot.offset)
    reader.focus_page()


def _label(reader: "ReadingScreen", spot: "Spot") -> str:
    """The source of a mark by its number and title."""
    source = reader.library.source(spot.source)
    return f"{source.number} {shorten(source.title, 16)}"


def _jump(reader: "ReadingScreen", spot: "Spot | None", nothing: str) -> None:
    if spot is None:
        reader.notifications.notify(nothing)
    else:
        reader.open_source(spot.source, spot.offset)
        reader.focus_page()
