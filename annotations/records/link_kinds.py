"""Own kinds of links beside the built-in ones: validation and defaults."""

import unicodedata
from collections.abc import Collection, Iterable
from string import ascii_lowercase, digits
from typing import Final

from annotations.errors import UsageError
from annotations.model import LINK_KINDS, LinkKind
from annotations.text.canonical import composed
from annotations.text.canonical import key as same_name

LONGEST: Final = 40
"""Maximum length of a name in either direction, in code points."""

TAKEN_KEYS: Final = frozenset("Oqux")
"""Keys of commands where the key of a link type is asked for: flip, leave, undo, no link."""

ONCE_FREE: Final = frozenset("Ol")
"""Keys that own link types could have until *qualifies* and a command took them; a codebook file may have them still."""

_GLYPHS: Final = "◆●▲■◇○△□★☆+*"
"""Glyphs of own kinds, assigned in order."""


def new_kind(
    name: str,
    others: Iterable[LinkKind],
    *,
    key: str = "",
    glyph: str = "",
    inverse: str = "",
    counts: str = "",
    kept: Collection[str] = (),
) -> LinkKind:
    """Return a new kind of link, with the next free key and glyph where none is given.

    `inverse` is its name read from the target; without one the kind is symmetric. `counts` names the built-in kind that
    it counts as in the review. `kept` are the key and glyph that it has already, and may keep even if another kind has them.
    Raises UsageError if it is invalid, or if its name, key or glyph are taken.
    """
    others = list(others)
    name, inverse = (composed(" ".join(one.split())) for one in (name, inverse))
    if not _is_name(name):
        raise UsageError(f"“{name[:LONGEST]}” cannot be a link type: use 1 to {LONGEST} visible characters.")
    if inverse and not _is_name(inverse):
        raise UsageError(f"“{inverse[:LONGEST]}” cannot be the inverse of “{name}”: use at most {LONGEST} characters.")
    if any(same_name(other.name) == same_name(name) for other in others):
        raise UsageError(f"The link type “{name}” already exists.")
    if counts and counts not in LINK_KINDS:
        raise UsageError(f"“{name}” cannot count like “{counts}”; use {', '.join(LINK_KINDS)}, or nothing.")
    if key not in kept:
        _check_key(name, key, others)
    if glyph not in kept:
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
    """Return whether a recorded kind can be displayed: a foreign file may contain anything."""
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
        raise UsageError(f"The link type “{name}” cannot have the key {key}: “{owner}” has it.")
    if not _is_key(key):
        taken = ", ".join(sorted(TAKEN_KEYS))
        raise UsageError(
            f"The link type “{name}” cannot have the key “{key[:9]}”: use one letter or digit, none of {taken}."
        )


def _check_glyph(name: str, glyph: str, others: Iterable[LinkKind]) -> None:
    if not glyph:
        return
    owner = next((other.name for other in others if other.glyph == glyph), "")
    if owner:
        raise UsageError(f"The link type “{name}” cannot have the sign {glyph}: “{owner}” has it.")
    if not _is_glyph(glyph):
        raise UsageError(f"The link type “{name}” cannot have that sign: use one character, one cell wide.")


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
    """Return a key that is not in `used`, from the name if possible; `""` if none is left."""
    plain = [char for char in name.lower() if char.isascii() and char.isalnum()]
    return next((key for key in (*plain, *ascii_lowercase, *digits) if key not in used), "")
