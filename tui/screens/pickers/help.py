"""All keys with their commands; those of the focused screen first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from tui.keys.command_table import CONTEXTS, DIGITS, GROUPS, Command, commands_of, shown, usable
from tui.screens.base.picker import Choice, Picker
from tui.theming.styles import Styles


class HelpScreen(Picker):
    """The table of keys; typing narrows it. Returns ``?`` if that was typed to close it."""

    CONTEXT: ClassVar[str] = "help"
    PLACEHOLDER: ClassVar[str] = "type a word or a key to find"

    def __init__(
        self, styles: Styles, keys: Mapping[str, Sequence[str]], place: str = "page", legend: str = ""
    ) -> None:
        """List the keys of a place, if it is one of `CONTEXTS`, then those of the reading screen.

        ``legend`` is a line about the signs that are shown there.
        """
        choices: list[Choice] = []
        if place in CONTEXTS:
            choices.append(Choice("", CONTEXTS[place].title))
            choices += _rows(commands_of(place), keys, place)
            choices += [Choice(f"legend {part}", part) for part in legend.split("   ") if part]
        for group in GROUPS:
            choices.append(Choice("", group.title))
            choices += _rows(group.commands, keys, "page")
        super().__init__(styles, f"Keys · {CONTEXTS[place].title}" if place in CONTEXTS else "Keys", choices)

    def do_app_help(self, _: int | None) -> None:
        """Close."""
        self.dismiss("?")


def _rows(commands: Iterable[Command], keys: Mapping[str, Sequence[str]], place: str) -> list[Choice]:
    """Return the rows of some commands in a place; those without a key only where the palette has them."""
    found = []
    for command in commands:
        sequences = command.keys if command.keys == (DIGITS,) else usable(command.id, keys, place)
        pressed = "  ".join(map(shown, sequences)) or ("palette" if command.where else "")
        found.append(Choice(command.id, command.help.replace("`", ""), pressed))
    return found
