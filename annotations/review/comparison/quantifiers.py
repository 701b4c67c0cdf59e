"""How much of something a clause speaks of: all, most, few or none."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from annotations.review.similarity.lexicon import NO_ONE, STOP, stem

_IN_NO_CASE: Final = f"never nowhere {' '.join(NO_ONE)}"
_SHARES: Final = {
    **dict.fromkeys("all every each everyone everybody always entirely wholly fully both invariably".split(), 1.0),
    **dict.fromkeys("most mostly mainly largely majority overwhelmingly predominantly chiefly usually".split(), 0.75),
    **dict.fromkeys("few seldom rarely minority hardly scarcely little occasionally".split(), 0.15),
    **dict.fromkeys(f"no none neither {_IN_NO_CASE}".split(), 0.0),
}
"""About what share of all is meant. A word that is not here says nothing about it."""

_AGAINST: Final = frozenset(
    "not never no cannot isn't wasn't aren't weren't don't doesn't didn't won't can't hasn't haven't hadn't".split()
)
_EXCEPT: Final = frozenset("only except apart besides".split())
"""Words by which something does not hold for all."""
_EXCEPTED: Final = 0.5
_SOME: Final = frozenset("some several many one two three four five six seven eight nine ten dozens".split())
"""Words by which something holds for some, so that it is not true that it holds for none."""
_EXISTING: Final = 0.4
_ADVERBS: Final = frozenset(
    f"""
    everyone everybody always entirely wholly fully invariably mostly mainly largely overwhelmingly predominantly chiefly usually
    seldom rarely occasionally {_IN_NO_CASE}
    """.split()
)
"""Those that name nothing that they give a share of."""
_SCOPE: Final = 4
"""Words behind a quantifier; the first subject word among them is what it quantifies."""

APART: Final = 0.5
"""Minimum distance of two shares that contradict each other."""


class Quantifier(NamedTuple):
    """A share of something, as a clause gives it."""

    share: float
    """From 0 (none) to 1 (all)."""
    written: str
    """*every household*, *most residents never*."""
    head: str
    """Stem of what it is a share of; `""` if it is not named."""
    clause: int
    sure: bool
    """False for an exception: *only by stairs* is one if the other passage speaks of all."""


QUANTIFIERS: Final = frozenset(_SHARES) | _EXCEPT | _SOME
"""Words without which a passage has no quantifier."""


def quantifiers(words: Sequence[str], clause: int) -> Iterator[Quantifier]:
    """Yield the quantifiers of a clause, given its folded words."""
    for place, word in enumerate(words):
        share = 0.0 if word == "single" and list(words[place - 2 : place]) == ["not", "a"] else _SHARES.get(word)
        if share is not None and not _is_phrase(words, place):
            head = "" if word in _ADVERBS else _head(words[place + 1 : place + 1 + _SCOPE])
            against = next((near for near in words[place + 1 :] if near in _AGAINST), "") if share else ""
            written = " ".join(filter(None, (word, head, against)))
            yield Quantifier(1 - share if against else share, written, stem(head) if head else "", clause, True)
        elif word in _EXCEPT:
            after = " ".join(words[place : place + 3])
            yield Quantifier(_EXCEPTED, after, "", clause, False)
        elif word in _SOME and (head := _head(words[place + 1 : place + 1 + _SCOPE])) and head not in _TIMES:
            yield Quantifier(_EXISTING, f"{word} {head}", stem(head), clause, False)


def _head(words: Sequence[str]) -> str:
    """Return what a quantifier before these words speaks of, `""` if it is not named."""
    for word in words:
        if word in _PREPOSITIONS or word in _NUMBERS:
            break
        if word not in STOP:
            return word
    return ""


_PREPOSITIONS: Final = frozenset("about at by for from in on to with without that which who".split())


def _is_phrase(words: Sequence[str], place: int) -> bool:
    """Return whether a quantifier is denied or part of a phrase: *not all*, *at all*, *all the same*, *every six minutes*."""
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if words[place] in _BARELY and after not in _ANY:
        return True
    if words[place] == "most" and before in _SUPERLATIVE:
        return True
    if words[place] == "all" and list(words[place + 1 : place + 3]) == ["the", "same"]:
        return True
    return before in _LEADING or after in _LONGER or after in _TIMES or (words[place] == "every" and after in _NUMBERS)


_LEADING: Final = frozenset("at after above of not very a and in".split())
_LONGER: Final = frozenset("longer doubt matter wonder less more sooner later other way along about".split())
_TIMES: Final = frozenset(
    "day days week weeks month months year years hour hours night nights morning time times minute minutes century decade decades"
    " quarter quarters season seasons".split()
)
_NUMBERS: Final = frozenset(
    "two three four five six seven eight nine ten twelve fifteen twenty thirty few other second third".split()
)
_SUPERLATIVE: Final = frozenset("the its their his her our one two".split())
_BARELY: Final = frozenset({"hardly", "scarcely", "little"})
_ANY: Final = frozenset("any anybody anyone anything ever".split())


def apart(one: Quantifier, other: Quantifier) -> bool:
    """Return whether two shares of one thing contradict each other."""
    if not one.sure and not other.sure:
        return False
    if not (one.sure and other.sure):
        sure, unsure = (one, other) if one.sure else (other, one)
        return sure.share == (1.0 if unsure.share == _EXCEPTED else 0.0)
    return abs(one.share - other.share) > APART
