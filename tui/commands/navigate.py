"""Go to another passage, number, mark, source or pane, and back."""

import asyncio
from collections.abc import Iterator
from itertools import chain
from string import ascii_lowercase
from time import monotonic
from typing import TYPE_CHECKING

from annotations.library.issues.renumbered import notice
from annotations.library.parts.figure_tags import figure_tags
from tui.commands.base.context import Context, ScreenContext
from tui.commands.base.destinations import again, go_to, go_to_source, walk
from tui.keys.command_table import tip
from tui.tasks import SLICE, Cancel, look_at_keys
from tui.text.cells import shorten
from tui.text.motion import character_at
from tui.text.numbers import Stretch, untagged
from tui.text.selection import Selection

if TYPE_CHECKING:
    from tui.session.jump_list import Spot


_LETTERS = frozenset(ascii_lowercase)

_AT_ONCE = 0.02
"""Seconds that a search may take at once; the rest of it runs between keys."""


def next_passage(context: Context, count: int | None) -> None:
    """The next passage of this source."""
    _passage(context, count or 1)


def previous_passage(context: Context, count: int | None) -> None:
    """The passage before in this source."""
    _passage(context, -(count or 1))


def next_number(context: ScreenContext, count: int | None) -> None:
    """The next number that is not tagged as a figure."""
    _number(context, count or 1)


def previous_number(context: ScreenContext, count: int | None) -> None:
    """The number before that is not tagged as a figure."""
    _number(context, -(count or 1))


def mark(context: Context, _: int | None) -> None:
    """Mark the place of the cursor with the letter that comes next."""
    if context.page.view.empty:
        context.notify("no text to mark")
        return

    def answer(token: str) -> bool:
        if token == "escape":
            return False
        if token not in _LETTERS:
            context.notify("use a letter from a to z; Esc cancel", "warning")
            return True
        context.session.marks[token] = context.session.spot
        context.notify(f"mark {token} set here")
        return False

    context.ask("set which mark here?", [("a–z", "mark"), *_known(context), ("Esc", "cancel")], answer)


def to_mark(context: Context, _: int | None) -> None:
    """Go to the place marked with the letter that comes next."""
    marks = context.session.marks
    if not marks:
        context.notify(f"no marks yet{tip('go.mark', 'and a letter to set one', context.session.keys)}")
        return

    def answer(token: str) -> bool:
        if token in marks:
            spot = marks[token]
            context.attempt(lambda: go_to_source(context, spot.source, spot.offset))
        elif token in _LETTERS:
            context.notify(f"mark {token} is not set")
        elif token != "escape":
            context.notify("use a letter from a to z; Esc cancel", "warning")
            return True
        return False

    context.ask("go to which mark?", [*_known(context), ("Esc", "cancel")], answer)


def next_source(context: Context, count: int | None) -> None:
    """The next source, where it was left."""
    _source(context, count or 1)


def previous_source(context: Context, count: int | None) -> None:
    """The source before, where it was left."""
    _source(context, -(count or 1))


def back(context: Context, _: int | None) -> None:
    """Back to where the last jump began."""
    _jump(context, context.session.jump_back(), "no earlier jump")


def forward(context: Context, _: int | None) -> None:
    """Forward again."""
    _jump(context, context.session.jump_forward(), "no later jump")


def sources(context: Context, _: int | None) -> None:
    """Go to the list of sources."""
    context.panes.show_panel("sources")


def open(context: Context, _: int | None) -> None:  # noqa: A001 - named by the id of its command
    """Go to the list of sources."""
    sources(context, None)


def open_with(context: Context, name: str) -> None:
    """Open a source by its id, or a passage by its address."""
    if ":" in name:
        go_to(context, context.library.annotation(name).id)
        if line := notice(context.library, name):
            context.notify(line)
        return
    go_to_source(context, name)


def outline(context: Context, _: int | None) -> None:
    """Go to the headings of this source."""
    context.panes.show_panel("outline")


def passages(context: Context, _: int | None) -> None:
    """Go to the passages of this source."""
    context.panes.show_panel("passages")


def reader(context: Context, _: int | None) -> None:
    """Go to the text."""
    context.panes.focus_page()


def next_pane(context: ScreenContext, _: int | None) -> None:
    """Go to the next pane, or while comparing to the next partner."""
    _next_pane(context, 1)


