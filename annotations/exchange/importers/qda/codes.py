"""Codes as tags, whose names are unique here, and users as authors."""

import colorsys
import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from annotations.exchange.exporters.qda import PALETTE
from annotations.exchange.incoming import IncomingTag
from annotations.records.codebook.tags import COLOURS
from annotations.text.canonical import key as name_key

_COLOUR: Final = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")

_GREY: Final = 0.12
"""Saturation below which a colour is none."""


def guid(text: str | None) -> str:
    """Return an id without braces and in lower case, for programs differ in both."""
    return (text or "").strip().strip("{}").lower()


def refs(one: Element, name: str) -> Iterator[str]:
    """Yield the ids that an element refers to by elements of a name, `NoteRef` or `CodeRef`."""
    for ref in one.iterfind(name):
        yield guid(ref.get("targetGUID"))


class Codes:
    """The codes of a codebook by their ids."""

    def __init__(self, book: Element | None) -> None:
        """Read the element `CodeBook` of a file."""
        self.tags: list[IncomingTag] = []
        """Parents before what is below them."""
        self.names: dict[str, str] = {}
        """Names of tags by the id of their code."""
        self.notes: list[tuple[str, str]] = []
        """Id of each note on a code, with the name of its tag."""
        self._taken: set[str] = set()
        self._numbers: dict[str, int] = {}
        """Highest number that was added to a name."""
        codes = None if book is None else book.find("Codes")
        if codes is not None:
            self._read(codes, "")

    def _read(self, parent: Element, above: str) -> None:
        for code in parent.iterfind("Code"):
            name = self._unique(" ".join((code.get("name") or "").split()) or "code", above)
            about = (code.findtext("Description") or "").strip()
            self.tags.append(IncomingTag(name, about, above, nearest(code.get("color") or "")))
            self.names.setdefault(guid(code.get("guid")), name)
            self.notes += [(note, name) for note in refs(code, "NoteRef")]
            self._read(code, name)

    def _unique(self, name: str, above: str) -> str:
        """Return a name that no other code has: codes below different ones may be called the same there."""
        wanted = name
        if name_key(name) in self._taken and above:
            wanted = f"{above} / {name}"
        while name_key(wanted) in self._taken:
            self._numbers[name_key(name)] = number = self._numbers.get(name_key(name), 1) + 1
            wanted = f"{name} {number}"
        self._taken.add(name_key(wanted))
        return wanted


def nearest(colour: str) -> str:
    """Return the token of own tags that has nearly the hue of a colour; `""` for greys and what is no colour."""
    if not _COLOUR.fullmatch(colour):
        return ""
    hue, saturation = _hue(colour)
    if saturation < _GREY:
        return ""
    return min(COLOURS, key=lambda one: min(away := abs(hue - _hue(PALETTE[one])[0]), 1 - away))


def _hue(colour: str) -> tuple[float, float]:
    digits = colour[1:]
    pairs = [digits[at : at + 2] for at in (0, 2, 4)] if len(digits) == 6 else [2 * one for one in digits]
    red, green, blue = (int(pair, 16) / 255 for pair in pairs)
    hue, saturation, _ = colorsys.rgb_to_hsv(red, green, blue)
    return hue, saturation
