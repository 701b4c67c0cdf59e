"""A command as the table of keys describes it.

A key is written as Textual names it or as the character itself; the keys of a sequence are separated by blanks:
``g g``, ``ctrl+d``.
"""

import re
from itertools import pairwise, zip_longest
from typing import Final, NamedTuple

from msgspec import Struct

from annotations.text.lazy_regex import lazy

DIGITS: Final = "1…9"
"""The nine digits in `Command.keys`: the command gets the digit as its count, and has no other keys."""


class Command(NamedTuple):
    """A command: its id, keys and words."""

    id: str
    keys: tuple[str, ...]
    """Sequences that run it; empty if it is in the palette only."""
    label: str
    """A few words for footer and palette."""
    help: str
    """One sentence."""
    where: str = "page"
    """``page``, ``list`` (a panel is focused), ``both``, or ``""``: only in the contexts that list it."""

    @property
    def writes(self) -> bool:
        """Whether it changes the library, or opens what does: it is not offered while the library is read-only."""
        return self.id in _WRITING


class Group(Struct, frozen=True):
    """Commands that belong together."""

    title: str
    commands: tuple[Command, ...]


_WRITING: Final = frozenset((
    "tag.claim", "tag.figure", "tag.figure_details", "tag.opinion", "tag.own", "tag.pick", "tag.repeat", "tag.rename", "tag.remove",
    "tag.adjust_start", "tag.adjust_end", "tag.note", "tag.note_editor", "tag.status", "tag.delete",
    "search.occurrences", "search.save", "link.take", "link.find", "link.retype", "link.reverse", "link.move_end", "change.undo", "change.redo",
    "source.facts", "source.memo", "source.memo_tag", "source.memo_library", "source.read", "reading.toggle",
    "reading.encoding", "board.review", "board.title", "queue.reject", "suggestions.accept", "suggestions.reject", "kinds.add", "kinds.edit", "tags.move", "tags.add_below",
    "problems.first", "problems.second", "problems.both", "problems.merge", "problems.follow", "unresolved.accept",
    "unresolved.accept_moved", "unresolved.reselect", "unresolved.drop", "occurrences.apply",
    "claim.once", "claim.separately", "dispute.decide", "dispute.questions", "dispute.why",
    "ledger.merge", "ledger.split", "ledger.resolve",
))  # fmt: skip
"""The commands that change the library."""

_NAMES: Final = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "pagedown": "PgDn", "pageup": "PgUp", "space": "Space",
    "escape": "Esc", "enter": "Enter", "backspace": "Backspace", "tab": "Tab", "shift+tab": "Shift-Tab",
    "home": "Home", "end": "End", **{f"f{number}": f"F{number}" for number in range(1, 25)},
}  # fmt: skip


def shown(sequence: str) -> str:
    """Return a sequence as people write it: ``Ctrl-D``, ``gg``, ``]a``."""
    parts = []
    for key in sequence.split(" "):
        modifier, plus, letter = key.partition("+")
        if key in _NAMES:
            parts.append(_NAMES[key])
        elif plus and letter:
            parts.append(f"{modifier.capitalize()}-{_NAMES.get(letter, letter.upper())}")
        else:
            parts.append(key)
    # A blank beside a key with a name: “Ctrl-W v”, “g Tab”.
    named = [len(part) > 1 for part in parts]
    blanks = [" " * (one or other) for one, other in pairwise(named)]
    return "".join(map("".join, zip_longest(parts, blanks, fillvalue="")))


_TOKENS: Final = {name: key for key, name in _NAMES.items()}


def token_named(name: str) -> str:
    """Return the key that `shown` writes as ``name``; "" if that is not one key."""
    tokens = tokens_named(name)
    return tokens[0] if len(tokens) == 1 else ""


def tokens_named(name: str) -> list[str]:
    """Return the keys of the sequence that `shown` writes as ``name``; none if it is not one, as in ``a–z``."""
    tokens, rest = [], name
    while rest:
        match = _NAME.match(rest)
        if match is None:
            return []
        key = _TOKENS.get(match["key"], match["key"])
        tokens.append(f"{match['modifier'].lower()}+{key.lower()}" if match["modifier"] else key)
        rest = rest[match.end() :]
        if match["modifier"] and rest[:1] == " ":
            rest = rest[1:]
    return tokens


_NAME: Final = lazy(
    rf"(?:(?P<modifier>Ctrl|Alt|Shift)-)?(?P<key>{'|'.join(map(re.escape, sorted(_TOKENS, key=len, reverse=True)))}|[^\s–])"
)
"""One key of a sequence that people write."""
