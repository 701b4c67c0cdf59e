"""A box with choices: one of many is chosen by a part of its name."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rich.style import Style
from textual.fuzzy import Matcher

from annotations.text.canonical import bare, canonical
from annotations.text.folding import has_accents
from tui.screens.base.body import Shell
from tui.screens.base.typed_list import TypedList
from tui.text.cells import cell_len, shorten
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line

FRAME = 7
"""Rows of a picker beside its choices: frame, input, title, keys, and room for a new one."""

MOST_MATCHED = 300
"""Most choices that are shown for the typed text."""


class Choice(NamedTuple):
    """A thing that can be chosen, or a heading."""

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
    indent: str = ""
    """Cells before all others, for its place in a tree."""


class ChoiceList(ItemList[Choice]):
    """The choices that match the typed text."""

    def __init__(self, styles: Styles, title: str) -> None:
        super().__init__(styles, title, id="choices")
        self.nothing = ("No matches",)

    def can_choose(self, index: int) -> bool:
        """Return whether a choice is no heading."""
        return bool(self.items[index].id)

    def move(self, by: int) -> None:
        """Move the cursor by some choices, past the headings."""
        items, index = self.items, self.cursor
        goal, direction = index + by, 1 if by > 0 else -1
        while (goal - index) * direction > 0:
            step = index + direction
            while 0 <= step < len(items) and not items[step].id:
                step += direction
            if not 0 <= step < len(items):
                break
            index = step
        self.go(index if by > 0 or any(c.id for c in items[:index]) else 0, tell=False)
        if not items or not items[self.cursor].id:
            self.go(index, tell=False)

    def draw(self, item: Choice, width: int) -> list[Line]:
        """Mark, label, detail and hint on one row."""
        styles = self.theme_styles
        if not item.id:
            return [[(shorten(item.indent + item.label, width), styles.accent)]]
        hint = shorten(item.hint, width // 2)
        room = width - cell_len(hint) - 1
        indent = item.indent[: width // 2]
        line: Line = [(indent, styles.muted)] if indent else []
        room -= cell_len(indent)
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


def matching(choices: Sequence[Choice], typed: str) -> Sequence[Choice]:
    """Return the choices that match, best first; all of them if nothing was typed."""
    typed = typed.rstrip()
    if not typed:
        return choices
    spelled = canonical if has_accents(typed) else _without_accents
    typed = spelled(typed)
    matcher = Matcher(typed)
    scored = []
    for i, choice in enumerate(choices):
        if choice.id:
            name = spelled(choice.label)
            label = matcher.match(name) + (1 if name.lower().startswith(typed.lower()) else 0)
            exact = 2.0 if typed in choice.hint.split() else 0.0
            other = 0.3 if typed.lower() in spelled(f"{choice.detail} {choice.hint}").lower() else 0.0
            if score := max(label, exact, other):
                scored.append((-score, i, choice))
    return [choice for _, _, choice in sorted(scored)[:MOST_MATCHED]]


def _without_accents(text: str) -> str:
    return bare(canonical(text))


class ChoiceBox(TypedList[Choice]):
    """A box and the choices that match it; all of them while it is empty."""

    def __init__(
        self,
        shell: Shell,
        title: str,
        choices: Sequence[Choice],
        *,
        choose: Callable[[str], object],
        placeholder: str,
        match: Callable[[Sequence[Choice], str], Sequence[Choice]] = matching,
        highlight: Callable[[str], object] | None = None,
    ) -> None:
        """Show choices; ``choose`` is called with the id of one, ``highlight`` with each that the cursor passes.

        ``match`` returns the choices for a typed text, which may be new ones.
        """
        super().__init__(
            shell,
            ChoiceList(shell.theme_styles, title),
            typed=self._show,
            accept=self._choose,
            placeholder=placeholder,
            frame="picker",
        )
        self.styles.height = len(choices) + FRAME
        self._choices = choices
        self._choose_id = choose
        self._match = match
        self._highlight = highlight

    def on_mount(self) -> None:
        """Show all choices."""
        self._show("")

    def tell(self) -> None:
        """Show the effect of the choice under the cursor."""
        if self._highlight is not None and (chosen := self.selected) is not None and chosen.id:
            self._highlight(chosen.id)

    @property
    def at_first(self) -> bool:
        """Whether no choice is above the cursor."""
        return not any(choice.id for choice in self.items.items[: self.items.cursor])

    def _show(self, typed: str) -> None:
        """Show what matches; a heading above it means that nothing does, and stays selected."""
        typed = typed.lstrip()  # A blank behind the name of a command asks for its arguments.
        choices = self._match(self._choices, typed)
        self.show(choices, cursor=0 if typed else next((i for i, choice in enumerate(choices) if choice.id), 0))

    def _choose(self) -> None:
        if (chosen := self.selected) is not None and chosen.id:
            self._choose_id(chosen.id)
