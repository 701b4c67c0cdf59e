"""Keys in messages: those that the user gave to the commands."""

from collections.abc import Mapping, Sequence

from tui.keys.command_table import COMMANDS, shown


def key_of(command: str, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the first key of a command as people write it; its label if it has none."""
    sequences = keys[command]
    return shown(sequences[0]) if sequences else f"“{COMMANDS[command].label}”"


def tip(command: str, effect: str, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the end of a message with a key and its effect, `` · u undoes``; "" if the command has no key."""
    return f" · {shown(keys[command][0])} {effect}" if keys[command] else ""
