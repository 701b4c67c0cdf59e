"""What a Markdown file defines for all of itself: link references and footnotes.

A file is parsed in pieces, and a link in the first may be defined in the last. The definitions are
therefore collected beforehand by a scan that is cheap and generous: a definition that turns out to
stand in a code block does no more than make a link of what would have been brackets.
"""

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference

_BEFORE: Final = re.compile(
    r"[ \t>]*(?:(?:[-+*]|\d{1,9}[.)])[ \t>]+)*\[(?P<label>(?:[^\[\]\\]|\\.)+)\]:[ \t]*\n?[ \t>]*"
)
_LONGEST_LABEL: Final = 999


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


def scan(text: str, md: MarkdownIt) -> dict[str, object]:
    """The environment for the parser: the ``references`` and ``footnotes`` of a whole file."""
    references: dict[str, object] = {}
    numbers: dict[str, int] = {}
    place = text.find("]:")
    while place >= 0:
        start = text.rfind("\n", 0, place) + 1
        found = _BEFORE.match(text, start, place + _LONGEST_LABEL) if place - start <= _LONGEST_LABEL else None
        if found and found.end("label") == place:
            label = found["label"]
            if label.startswith("^"):
                numbers.setdefault(":" + label[1:], -1)
            else:
                _define(references, label, text, found.end(), md)
        place = text.find("]:", place + 2)
    return {"references": _Fixed(references), "footnotes": {"refs": _Numbers(numbers), "list": {}}}


def _define(references: dict[str, object], label: str, text: str, start: int, md: MarkdownIt) -> None:
    end = text.find("\n", start)
    target = md.helpers.parseLinkDestination(text, start, len(text) if end < 0 else end)
    if target.ok and (href := md.normalizeLink(target.str)) and md.validateLink(href):
        references.setdefault(normalizeReference(label), {"title": "", "href": href})
