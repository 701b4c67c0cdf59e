"""Own kinds of links, beside those that every library has: what one has to be, and what it is given by itself."""

import unicodedata
from collections.abc import Collection, Iterable
from string import ascii_lowercase, digits
from typing import Final

from annotations.errors import UsageError
from annotations.model import LINK_KINDS, LinkKind

LONGEST: Final = 40
"""Code points of a name, either way."""

TAKEN_KEYS: Final = frozenset("Oqux")
"""Keys of commands where the key of a link type is asked for: flip, leave, undo, no link."""

ONCE_FREE: Final = frozenset("Ol")
"""Keys that own link types could have until *qualifies* and a command took them; a codebook file may have them still."""

_GLYPHS: Final = "◆●▲■◇○△□★☆+*"
"""Signs of own kinds, given in turn."""


def new_kind(
    name: str,
    others: Iterable[LinkKind],
    *,
    key: str = "",
    glyph: str = "",
    inverse: str = "",
    counts: str = "",
    kept: str = "",
) -> LinkKind:
    """A kind beside others, with the next free key and sign where none is given.

    ``inverse`` is how it reads from the target; without one it says the same from either end. ``counts`` names the
    one of `LINK_KINDS` that it counts like in the review. Raises UsageError if it cannot be one, or if its name, key
    or sign are taken; ``kept`` is the key that it has already, and may keep even if a built-in kind has it since.
    """
    others = list(others)
    name, inverse = " ".join(name.split()), " ".join(inverse.split())
    if not _is_name(name):
        raise UsageError(
            f"“{name[:LONGEST]}” cannot be a kind of link: a name has 1 to {LONGEST} characters that can be seen."
        )
    if inverse and not _is_name(inverse):
        raise UsageError(f"“{inverse[:LONGEST]}” cannot be how “{name}” reads backwards: {LONGEST} characters at most.")
    if any(other.name.casefold() == name.casefold() for other in others):
        raise UsageError(f"There is a kind of link “{name}” already.")
    if counts and counts not in LINK_KINDS:
        raise UsageError(f"“{name}” cannot count like “{counts}”; there are {', '.join(LINK_KINDS)}, or nothing.")
    if key != kept:
        _check_key(name, key, others)
    _check_glyph(name, glyph, others)
    return LinkKind(
        name=name,
        key=key or _free_key(name, {other.key for other in others} | TAKEN_KEYS),
        glyph=glyph or next((one for one in _GLYPHS if all(one != other.glyph for other in others)), "·"),
        inverse=inverse or name,
        symmetric=inverse in ("", name),
        counts=counts,
    )


def fits(kind: LinkKind) -> bool:
    """Whether a recorded kind can be shown: a file that others wrote may hold anything."""
    return (
        kind.name not in LINK_KINDS
        and _is_name(kind.name)
        and (not kind.inverse or _is_name(kind.inverse))
        and _is_glyph(kind.glyph)
        and (not kind.key or _is_letter(kind.key))
    )


def _check_key(name: str, key: str, others: Iterable[LinkKind]) -> None:
    if not key:
        return
    owner = next((other.name for other in others if other.key == key), "")
    if owner:
        raise UsageError(f"The kind “{name}” cannot have the key {key}: “{owner}” has it.")
    if not _is_key(key):
        taken = ", ".join(sorted(TAKEN_KEYS))
        raise UsageError(f"The kind “{name}” cannot have the key “{key[:9]}”: one letter or digit, none of {taken}.")


def _check_glyph(name: str, glyph: str, others: Iterable[LinkKind]) -> None:
    if not glyph:
        return
    owner = next((other.name for other in others if other.glyph == glyph), "")
    if owner:
        raise UsageError(f"The kind “{name}” cannot have the sign {glyph}: “{owner}” has it.")
    if not _is_glyph(glyph):
        raise UsageError(f"The kind “{name}” cannot have that sign: it has to be one character, one cell wide.")


def _is_name(name: str) -> bool:
    plain = all(unicodedata.category(char)[0] not in "CM" for char in name) and name.isprintable()
    return 0 < len(name) <= LONGEST and plain and bool(name.strip())


def _is_letter(key: str) -> bool:
    return len(key) == 1 and key.isascii() and key.isalnum()


def _is_key(key: str) -> bool:
    return _is_letter(key) and key not in TAKEN_KEYS


def _is_glyph(glyph: str) -> bool:
    return (
        len(glyph) == 1
        and glyph.isprintable()
        and not glyph.isspace()
        and unicodedata.category(glyph)[0] not in "CMZ"
        and unicodedata.east_asian_width(glyph) not in "WF"
    )


def _free_key(name: str, used: Collection[str]) -> str:
    """A key that no other kind has, from the name if possible; empty if there is none left."""
    plain = [char for char in name.lower() if char.isascii() and char.isalnum()]
    return next((key for key in (*plain, *ascii_lowercase, *digits) if key not in used), "")
