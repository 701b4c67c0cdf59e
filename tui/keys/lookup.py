"""Find commands by what the user types: names and words first, sentences next, letters in order last."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from tui.keys.command import Command, shown
from tui.keys.names import NAMES, Named

_NONE: Final = Named()

_MOST_NEAR: Final = 6
"""Most commands that are named as near what does not exist."""


class Found(NamedTuple):
    """Commands for a typed text."""

    commands: list[Command]
    """Best first."""
    near: list[Command]
    """If there are none: those that come near, best first."""


def look_up(typed: str, commands: Iterable[Command], keys: Mapping[str, Sequence[str]]) -> Found:
    """Find the commands for a text: a name, a key, an id, or words that their words begin with."""
    wanted, commands = typed.strip().casefold(), [*commands]
    ranked: list[tuple[int, int, Command]] = []
    for i, command in enumerate(commands):
        named = NAMES.get(command.id, _NONE)
        if (rank := _rank(wanted, typed.strip(), command, named, keys.get(command.id, ()))) is not None:
            ranked.append((rank, i, command))
    if ranked:
        return Found([command for _, _, command in sorted(ranked, key=lambda one: one[:2])], [])
    near = [(far, i, command) for i, command in enumerate(commands) if (far := _near(wanted, command)) is not None]
    return Found([], [command for _, _, command in sorted(near, key=lambda one: one[:2])[:_MOST_NEAR]])


def _near(wanted: str, command: Command) -> int | None:
    """Return how far a text is from a command that it does not find, 0 nearest; None if it is too far."""
    named = NAMES.get(command.id, _NONE)
    if _begin(wanted, _words(named.near)):
        return 0
    if (distance := _distance(wanted, (*named.names, *_words(command.label)))) is not None:
        return 1 + distance
    return len(wanted) if _in_order(wanted, command.label.casefold()) else None


def named(name: str) -> str:
    """Return the id of the command that has a name; "" if there is none."""
    return next((id_ for id_, one in NAMES.items() if name in one.names), "")


@cache
def _fields(command: Command, named: Named) -> tuple[list[str], list[str], list[str]]:
    """Return the words of label and names, then those of synonyms and id, then those of the sentence."""
    return (
        _words(f"{command.label} {' '.join(named.names)}"),
        _words(f"{named.words} {command.id}"),
        _words(command.help),
    )


def _rank(wanted: str, typed: str, command: Command, named: Named, keys: Sequence[str]) -> int | None:
    """Return how well a text finds a command, 0 best; None if it does not."""
    label = command.label.casefold().rstrip("…")
    if wanted in named.names:
        return 0
    if typed in map(shown, keys) or wanted in (command.id, label):
        return 1
    if any(name.startswith(wanted) for name in named.names):
        return 2
    if label.startswith(wanted):
        return 3
    title, synonyms, sentence = _fields(command, named)
    if _begin(wanted, title):
        return 4
    if {*wanted.split()} <= {*title, *synonyms}:
        return 5
    if _begin(wanted, [*title, *synonyms]):
        return 6
    if _begin(wanted, sentence):
        return 7
    return 8 if _begin(wanted, [*title, *synonyms, *sentence]) else None


def _begin(wanted: str, words: Sequence[str]) -> bool:
    """Return whether each typed word begins one of the words."""
    parts = wanted.split()
    return bool(parts) and all(any(word.startswith(part) for word in words) for part in parts)


@cache
def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold().replace("_", " "))


def _distance(wanted: str, words: Iterable[str]) -> int | None:
    """Return the fewest typing errors that turn one of the words into the typed one; None if these are too many."""
    from rapidfuzz.distance import DamerauLevenshtein

    allowed = len(wanted) // 3
    found = [
        DamerauLevenshtein.distance(wanted, word, score_cutoff=allowed)
        for word in words
        if len(word) > 2 and allowed  # Everything is near a letter or two.
    ]
    best = min(found, default=allowed + 1)
    return best if best <= allowed else None


def _in_order(wanted: str, label: str) -> bool:
    """Return whether a label has the typed letters in their order."""
    rest = iter(label)
    return len(wanted) > 2 and all(letter in rest for letter in wanted if letter != " ")
