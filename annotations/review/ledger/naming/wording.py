"""Words of a name: noun phrases in few words, and what a figure measures of whom in one line."""

from collections.abc import Sequence
from typing import Final, NamedTuple

from annotations.review.ledger.naming import words as known
from annotations.review.ledger.naming.grammar import NOUN, OF, PREPOSITION
from annotations.review.ledger.naming.tokens import DURATION, Token
from annotations.text.cell_width import width
from annotations.text.folding import fold
from annotations.text.lazy_regex import lazy

WIDEST: Final = 40
"""Cells of a name."""

_COMMON: Final = lazy(r"[A-Z][a-z]+(?:tion|ment|ity|ance|ence|ing|age|ness|wth|ure|ism|ship|cy|ll|[^su]s)$")
"""Nouns that are no proper names: *Unemployment*."""
_SHORT: Final = 3
"""Words of a phrase that another noun can follow: *household gas prices growth* is too long."""
_MOST: Final = 6
"""Words of a phrase."""
SHARE: Final = ("share of ", "% ")
"""Beginnings of the metric of a share; the second one before the preposition of another language: *% des frais*."""
_LEADS: Final = (*SHARE, *(f"{noun} in " for noun in known.WITH_IN))
"""What a name keeps when it is made shorter."""


class Name(NamedTuple):
    """What a figure measures, and of whom or what."""

    metric: str = ""
    whose: str = ""
    weak: bool = False
    """Whether it is only the nearest noun."""

    def __bool__(self) -> bool:
        """Return whether there is a name."""
        return bool(self.metric or self.whose)

    def label(self, *, whose: bool = True) -> str:
        """Return both as one line of at most `WIDEST` cells, without words before a noun where there is no room."""
        lead = next((one for one in _LEADS if self.metric.startswith(one)), "")
        if lead == SHARE[1] and self.metric.count(" ") > 1:  # *% des frais*
            lead += f"{self.metric.split(' ')[1]} "
        of = f" ({self.whose})" if self.whose.startswith(SHARE[1]) else f" · {self.whose}"
        for own in (of, "") if whose and self.whose else ("",):
            thing = self.metric.removeprefix(lead)
            while width(lead + thing + own) > WIDEST and (lead == SHARE[0]) == bool(own) and _after_first(thing):
                thing = _after_first(thing)  # *share of new registrations* says little without whose it is
            if width(lead + thing + own) <= WIDEST:
                return lead + thing + own
        return shortened(lead + thing)


NO_NAME: Final = Name()


def _after_first(thing: str) -> str:
    """Return a noun phrase without its first word, or what belongs to another; `""` if that is its noun."""
    owned = thing.partition("'s ")[2]
    rest = thing.partition(" ")[2]
    return owned or (rest if fold(rest.partition(" ")[0]) not in known.PREPOSITIONS else "")


def shortened(words: str) -> str:
    """Return words with at most `WIDEST` cells: whole words if there are any that fit."""
    found = words
    while width(found) > WIDEST:
        found = found.rpartition(" ")[0] or found[: WIDEST // 2 - 1] + "…"
    if len(found) == len(words):
        return found
    if found.rfind("(") > found.rfind(")"):
        found = found[: found.rfind("(")].rstrip() or found
    kept = found.split(" ")
    while len(kept) > 1 and (
        kept[-1] == "·" or known.CLASSES.get(fold(kept[-1]), "") in {PREPOSITION, OF, known.ARTICLE}
    ):
        del kept[-1]
    return " ".join(kept).rstrip(",;:")


def printable(text: str) -> str:
    """Return a text on one line without control characters."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def in_words(tokens: Sequence[tuple[Token, str]], *, alone: bool = False) -> str:
    """Return the tokens of a noun phrase, with the letters of their chunks, in few words; `""` if no noun says what it is.

    Nouns that tell little may be `alone` if they are counted: *three parts*, *ten others*.
    """
    found = list(tokens)
    while found and found[-1][0].kind != DURATION and (found[-1][1] != NOUN or found[-1][0].folded in known.TIMES):
        if len(found) > 1 and found[-2][1] == NOUN and found[-1][0].folded in known.HEADS:  # *waiting time*
            break
        if len(found) > 2 and found[-3][0].folded in known.AMOUNTS and found[-2][1] == OF:  # *number of days*
            break
        found.pop()
    joints = [
        place for place, (_, letter) in enumerate(found) if letter in {OF, PREPOSITION} and found[place - 1][1] == NOUN
    ]
    found = found[: joints[1]] if len(joints) > 1 else found
    if len(found) > _MOST + 1:
        found = found[: joints[0]] if joints else found[-_MOST:]
    alone = alone or (len(found) > 2 and found[0][0].folded in known.AMOUNTS)
    if not found or (not alone and all(one.folded in known.UNNAMED for one, letter in found if letter == NOUN)):
        return ""
    text = joined(*(printable(one.text) for one, _ in found)).replace("’ ", "’")
    first, _, rest = text.partition(" ")
    opens = found[0][0].start == 0 and not found[0][0].quoted and first[1:].islower() and "'" not in first
    common = rest[:1].islower() or (not rest and _COMMON.match(first) is not None)  # No proper name
    return text[:1].lower() + text[1:] if opens and common else text


def of_noun(noun: str, of: str) -> str:
    """Return a noun with what it is of: *revenue growth*, *fall in household gas prices*."""
    if not of:
        return noun
    if noun in known.FOREIGN:
        return f"{of}, {noun}"
    if noun in known.WITH_IN:
        return f"{noun} in {of}"
    words = of.lower().split()
    long = len(words) > _SHORT or not known.PREPOSITIONS.isdisjoint(words) or words[-1].endswith("ed")
    long = long or (noun in {"price", "cost"} and words[-1].endswith("s") and not words[-1].endswith(("ss", "'s")))
    return f"{noun} of {of}" if long else f"{of} {noun}"


def joined(*parts: str) -> str:
    """Return the parts that are not empty, with a blank between them."""
    return " ".join(filter(None, parts))
