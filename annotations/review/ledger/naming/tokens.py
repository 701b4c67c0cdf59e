"""The sentence of a figure as tokens: words, quoted names, signs, and the other figures and dates in it."""

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from annotations.text.folding import fold
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import Day, Quantity, Value

BEFORE: Final = 240
BEHIND: Final = 160
"""Code points around a figure that are looked at."""

WORD, SIGN, FIGURE, DATE, DURATION = "word", "sign", "figure", "date", "duration"

_TOKEN: Final = lazy(
    r"[“„«‹\"](?P<quoted>[^“”„«»‹›\"\n\t]{2,60})[”“»›\"]"
    r"|(?P<word>(?<![^\W_])[A-Z]\.(?=\s[^\W_])|[^\W_]+(?:(?:[-–'’&.+/](?=[^\W_])|(?<=[A-Z])&)[^\W_]+)*(?:['’](?=\s|$))?)"
    r"|(?P<sign>(?<=\d)/\d+|[^\w\s*_`#~])"
)
_VERBS: Final = lazy(r"(?:exceed|surpass|topp)\w*|(?:tops|start(?:s|ed)?|begins?|began)\b")
_OVER_TIME: Final = frozenset(
    "year-over-year year-on-year quarter-over-quarter quarter-on-quarter month-over-month month-on-month yoy qoq mom annualized annualised".split()
)
"""What a change is measured against, which names nothing."""

_ELIDED: Final = frozenset("l d qu s n j m c".split())
"""What French and Italian words begin with before an apostrophe."""

_PRONOUNS: Final = frozenset("i you he she it we they there that who what".split())
_CONTRACTED: Final = frozenset("s ve ll d re m".split())
"""Verbs behind a pronoun and an apostrophe: *we've*."""

_folded: Final = lru_cache(1 << 13)(fold)
"""Words come again with each figure of a sentence."""


class Token(NamedTuple):
    """Word, sign, figure, date or length of time."""

    kind: str
    text: str
    folded: str
    start: int
    end: int
    quoted: bool = False

    @property
    def named(self) -> bool:
        """Whether it is written as a name: with a capital, or in quotation marks."""
        return self.quoted or self.text[:1].isupper()


def divided(text: str, quantity: Quantity, values: Sequence[Value]) -> tuple[list[Token], list[Token]]:
    """Return the tokens before a quantity and behind its number and unit; `values` are all that is read in the text."""
    first, last = quantity.start, quantity.core[1]
    if _VERBS.match(text, first):  # A bound that is a verb: *exceeded*.
        first = quantity.core[0]
    before = [one for one in values if one.end <= first]
    behind = [one for one in values if one.start >= last]
    low = max(0, first - BEFORE)
    return _tokens(text, low, first, before), _tokens(text, last, min(len(text), last + BEHIND), behind)


def _tokens(text: str, start: int, end: int, values: Sequence[Value]) -> list[Token]:
    """Return the tokens of a range; a figure or a date in it is one."""
    found: list[Token] = []
    spans = [one for one in values if start <= one.start and one.end <= end]
    edges = [(start, start), *((one.start, one.end) for one in spans), (end, end)]
    for index, ((_, low), (high, _)) in enumerate(pairwise(edges)):
        for match in _TOKEN.finditer(text, low, max(low, high)):
            found += _parts(match.start(), match["quoted"], match["word"], match["sign"])
        if index < len(spans):
            one = spans[index]
            kind = DATE if isinstance(one, Day) else DURATION if one.dimension == "time" else FIGURE
            counts = one.written[one.core[1] - one.start :].strip() if isinstance(one, Quantity) and one.counted else ""
            found.append(Token(kind, one.written, counts.removeprefix("de "), one.start, one.end))
    return found


def _parts(start: int, quoted: str | None, word: str | None, sign: str | None) -> list[Token]:
    if quoted is not None:
        words = " ".join("".join(one if one.isprintable() else " " for one in quoted).split())
        return [Token(WORD, words.strip(" ,.;:"), fold(words), start, start + len(quoted) + 2, quoted=True)]
    if sign is not None:  # No sign of *2024/25*
        return [] if len(sign) > 1 else [Token(SIGN, sign, sign, start, start + 1)]
    folded = _folded(word or "")
    if word is None or folded in _OVER_TIME:
        return []
    head, mark, rest = folded.partition("'")
    elided = head in _ELIDED
    if mark and (elided or (head in _PRONOUNS and rest in _CONTRACTED)):
        cut = len(head) + elided
        first = Token(WORD, word[: len(head)] + "’" * elided, head, start, start + cut)
        return [first, Token(WORD, word[cut:], folded[cut:], start + cut, start + len(word))] if rest else [first]
    return [Token(WORD, word, folded, start, start + len(word))]
