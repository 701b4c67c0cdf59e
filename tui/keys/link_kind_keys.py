"""The letters of the link types, where one is asked for."""

from collections.abc import Mapping, Sequence
from string import ascii_lowercase, digits

from annotations.library.queries import Queries
from annotations.model import LINK_KINDS
from tui.keys.command_table import usable, uses


def letters(library: Queries, keys: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return the names of the link types by the letters that choose them.

    A library's own type keeps its letter before a built-in one. No type has the letter of a command of the queue; a
    type that loses its letter gets the next free one.
    """
    taken = {one for use in uses("queue") for one in usable(use.id, keys, "queue")}
    kinds = sorted(library.kinds().values(), key=lambda kind: kind.name in LINK_KINDS)
    found: dict[str, str] = {}
    for kind in kinds:
        if kind.key and kind.key not in taken and kind.key not in found:
            found[kind.key] = kind.name
    wanted = {kind.key for kind in kinds}
    for kind in kinds:
        if kind.key and kind.name not in found.values():
            free = (*filter(str.isalnum, kind.name.lower()), *ascii_lowercase, *digits)
            key = next((one for one in free if one.isascii() and one not in {*taken, *found, *wanted}), "")
            found |= {key: kind.name} if key else {}
    order = [*library.kinds()]
    return dict(sorted(found.items(), key=lambda item: order.index(item[1])))


def letter_of(kind: str, library: Queries, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the letter that chooses a link type, or its name if there is no letter left for it."""
    return next((key for key, name in letters(library, keys).items() if name == kind), kind)


def hints(library: Queries, keys: Mapping[str, Sequence[str]]) -> list[tuple[str, str]]:
    """Return the letters with sign and name, for footer and caption."""
    kinds = library.kinds()
    return [(key, f"{kinds[name].glyph} {name}") for key, name in letters(library, keys).items()]


def named(library: Queries, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the letters with the names as a list in a sentence: *s supports, c contradicts*."""
    return ", ".join(f"{key} {name}" for key, name in letters(library, keys).items())
