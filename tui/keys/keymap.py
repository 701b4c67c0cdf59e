"""From key presses to commands: counts, sequences, and the user's own keys.

A user's ``keys.toml`` gives other sequences to commands by their id::

    "move.down" = ["+", "down"]
    "link.take" = []            # no key at all
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from annotations.errors import UsageError
from tui.keys.command import shown
from tui.keys.command_table import COMMANDS, CONTEXTS, DIGITS, OVERVIEWS, PLACES, only_typing, typed, usable, uses

MOST = 100_000
"""The highest count; more digits change nothing."""


class Run(Struct, frozen=True):
    """A command is to be run."""

    command: str
    times: int | None
    """The count that was typed."""


class Pending(Struct, frozen=True):
    """More keys are expected."""

    typed: str
    """The keys typed so far, as people write them."""


class Unknown(Struct, frozen=True):
    """No command has these keys."""

    typed: str


Outcome = Run | Pending | Unknown


class Keymap:
    """The sequences and commands of one place of the screen, with the keys typed so far."""

    def __init__(self, keys: Mapping[str, Sequence[str]], place: str) -> None:
        """Take the sequences of each command id; the place is one of `PLACES`."""
        self._commands: dict[tuple[str, ...], str] = {}
        self._prefixes: set[tuple[str, ...]] = set()
        self._digits = ""
        """The command that a digit runs; empty if digits are counts."""
        for command in dict.fromkeys(use.id for use in uses(place)):
            if COMMANDS[command].keys == (DIGITS,):
                self._digits = command if place in CONTEXTS else ""
                continue
            for sequence in usable(command, keys, place):
                self._add(tuple(sequence.split(" ")), command)
        if place in CONTEXTS and CONTEXTS[place].leads_on:
            self._add_overviews(keys)
        self._typing = place in CONTEXTS and CONTEXTS[place].typing
        self._typed: tuple[str, ...] = ()
        self._count = ""

    def _add(self, tokens: tuple[str, ...], command: str) -> None:
        self._commands[tokens] = command
        self._prefixes.update(tokens[:i] for i in range(1, len(tokens)))

    def _add_overviews(self, keys: Mapping[str, Sequence[str]]) -> None:
        """Add the keys that open other overviews; those of the screen itself come first."""
        for command in OVERVIEWS:
            for sequence in keys.get(command, COMMANDS[command].keys):
                tokens = tuple(sequence.split(" "))
                taken = tokens in self._prefixes or any(tokens[:i] in self._commands for i in range(1, len(tokens) + 1))
                if not taken:
                    self._add(tokens, command)

    @property
    def idle(self) -> bool:
        """Whether nothing was typed that waits for more."""
        return not self._typed and not self._count

    def has(self, token: str) -> bool:
        """Return whether a key completes or continues a sequence."""
        return (*self._typed, token) in self._commands or (*self._typed, token) in self._prefixes

    def feed(self, token: str) -> Outcome:
        """Add a key to the sequence: it is complete, needs more keys, or is unknown, which starts over."""
        if self._digits and self.idle and len(token) == 1 and token in "123456789":
            return Run(self._digits, int(token))
        if self._counts(token):
            self._count = str(min(int(self._count + token), MOST))
            return Pending(self._count)
        self._typed = (*self._typed, token)
        if self._typed in self._commands:
            command, count = self._commands[self._typed], self._count
            self.clear()
            return Run(command, int(count) if count else None)
        typed = self._count + shown(" ".join(self._typed))
        if self._typed in self._prefixes:
            return Pending(typed)
        self.clear()
        return Unknown(typed)

    def _counts(self, token: str) -> bool:
        """Return whether a key is a digit of a count."""
        if self._typing or self._typed or not (token.isascii() and token.isdigit()):
            return False
        return bool(self._count) or (token != "0" and (token,) not in self._commands)

    @property
    def started(self) -> tuple[str, ...]:
        """The keys typed so far of a sequence, without its count."""
        return self._typed

    def next(self) -> dict[str, str]:
        """Return the keys that go on with the started sequence, with the ids of their commands; "" if more must follow."""
        typed, found = self._typed, dict[str, str]()
        for tokens, command in self._commands.items():
            if len(tokens) > len(typed) and tokens[: len(typed)] == typed:
                found[tokens[len(typed)]] = command if len(tokens) == len(typed) + 1 else ""
        return found

    def clear(self) -> None:
        """Forget the keys typed so far."""
        self._typed, self._count = (), ""


def default_keys() -> dict[str, tuple[str, ...]]:
    """The sequences of the table of commands."""
    return {command.id: command.keys for command in COMMANDS.values() if command.keys != (DIGITS,)}


def load_keys(path: Path, warn: Callable[[str], None]) -> dict[str, tuple[str, ...]]:
    """Return the user's keys; if their file cannot be used, the default ones after one line to ``warn``."""
    try:
        return user_keys(path)
    except UsageError as error:
        warn(str(error))
        return default_keys()


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
    """Raise UsageError if two commands of one place have the same keys, or if a sequence can never be typed."""
    for command, sequences in keys.items():
        if only_typing(command) and (bad := next(filter(typed, sequences), "")):
            raise UsageError(f"{path}: {command} cannot have {bad!r}, which types text there")
    for place in PLACES:
        where = f" ({CONTEXTS[place].title})" if place in CONTEXTS else ""
        taken: dict[str, str] = {}
        for command in dict.fromkeys(use.id for use in uses(place)):
            digits = place in CONTEXTS and COMMANDS[command].keys == (DIGITS,)
            for sequence in "123456789" if digits else usable(command, keys, place) if command in keys else ():
                if taken.get(sequence, command) != command:
                    raise UsageError(f"{path}: {sequence!r} is given to both {taken[sequence]} and {command}{where}")
                taken[sequence] = command
        for sequence in taken:
            longer = next((s for s in taken if s.startswith(sequence + " ")), None)
            if longer:
                raise UsageError(
                    f"{path}: {longer!r} can never be typed, because {sequence!r} is a command already{where}"
                )
    if not keys["app.quit"]:
        raise UsageError(f"{path}: app.quit needs a key")