def previous_pane(context: ScreenContext, _: int | None) -> None:
    """Go to the pane before, or while comparing to the partner before."""
    _next_pane(context, -1)


def _next_pane(context: ScreenContext, by: int) -> None:
    if context.comparing is None or context.panes.items is not None:
        context.panes.focus_next(by)
    else:
        context.comparing.cycle(by)


def _passage(context: Context, by: int) -> None:
    walk(context, by, lambda _: True, "passages")


def _source(context: Context, by: int) -> None:
    known = context.library.source_ids
    if context.session.source not in known:
        return
    index, last = known.index(context.session.source), len(known) - 1
    if not last:
        context.notify("this is the only source")
        return
    # A count goes no further than the last source; the next step goes round.
    ahead = max(0, min(index + by, last))
    around = ahead == index
    context.session.push_jump()
    context.open_source(known[(0 if by > 0 else last) if around else ahead])
    if around:
        to, from_ = ("first", "last") if by > 0 else ("last", "first")
        context.notify(f"the {to} source, after the {from_}{tip('go.back', 'go back', context.session.keys)}")


def _number(context: ScreenContext, by: int) -> None:
    """Go to a number, at once or after a search between the keys, which the next key cancels."""
    document, margin, forward = context.page.document, context.pages.active.margin, by > 0
    figures = figure_tags(context.library)
    steps = untagged(document, margin, context.page.origin(), figures, forward=forward)
    found: list[Stretch] = []
    if context.pages.active.reading_on is None:  # Else the text goes on after its last number.
        once_more = untagged(document, margin, -1 if forward else document.length, figures, forward=forward)
        steps = chain(steps, _unless(found, once_more))
    if _seek(steps, found, abs(by), _AT_ONCE):
        _arrive(context, found, by)
    else:
        context.notify("searching for a number that is not tagged as a figure…")
        context.run(_seek_on, context, context.until_next_key(), steps, found, by, group="numbers")


def _unless(found: list[Stretch], steps: Iterator[Stretch | None]) -> Iterator[Stretch | None]:
    """Yield the steps if nothing was found before."""
    if not found:
        yield from steps


async def _seek_on(
    context: ScreenContext, cancel: Cancel, steps: Iterator[Stretch | None], found: list[Stretch], by: int
) -> None:
    """Search on between the keys until it is cancelled."""
    await asyncio.sleep(0)
    while not cancel.cancelled:
        if _seek(steps, found, abs(by), SLICE):
            context.attempt(lambda: _arrive(context, found, by))
            return
        await look_at_keys()


def _seek(steps: Iterator[Stretch | None], found: list[Stretch], count: int, seconds: float) -> bool:
    """Add the places that the steps yield to `found`, up to `count`. Returns whether the search is over."""
    until = monotonic() + seconds
    for step in steps:
        if step is not None:
            found.append(step)
            if len(found) == count:
                return True
        elif monotonic() > until:
            return False
    return True


def _arrive(context: ScreenContext, found: list[Stretch], by: int) -> None:
    if found:
        start, end = found[-1]
        page = context.page
        around = (start <= page.origin()) == (by > 0)
        context.session.push_jump()
        page.go(start, centre=True)
        if page.selection is None:
            # Offered, so that the next verb takes the number and not the sentence it is in.
            page.select(Selection(character_at(page.document, end - 1), start, loose=True))
        number = shorten(context.page.document.text[start:end], 40)
        context.notify(f"{number} is not tagged as a figure{again(by) if around else ''}")
    elif by > 0 and context.pages.active.reading_on is not None:
        context.pages.active.when_read(lambda: _number(context, by))
    else:
        context.notify("no numbers without the tag figure in this source")


def _known(context: Context) -> list[tuple[str, str]]:
    """Return the letters of the marks with their places."""
    return [(letter, _label(context, spot)) for letter, spot in sorted(context.session.marks.items())]


def _label(context: Context, spot: "Spot") -> str:
    """Return number and name of the source of a mark."""
    return f"{context.library.source(spot.source).number} {context.library.short_name(spot.source)}"


def _jump(context: Context, spot: "Spot | None", nothing: str) -> None:
    if spot is None:
        context.notify(nothing)
    else:
        context.open_source(spot.source, spot.offset)
        context.panes.focus_page()
