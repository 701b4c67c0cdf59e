"""Finding a command or a source by its name."""

from collections.abc import Mapping, Sequence
from typing import ClassVar

from annotations.library import Library
from tui.keys.command_table import GROUPS, shown
from tui.screens.base.picker import Choice, Picker
from tui.theming.styles import Styles


class Palette(Picker):
    """Lists the commands of the reading screen. Returns the id of one, or ``source:`` and the id of a source."""

    PLACEHOLDER: ClassVar[str] = "type a command or a source"

    def __init__(self, styles: Styles, library: Library, keys: Mapping[str, Sequence[str]]) -> None:
        commands = [
            Choice(
                command.id,
                command.label,
                "  ".join(map(shown, keys.get(command.id, ()))),
                command.help.replace("`", ""),
            )
            for group in GROUPS
            for command in group.commands
            if command.id != "tag.own"
        ]
        sources = [
            Choice(f"source:{source.id}", source.title or source.path, f"source {source.number}", source.path)
            for source in library.sources()
        ]
        super().__init__(styles, "Commands and sources", [*commands, *sources])
