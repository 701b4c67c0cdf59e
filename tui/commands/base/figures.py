"""What a figure is about and which of its readings is meant: shown in one line after it was tagged, and altered later."""

from collections.abc import Sequence
from typing import Final

from annotations.library import Library
from annotations.library.parts.figures import attribution, figures_of, proposed, ways_to_read
from annotations.model import Annotation
from annotations.review.ledger.figures import Figure
from annotations.text.quantities import Quantity
from annotations.text.quantities.readings import name_of, readings, spoken
from tui.commands.base.context import Context
from tui.keys.command_table import tip
from tui.text.cells import cell_len, shorten, visible
from tui.text.numbers import number_at

_ROOM: Final = 6
"""Cells of a line that are left free."""

_QUOTING: Final = 60
"""Least width of a terminal in which the figure is quoted."""

_LONGEST: Final = 24
"""Most cells of a figure in a message."""

_FEWEST: Final = 8
"""Fewest cells of a detail in a line with several."""


def offer(context: Context, annotation: Annotation, done: str) -> bool:
    """Show what the figure of a passage that was tagged is about, or ask for its reading.

    `done` says what was done. Returns False if the passage has several figures without doubt.
    """
    figures = figures_of(context.library, annotation.id)
    if not figures:
        context.notify(f"{done} · no number to compare in it{tip('change.undo', 'undo', context.session.keys)}")
        return True
    doubtful = [one for one in figures if one.quantity.doubt]
    if unclear := [one for one in doubtful if readings(one.quantity)]:
        _ask_reading(context, unclear[0], done, unclear[1:])
        return True
    one = doubtful[0] if doubtful else figures[0] if len(figures) == 1 else None
    if one is None:
        return False
    if one.quantity.doubt:
        context.notify(f"{done}: {_number(one.quantity)} is not compared: {one.quantity.doubt}")
    else:
        _show(context, one, annotation, done)
    return True


def alter(context: Context, annotation: Annotation) -> None:
    """Ask for the reading of the figure under the cursor if it has two, else alter what it is about."""
    library = context.library
    library.transactions.require_writable()
    figures = figures_of(library, annotation.id)
    if not figures:
        context.notify(f"no number in {library.address(annotation.id)}")
        return
    one = _at(context, figures)
    if ways_to_read(library, one):
        now = "" if one.quantity.doubt else f" is {spoken(one.quantity)}"
        _ask_reading(context, one, f"{library.address(annotation.id)} {_number(one.quantity)}{now}")
    else:
        _edit(context, one)


def _at(context: Context, figures: Sequence[Figure]) -> Figure:
    """Return the figure under the cursor of the page, else the first in doubt, else the first."""
    focus = context.focus()
    span = number_at(focus.document, focus.cursor) if not focus.listed and len(figures) > 1 else None
    words = " ".join(focus.document.text[slice(*span)].split()) if span is not None else ""
    here = next((one for one in figures if words and one.key.written == words), None)
    return here or next((one for one in figures if one.quantity.doubt), figures[0])


def _ask_reading(context: Context, one: Figure, done: str, rest: Sequence[Figure] = ()) -> None:
    """Ask once which reading is meant, then for the rest; any key that is no answer leaves it open."""
    number = one.quantity.number
    keys = {str(place): each for place, each in enumerate(ways_to_read(context.library, one), 1)}
    again = [("0", "open again")] if not one.quantity.doubt else []

    def choose(name: str, message: str) -> None:
        context.library.review.set_figure(one.key.passage, number, {"reading": name}, one.former)
        if rest:
            _ask_reading(context, rest[0], message, rest[1:])
        else:
            context.notify(f"{message}{tip('change.undo', 'undo', context.session.keys)}")

    def answer(token: str) -> bool:
        if token == "0":
            context.attempt(lambda: choose("", f"{_number(one.quantity)} is not compared"))
        elif token in keys:
            message = f"{_number(one.quantity)} is {spoken(keys[token])}"
            context.attempt(lambda: choose(name_of(keys[token]), message))
        elif token == "tab":
            context.attempt(lambda: _edit(context, one))
        return False

    width = context.page.app.size.width
    more = f" ({len(rest)} more)" if rest else ""
    question = f"{done}: {visible(number)} may be{more}"
    if cell_len(question) > width // 2:
        question = f"{shorten(visible(number), max(_FEWEST, width // 2 - _ROOM - len(more)))} may be{more}"
    leave = ("Esc", "keep" if again else "leave open")
    answers = [*((key, spoken(each)) for key, each in keys.items()), *again, ("Tab", "details"), leave]
    context.ask(question, answers, answer, only=tuple(key.lower() if key != "Esc" else "escape" for key, _ in answers))


def _show(context: Context, one: Figure, annotation: Annotation, done: str) -> None:
    """Show what a figure is about; Tab alters it, any other key leaves it as it was read."""

    def answer(token: str) -> bool:
        if token == "tab":
            context.attempt(lambda: _edit(context, one))
        return False

    width = context.page.app.size.width
    if width >= _QUOTING:
        done = f"{done} “{shorten(visible(' '.join(annotation.exact.split())), _LONGEST)}”"
    line = summary(context.library, one, width - _ROOM - cell_len(done) - 3)
    text = f"{done} · {line}" if line else done
    context.ask(text, [("Tab", "alter"), ("Enter", "keep")], answer, only=("tab", "enter", "escape"))


def summary(library: Library, one: Figure, room: int) -> str:
    """Return what is known of a figure in at most `room` cells: metric · subject · period · basis · attribution.

    Before them is its value if the heads of a table have a part of it: *14.1 million EUR*.
    """
    details = one.about.details | {"attribution": attribution(library, one)}
    parts = [f"according to {text}" if name == "attribution" else text for name, text in details.items() if text]
    parts = [*_value(one.quantity), *parts]
    while len(parts) > 1 and cell_len(visible(" · ".join(parts))) > room:
        widest = max(parts, key=cell_len)
        if cell_len(widest) > _FEWEST * 2:
            parts[parts.index(widest)] = shorten(visible(widest), cell_len(widest) - _FEWEST)
        else:
            parts.pop()
    return shorten(visible(" · ".join(parts)), room) if room >= _FEWEST else ""


def _value(one: Quantity) -> list[str]:
    """Return the value of a figure that is written without its unit or scale."""
    bare = one.number.strip("+-−").replace(".", "").replace(",", "").isdigit()
    if not bare or one.counted or not (one.unit or one.scale != 1):
        return []
    scale = {1e3: "thousand", 1e6: "million", 1e9: "billion", 1e12: "trillion"}.get(one.scale, "")
    return [" ".join(filter(None, (f"{one.low / (one.scale if scale else 1):.15g}", scale, one.unit)))]


def _edit(context: Context, one: Figure) -> None:
    """Open the line in which the details of a figure are typed."""
    from tui.screens.forms.figure_details import FigureDetails

    library = context.library

    def saved(changed: bool | None) -> None:  # noqa: FBT001 - the result of a screen
        if changed:
            number = _number(one.quantity)
            context.notify(f"details of {number} saved{tip('change.undo', 'undo', context.session.keys)}")

    context.show(FigureDetails(context.styles, library, one, proposed(library, one)), saved)


def _number(one: Quantity) -> str:
    return shorten(visible(one.number), _LONGEST)
