"""The kinds of links where one is asked for: their keys, with what they stand for."""

from annotations.library.queries import Queries


def by_key(library: Queries, token: str) -> str:
    """The name of the kind that a key gives; empty if none has it."""
    return next((kind.name for kind in library.kinds().values() if token and kind.key == token), "")


def hints(library: Queries) -> list[tuple[str, str]]:
    """The keys with sign and name, for the footer."""
    return [(kind.key, f"{kind.glyph} {kind.name}") for kind in library.kinds().values() if kind.key]


def captions(library: Queries, before: str = "", after: str = "") -> tuple[str, str]:
    """The keys in one line, with the names of the kinds and, for where that is too long, without."""
    known = [kind for kind in library.kinds().values() if kind.key]
    parts = ([f"{kind.key} {kind.glyph} {kind.name}" for kind in known], [f"{kind.key} {kind.glyph}" for kind in known])
    long, short = ("  ".join(part for part in (before, *kinds, after) if part) for kinds in parts)
    return long, short


def named(library: Queries) -> str:
    """The keys with the names in words, as a list in a sentence: *s supports, c contradicts*."""
    return ", ".join(f"{kind.key} {kind.name}" for kind in library.kinds().values() if kind.key)
