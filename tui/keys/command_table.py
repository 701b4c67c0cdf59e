"""Every command and every key, in one table.

Keys, footer, palette, help, the user's own keys and docs/keys.md come from here. A command of the reading screen runs
the function of the same id in `tui.commands`; a screen over the page, which is a context, has a method for it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Final

from tui.keys.command import DIGITS, Command, Group, shown
from tui.keys.commands.motions import MOTIONS
from tui.keys.commands.overlays import OVERLAYS
from tui.keys.commands.reading import READING
from tui.keys.commands.review import REVIEW
from tui.keys.contexts import CONTEXTS, OVERVIEWS, Use

__all__ = [
    "COMMANDS",
    "CONTEXTS",
    "DIGITS",
    "GROUPS",
    "OVERVIEWS",
    "PLACES",
    "Command",
    "Group",
    "Use",
    "commands_of",
    "hints",
    "key_of",
    "shown",
    "tip",
    "with_keys",
]

GROUPS: Final = (*READING[:2], REVIEW, *READING[2:], *MOTIONS)
"""The commands of the reading screen, in groups."""

COMMANDS: Final = {command.id: command for command in (*(one for group in GROUPS for one in group.commands), *OVERLAYS)}

READ_ONLY: Final = "not while read-only"
"""Words beside a command that cannot be run now."""

PLACES: Final = ("page", "list", *CONTEXTS)
"""Everything that has a key map of its own: the page, its panels, the contexts."""


def uses(place: str) -> tuple[Use, ...]:
    """Return the commands of a place in the order of their hints."""
    if place in CONTEXTS:
        return (*CONTEXTS[place].uses, *CONTEXTS[place].others)
    return tuple(Use(command.id) for command in COMMANDS.values() if command.where in (place, "both"))


def commands_of(place: str) -> Iterator[Command]:
    """Yield the commands of a place, each with its label and its sentence there."""
    for use in uses(place):
        command = COMMANDS[use.id]
        yield command._replace(label=use.label or command.label, help=use.help or command.help)


def writing(place: str) -> tuple[str, ...]:
    """Return the ids of the commands of a place that change the library there."""
    return tuple(use.id for use in uses(place) if use.writes or COMMANDS[use.id].writes)


def typed(sequence: str) -> bool:
    """Return whether a sequence begins with a key that types or edits text in a box."""
    first = sequence.split(" ", maxsplit=1)[0]
    return len(first) == 1 or first in _EDITING


def only_typing(command: str) -> bool:
    """Return whether a command is only for where text is typed, so that no key that types can run it."""
    places = [place for place in PLACES if any(use.id == command for use in uses(place))]
    return bool(places) and all(place in CONTEXTS and CONTEXTS[place].typing for place in places)


def usable(command: str, keys: Mapping[str, Sequence[str]], place: str) -> tuple[str, ...]:
    """Return the sequences that run a command in a place; a key that a screen has of its own does not move there."""
    given = tuple(keys.get(command, COMMANDS[command].keys))
    if place in CONTEXTS and not any(use.id == command for use in CONTEXTS[place].uses):
        given = tuple(one for one in given if one not in COMMANDS[command].keys or one not in _own_keys(place))
    return tuple(one for one in given if not typed(one)) if place in CONTEXTS and CONTEXTS[place].typing else given


@cache
def _own_keys(place: str) -> frozenset[str]:
    return frozenset(key for use in CONTEXTS[place].uses for key in COMMANDS[use.id].keys)


def hints(
    place: str,
    keys: Mapping[str, Sequence[str]],
    leave_out: Sequence[str] = (),
    first: Sequence[str] = (),
    labels: Mapping[str, str] = MappingProxyType({}),
) -> list[tuple[str, str]]:
    """Return a key and a word for each command that a context has of its own, then how to get help and to leave.

    Those of ``first`` come before the others, in their order: they matter now. `labels` has words for what commands do now.
    """
    context = CONTEXTS[place]
    found = []
    for use in sorted(context.uses, key=lambda use: first.index(use.id) if use.id in first else len(first)):
        sequences = usable(use.id, keys, place)
        if pair := _PAIRS.get(use.id) if not use.label else None:
            both = (*sequences[:1], *usable(pair[0], keys, place)[:1])
            found += [(" ".join(map(shown, both)), pair[1])] if both and use.id not in leave_out else []
        elif sequences and use.hinted and use.id not in leave_out and (use.id not in _UNHINTED or use.label):
            found.append((shown(sequences[0]), labels.get(use.id) or use.label or COMMANDS[use.id].label))
    leave = labels.get("select.leave", "cancel" if context.typing else "leave")
    last = [(shown(sequences[0]), "keys") for sequences in [usable("app.help", keys, place)] if sequences]
    return [*found, *last, ("Esc", leave)]


def key_of(command: str, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the first key of a command as people write it; its label if it has none."""
    sequences = keys[command]
    return shown(sequences[0]) if sequences else f"“{COMMANDS[command].label}”"


def with_keys(lines: Iterable[str], keys: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return lines in which each command in braces, ``{link.take}``, is replaced by its first key."""
    return tuple(re.sub(r"\{([a-z_.]+)\}", lambda found: key_of(found[1], keys), line) for line in lines)


def tip(command: str, effect: str, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the end of a message with a key and its effect, `` · u undoes``; "" if the command has no key."""
    return f" · {shown(keys[command][0])} {effect}" if keys[command] else ""


_PAIRS: Final = {"type.down": ("type.up", "move"), "board.left": ("board.right", "column")}
"""Commands that have one hint together with their counterpart, unless they have a label of their own: that and its words."""


def idle(typed: str, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the message about keys, as `shown` writes them, that do nothing on a screen; what they do on the page is named."""
    on_page = (id_ for id_, one in COMMANDS.items() if one.where and typed in map(shown, keys.get(id_, ())))
    command = next(on_page, "")
    return f"{typed} is {COMMANDS[command].label} on the page only" if command else f"{typed} does nothing here"


_UNHINTED: Final = frozenset(
    ("type.up", "type.page_down", "type.page_up", "type.previous", "board.right", "board.last")
)
"""Commands without their own hint: the hint of their counterpart is enough."""

_EDITING: Final = frozenset(
    ("space", "backspace", "delete", "left", "right", "home", "end", "ctrl+left", "ctrl+right", "ctrl+a", "ctrl+e")
)
