"""Definitions that hold for a whole Markdown file: link references and footnotes.

A file is parsed in pieces, and a link in the first may be defined in the last. The definitions are
therefore collected beforehand by a scan that is cheap and generous: a definition that turns out to
stand in a code block does no more than make a link of what would have been brackets.
"""

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference

from annotations.text.lazy_regex import lazy

_BEFORE: Final = lazy(r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t>]+)*\[(?P<label>(?:[^\[\]\\]|\\.)+)\]:[ \t]*\n?[ \t>]*")
_MARKER: Final = lazy(r"[ \t>]*(?:[-+*]|\d{1,9}[.)])[ \t]")
_HOLDS: Final = lazy(r" {0,3}(?:[-+*]|\d{1,9}[.)]|\[\^[^\]\s]+\]:|>)(?:[ \t]|$)", re.MULTILINE)
"""A line that other lines are set in under: an item, a footnote, a quotation."""
_FENCE: Final = lazy(r"^[ >]{0,8}(`{3,}|~{3,})(.*)$", re.MULTILINE)
_LONGEST_LABEL: Final = 999
_ABOVE: Final = 100
"""Lines that are looked through for the item that a definition is set in under."""


class _Fixed(dict[str, object]):
    """Holds what the scan found; what the parser meets later, in its pieces, changes nothing."""

    def __setitem__(self, key: str, value: object) -> None:
        """Ignore what is set."""


class _Numbers(dict[str, int]):
    """Numbers of the footnotes: given at the first reference, and kept when the definition is met."""

    def __setitem__(self, key: str, value: int) -> None:
        """Set a number once, for labels that the scan found."""
        if value >= 0 and key in self:
            super().__setitem__(key, value)


class _Fences:
    """Follows a text from fence to fence, to find which places are in blocks of code."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place = 0
        self._open = ""

    def around(self, place: int) -> bool:
        """Whether a place is inside a fenced block. Places must be asked for in ascending order."""
        for found in _FENCE.finditer(self._text, self._place, place):
            if not self._open:
                self._open = found[1]
            elif found[1].startswith(self._open) and not found[2].strip():
                self._open = ""
        self._place = place
        return bool(self._open)


def scan(text: str, md: MarkdownIt) -> tuple[dict[str, object], dict[int, int]]:
    """Return the parser's environment: the ``references`` and ``footnotes`` of a whole file.

    Also return the start and end of the link definitions that begin a line, so that these need not be parsed.
    """
    spans: dict[int, int] = {}
    references: dict[str, object] = {}
    numbers: dict[str, int] = {}
    fences = _Fences(text)
    ended = -1
    place = text.find("]:")
    while place >= 0:
        opening = text.rfind("[", max(0, place - _LONGEST_LABEL - 1), place)
        start = text.rfind("\n", 0, opening) + 1 if opening >= 0 else place
        found = _BEFORE.match(text, start) if opening - start <= _LONGEST_LABEL else None
        if found and found.end("label") == place:
            label = found["label"]
            if label.startswith("^"):
                numbers.setdefault(":" + label[1:], -1)
            elif label.strip() and (start == ended or (_begins_block(text, start) and not _code(text, start))):
                end, href = _target(text, found.end(), md)
                if end and not fences.around(start):
                    ended = end
                    if start == opening:
                        spans[start] = end
                    references.setdefault(normalizeReference(label), {"title": "", "href": href})
        place = text.find("]:", place + 2)
    return {"references": _Fixed(references), "footnotes": {"refs": _Numbers(numbers), "list": {}}}, spans


def _begins_block(text: str, start: int) -> bool:
    """Whether no paragraph runs on into the line at ``start``: a definition cannot interrupt one."""
    if start == 0 or _MARKER.match(text, start):
        return True
    above = text[text.rfind("\n", 0, start - 1) + 1 : start - 1].lstrip(" \t>")
    return not above or above[0] in "#-=*_`~|<["


def _code(text: str, start: int) -> bool:
    """Whether the line at ``start`` is code because it is set in, and nothing above it is what it is set in under."""
    if not text.startswith(("    ", "\t"), start):
        return False
    for _ in range(_ABOVE):
        if start == 0:
            return True
        start = text.rfind("\n", 0, start - 1) + 1
        if _HOLDS.match(text, start):
            return False
        if text[start] not in " \t\n":
            return True
    return False


def _target(text: str, start: int, md: MarkdownIt) -> tuple[int, str]:
    """Where the line after a definition begins, and where the link leads; 0 if it is no definition."""
    line = text.find("\n", start)
    line = len(text) if line < 0 else line
    target = md.helpers.parseLinkDestination(text, start, line)
    href = md.normalizeLink(target.str)
    if not target.ok or (target.pos == start) or not md.validateLink(href):
        return 0, ""
    rest = text[target.pos : line]
    if rest and rest[0] not in " \t":
        return 0, ""
    after = _after_title(text, line - len(rest.lstrip()), md)
    if rest.strip():
        return after, href
    # The title may be in the next line; if it is none, the definition ends without it.
    return _after_title(text, line + 1, md) or line + 1, href


def _after_title(text: str, start: int, md: MarkdownIt) -> int:
    """Where the line after a title begins; 0 if there is none, or more in its last line."""
    while start < len(text) and text[start] in " \t":
        start += 1
    title = md.helpers.parseLinkTitle(text, start, min(len(text), start + _LONGEST_LABEL), None)
    if not title.ok or "\n\n" in text[start : title.pos]:
        return 0
    after = text.find("\n", title.pos)
    after = len(text) if after < 0 else after
    return 0 if text[title.pos : after].strip() else after + 1
