"""All keys, with what they do."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from tui.keys.command_table import GROUPS, shown
from tui.screens.base.picker import Choice, Picker
from tui.theming.styles import Styles


class HelpScreen(Picker):
    """The table of commands; typing narrows it."""

    PLACEHOLDER: ClassVar[str] = "type a word or a key to find"
    KEYS: ClassVar[str] = "↑ ↓ PgUp PgDn move   Esc or Enter closes"

    def __init__(self, styles: Styles, keys: Mapping[str, Sequence[str]]) -> None:
        choices: list[Choice] = []
        for group in GROUPS:
            choices.append(Choice("", group.title))
            for command in group.commands:
                sequences = keys.get(command.id, command.keys)
                pressed = "  ".join(map(shown, sequences)) or "palette"
                choices.append(Choice(command.id, command.help.replace("`", ""), pressed))
        super().__init__(styles, "Keys", choices)
