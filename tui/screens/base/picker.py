"""Choosing one of many by typing a part of its name."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style
from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.fuzzy import Matcher
from textual.widgets import Input

from tui.screens.base.overlay import Overlay
from tui.text.cells import cell_len, shorten
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line

_FRAME = 7
"""Rows of a picker beside its choices: frame, input, title, keys, and room for a new one."""

MOST_MATCHED = 300
"""Most choices that are shown for the typed text."""


class Choice(NamedTuple):
    """One of the things that can be chosen."""

    id: str
    """Empty for a heading, which cannot be chosen."""
    label: str
    hint: str = ""
    """Shown on the right: its keys."""
    detail: str = ""
    """Description of the choice; typed text matches it too."""
    mark: str = ""
    """A letter before it."""
    colour: str = ""
    """Colour token of the letter."""


class ChoiceList(ItemList[Choice]):
    """The choices that match the typed text."""

    def empty_lines(self) -> Sequence[str]:
        """Return the text for an empty list."""
        return ("nothing fits",)

    def draw(self, item: Choice, width: int) -> list[Line]:
        """Mark, label, detail and hint on one row."""
        styles = self.theme_styles
        if not item.id:
            return [[(shorten(item.label, width), styles.accent)]]
        hint = shorten(item.hint, width // 2)
        room = width - cell_len(hint) - 1
        line: Line = []
        if item.mark:
            line.append((item.mark + " ", styles.tag(item.colour) if item.colour else styles.muted))
            room -= cell_len(item.mark) + 1
        label = shorten(item.label, room)
        line.append((label, Style.null()))
        room -= cell_len(label)
        if item.detail and room > 12:
            detail = shorten("  " + item.detail, room - 2)
            line.append(("  " + detail, styles.muted))
            room -= cell_len(detail) + 2
        return [[*line, (" " * (room + 1), Style.null()), (hint, styles.bold)]]


class Picker(Overlay[str | None]):
    """A list with a filter. Returns the id of the choice, or None."""

    PLACEHOLDER: ClassVar[str] = "type to find"

    def __init__(self, styles: Styles, title: str, choices: Sequence[Choice]) -> None:
        super().__init__(styles)
        self._choices = choices
        self._list = ChoiceList(styles, title, id="choices")

    @property
    def choices(self) -> Sequence[Choice]:
        """All that can be chosen."""
        return self._choices

    def compose(self) -> ComposeResult:
        """The filter, the choices, the keys."""
        with Vertical(id="picker"):
            yield Input(placeholder=self.PLACEHOLDER, id="typed")
            yield self._list
            yield self.caption

    def on_mount(self) -> None:
        """Show everything."""
        self._list.can_focus = False
        self.say_keys()
        self.query_one("#picker").styles.height = len(self._choices) + _FRAME
        self._show(self._choices)
        self.take_keys(self.query_one(Input))

    def matching(self, typed: str) -> Sequence[Choice]:
        """Return the choices that match, best first; all of them if nothing was typed."""
        if not typed:
            return self._choices
        matcher = Matcher(typed)
        scored = []
        for i, choice in enumerate(self._choices):
            if choice.id:
                label = matcher.match(choice.label) + (1 if choice.label.lower().startswith(typed.lower()) else 0)
                exact = 2.0 if typed in choice.hint.split() else 0.0
                other = 0.3 if typed.lower() in f"{choice.detail} {choice.hint}".lower() else 0.0
                if score := max(label, exact, other):
                    scored.append((-score, i, choice))
        return [choice for _, _, choice in sorted(scored)[:MOST_MATCHED]]

    def highlighted(self, choice: Choice) -> None:
        """Called when the cursor moves to another choice; subclasses may show its effect."""

    def first_of(self, choices: Sequence[Choice]) -> int:
        """Return the index of the choice that is selected at first: the first that is no heading."""
        return next((i for i, choice in enumerate(choices) if choice.id), 0)

    @property
    def chosen(self) -> Choice | None:
        """The choice or heading under the cursor; None if the list is empty."""
        return self._list.selected

    @property
    def at_first(self) -> bool:
        """Whether no choice is above the cursor."""
        return not any(choice.id for choice in self._list.items[: self._list.cursor])

    def _show(self, choices: Sequence[Choice]) -> None:
        self._list.show(choices, self.first_of(choices))
        self._tell()

    def _tell(self) -> None:
        chosen = self._list.selected
        if chosen is not None and chosen.id:
            self.highlighted(chosen)

    @property
    def page_size(self) -> int:
        """Number of choices by which a page key moves."""
        return self._list.page_size

    def move(self, by: int) -> None:
        """Move the cursor by some choices, past the headings."""
        items, index = self._list.items, self._list.cursor
        goal, direction = index + by, 1 if by > 0 else -1
        while (goal - index) * direction > 0:
            step = index + direction
            while 0 <= step < len(items) and not items[step].id:
                step += direction
            if not 0 <= step < len(items):
                break
            index = step
        self._list.go(index if by > 0 or any(c.id for c in items[:index]) else 0, tell=False)
        if not items or not items[self._list.cursor].id:
            self._list.go(index, tell=False)
        self._tell()

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self._show(self.matching(event.value.strip()))

    def do_type_accept(self, _: int | None) -> None:
        """Close with the choice under the cursor."""
        self._choose()

    @on(ItemList.Chosen)
    def _clicked(self) -> None:
        self._tell()
        self._choose()

    def _choose(self) -> None:
        chosen = self._list.selected
        if chosen is not None and chosen.id:
            self.dismiss(chosen.id)
