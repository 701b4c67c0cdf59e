"""Facts of a source, such as its author and its address: their names, and what they may be."""

from typing import Final

FACTS: Final = ("title", "author", "publisher", "published", "url", "kind", "credibility")
"""Names of the facts of a source."""

SCHEMES: Final = ("https", "http", "ftp", "ftps", "doi", "urn", "info", "isbn")
"""What the address of a source may begin with, before its colon."""


def is_address(text: str) -> bool:
    """Return whether a text can be the address of a source: one of `SCHEMES` and no white space."""
    scheme, colon, rest = text.partition(":")
    return bool(colon) and scheme.lower() in SCHEMES and bool(rest.strip("/")) and len(text.split()) == 1


def is_date(text: str) -> bool:
    """Return whether a text is a year, a month or a day as a fact of a source has it."""
    parts = text.split("-")
    if not text.isascii() or list(map(len, parts)) != [4, 2, 2][: len(parts)]:
        return False
    return all(one.isdecimal() and 0 < int(one) <= most for one, most in zip(parts, (9999, 12, 31), strict=False))


SOUND: Final = {"published": is_date, "url": is_address}
"""Checks of facts that other programs act on: a library may come from another person."""
