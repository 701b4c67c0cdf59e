"""All keys with their commands; those of the focused screen first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar

from tui.keys.command_table import CONTEXTS, DIGITS, GROUPS, READ_ONLY, Command, commands_of, shown, usable
from tui.keys.lookup import look_up
from tui.keys.names import typed_name
from tui.screens.base.choice_box import Choice, ChoiceBox
from tui.screens.base.overlay import Overlay
from tui.screens.pickers.legend import named, rows
from tui.theming.signs import Section
from tui.theming.styles import Styles


class HelpScreen(Overlay[str | None]):
    """The table of keys; typing narrows it. Returns ``?`` if that was typed to close it."""

    CONTEXT: ClassVar[str] = "help"

    def __init__(
        self,
        styles: Styles,
        keys: Mapping[str, Sequence[str]],
        place: str = "page",
        signs: Sequence[Section] = (),
        *,
        read_only: bool = False,
    ) -> None:
        """List the keys of a place, if it is one of `CONTEXTS`, then those of the reading screen.

        ``signs`` are listed at the end, those of the place after its keys. ``read_only`` leaves out what changes the
        library, unless it is looked for.
        """
        super().__init__(styles)
        self._keys = keys
        self._read_only = read_only
        self._signs = [*signs]
        self._parts: list[tuple[str, str, list[Command]]] = []
        """Heading, place and commands of each part."""
        choices: list[Choice] = []
        if place in CONTEXTS:
            self._parts.append((CONTEXTS[place].title, place, list(commands_of(place))))
        self._parts += [(group.title, "page", list(group.commands)) for group in GROUPS]
        for title, where, commands in self._parts:
            offered = [one for one in commands if not (read_only and one.writes)]
            choices += [Choice("", title), *self._rows(offered, where)] if offered else []
            if where != "page":
                choices += [row for section in signs if where in section.contexts for row in rows(section)]
        choices += [
            row for section in signs if place == "page" or place not in section.contexts for row in rows(section)
        ]
        title = f"Keys · {CONTEXTS[place].title}" if place in CONTEXTS else "Keys"
        self.body = ChoiceBox(
            self,
            title,
            choices,
            choose=self.close,
            placeholder="type a word or a key to find",
            match=self._matching,
        )

    def _matching(self, choices: Sequence[Choice], typed: str) -> Sequence[Choice]:
        """Return the commands that a text finds, best first; those that come near if there are none."""
        typed = typed.rstrip()
        if not typed:
            return choices
        # Ranked together: the best answer is first whatever part it is in, and that of the screen among equals.
        places = {id(command): where for _, where, commands in self._parts for command in commands}
        found = look_up(typed, [command for _, _, commands in self._parts for command in commands], self._keys)
        signs = named(self._signs, typed)
        if found.commands or signs:
            return [*(row for one in found.commands for row in self._rows([one], places[id(one)])), *signs]
        near = {row.id: row for one in found.near for row in self._rows([one], places[id(one)])}
        return [Choice("", f"no command “{typed}”" + (" · near it:" if near else "")), *near.values()]

    def do_app_help(self, _: int | None) -> None:
        """Close."""
        self.close("?")

    def _rows(self, commands: Iterable[Command], place: str) -> list[Choice]:
        """Return the rows of some commands in a place; those without a key with their names on the command line."""
        found = []
        for command in commands:
            sequences = command.keys if command.keys == (DIGITS,) else usable(command.id, self._keys, place)
            pressed = "  ".join(map(shown, sequences)) or (f":{typed_name(command)}" if command.where else "")
            refused = f"{READ_ONLY}: " if self._read_only and command.writes else ""
            found.append(Choice(command.id, refused + command.help.replace("`", ""), pressed))
        return found
