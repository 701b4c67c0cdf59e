"""From key presses to commands: counts, sequences, and the user's own keys.

A user's ``keys.toml`` gives other sequences to commands by their id::

    "move.down" = ["+", "down"]
    "link.take" = []            # no key at all
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from annotations.errors import UsageError
from tui.keys.command_table import COMMANDS, Command

MOST = 100_000
"""The highest count; more digits change nothing."""


class Run(NamedTuple):
    """A command is to be run."""

    command: str
    times: int | None
    """The count that was typed."""


class Pending(NamedTuple):
    """More keys are expected."""

    typed: str
    """What was typed so far, for the status line."""


class Unknown(NamedTuple):
    """No command has these keys."""

    typed: str


Outcome = Run | Pending | Unknown


class Keymap:
    """Which sequence runs which command in one place of the screen, and what was typed so far."""

    def __init__(self, keys: Mapping[str, Iterable[str]], where: str) -> None:
        """Take the sequences of each command id; where is ``page`` or ``list``."""
        self._commands: dict[tuple[str, ...], str] = {}
        self._prefixes: set[tuple[str, ...]] = set()
        for command, sequences in keys.items():
            if COMMANDS[command].where in (where, "both"):
                for sequence in sequences:
                    tokens = tuple(sequence.split(" "))
                    self._commands[tokens] = command
                    self._prefixes.update(tokens[:i] for i in range(1, len(tokens)))
        self._typed: tuple[str, ...] = ()
        self._count = ""

    @property
    def idle(self) -> bool:
        """Whether nothing was typed that waits for more."""
        return not self._typed and not self._count

    def feed(self, token: str) -> Outcome:
        """Take one key."""
        if not self._typed and token.isascii() and token.isdigit() and (self._count or token != "0"):
            self._count = str(min(int(self._count + token), MOST))
            return Pending(self._count)
        self._typed = (*self._typed, token)
        if self._typed in self._commands:
            command, count = self._commands[self._typed], self._count
            self.clear()
            return Run(command, int(count) if count else None)
        typed = self._count + " ".join(self._typed)
        if self._typed in self._prefixes:
            return Pending(typed)
        self.clear()
        return Unknown(typed)

    def clear(self) -> None:
        """Forget what was typed."""
        self._typed, self._count = (), ""


def default_keys() -> dict[str, tuple[str, ...]]:
    """The sequences of the table of commands."""
    return {command.id: command.keys for command in COMMANDS.values() if command.id != "tag.own"}


def user_keys(path: Path) -> dict[str, tuple[str, ...]]:
    """The default sequences with those of a user's file in their place.

    Raises UsageError with one line if the file cannot be used; the caller falls back to the defaults.
    """
    keys = default_keys()
    if not path.exists():
        return keys
    import tomllib

    try:
        given = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"{path}: your keys cannot be used: {' '.join(str(error).split())}") from error
    for command, sequences in given.items():
        if command not in keys:
            raise UsageError(f"{path}: there is no command {command!r}; `?` in postil shows them all")
        if not isinstance(sequences, list) or not all(isinstance(s, str) and s.strip() for s in sequences):
            raise UsageError(f'{path}: {command} needs a list of keys, such as ["g x"]')
        keys[command] = tuple(" ".join(s.split()) for s in sequences)
    _check_reachable(path, keys)
    return keys


def _check_reachable(path: Path, keys: Mapping[str, tuple[str, ...]]) -> None:
    for where in ("page", "list"):
        taken: dict[str, Command] = {}
        for command in (COMMANDS[id_] for id_ in keys if COMMANDS[id_].where in (where, "both")):
            for sequence in keys[command.id]:
                if sequence in taken:
                    raise UsageError(f"{path}: {sequence!r} is given to both {taken[sequence].id} and {command.id}")
                taken[sequence] = command
        for sequence in taken:
            longer = next((s for s in taken if s.startswith(sequence + " ")), None)
            if longer:
                raise UsageError(f"{path}: {longer!r} can never be typed, because {sequence!r} is a command already")
    if not keys["app.quit"]:
        raise UsageError(f"{path}: app.quit needs a key")
