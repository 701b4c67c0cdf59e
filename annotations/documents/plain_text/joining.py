"""Lines are put together: with a space, without one, or without the hyphen that a break put there."""

from collections.abc import Sequence
from typing import Final

from annotations.documents import line_shapes as shapes
from annotations.text.lazy_regex import lazy

UNSPACED: Final = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\u312f\u31a0-\ua4cf\uf900-\ufaff\ufe30-\ufe4f"
    "\uff00-\uff9f\U00020000-\U0003fffd"
)
"""Characters of scripts without spaces between words, as a class of a regular expression."""
BROKEN_WORD: Final = lazy(r"[^\W\d_][-‐]$")
"""The end of a line that may be within a word."""
_SEAMLESS: Final = lazy(rf"[{UNSPACED}]$")
_SEAMLESS_NEXT: Final = lazy(rf"[{UNSPACED}]")
_UNSPACED_BREAK: Final = lazy(rf"[{UNSPACED}]\n[{UNSPACED}]")
_SUSPENDED: Final = lazy(r"(?:und|oder|bzw|sowie|and|or|et|ou|y|o|e|en|of|och|og|i|lub|to|bis)\b")
"""A word that follows a suspended hyphen: *first- and second-year*."""
_LAST_WORD: Final = lazy(r"[^\W\d_]+[-‐]$")
_HYPHENATED: Final = lazy(r"(?:teenth|tieth|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|\b(?:self|well|non))[-‐]$")
"""The first part of an English word that is written with a hyphen: *nineteenth-century*, *twenty-one*."""
_FIRST_WORD: Final = lazy(r"[^\W\d_]+")

Text = tuple[str, list[tuple[int, int]]]
"""A text and where it comes from: (offset in the text, offset in the file)."""


def join(
    lines: Sequence[tuple[str, int]],
    *,
    hyphens: bool = False,
    compounds: frozenset[str] = frozenset(),
    literal: bool = False,
) -> Text:
    """The text of lines, given with their offsets in the file, as one.

    ``hyphens`` at their ends may belong to no word, unless that is one of ``compounds``. A ``literal`` text has all its
    spaces already.
    """
    if len(lines) == 1:
        line, offset = lines[0]
        text = line.lstrip(shapes.SPACES)
        return text.rstrip(shapes.SPACES), [(0, offset + len(line) - len(text))]
    parts: list[str] = []
    runs: list[tuple[int, int]] = []
    length = 0
    last = ""
    for n, (line, offset) in enumerate(lines):
        start, end = shapes.edges(line)
        if literal:
            start, end = (start if n == 0 else 0), (end if n == len(lines) - 1 else len(line))
        part = line[start:end]
        if last and part and not literal:
            if last[-1] == "\u00ad" or (last[-1] == "‐" and part[0].islower()):
                parts[-1] = parts[-1][:-1]
                length -= 1
            elif last[-1] == "-" and BROKEN_WORD.search(last) is not None and not _SUSPENDED.match(part):
                if hyphens and part[0].islower() and not _compound(parts[-1], part, compounds):
                    parts[-1] = parts[-1][:-1]
                    length -= 1
                elif not part[0].isalpha():
                    parts.append(" ")
                    length += 1
            elif last.isascii() or not seamless(last, part[0]):
                parts.append(" ")
                length += 1
        runs.append((length, offset + start))
        parts.append(part)
        length += len(part)
        last = part[-2:] or last
    return "".join(parts), runs


def _compound(before: str, after: str, compounds: frozenset[str]) -> bool:
    if _HYPHENATED.search(before):
        return True
    if not compounds:
        return False
    first, second = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    return first is not None and second is not None and (first[0] + second[0]).lower() in compounds


def seamless(before: str, after: str) -> bool:
    """Whether two lines are put together without a space: in scripts that have none."""
    return _SEAMLESS.search(before) is not None and _SEAMLESS_NEXT.match(after) is not None


def breaks_unspaced(text: str) -> bool:
    """Whether a text has a line break between letters of scripts that have no spaces."""
    return not text.isascii() and _UNSPACED_BREAK.search(text) is not None
