"""What a passage asserts and denies, as far as its words show it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from annotations.review.similarity.features import Features, is_money
from annotations.review.similarity.lexicon import PRICE, STOP, stem
from annotations.review.similarity.opposites import AXES, ENDS, EVENTS
from annotations.text.folding import fold
from annotations.text.quantities import Day

_CLAUSES = re.compile(r"[.;:!?,]+[\s”\"’)]+|[()—–\n\t|]|\s-\s|\s(?:but|whereas|while|although|though)\s")
_WORDS = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_ASKS = re.compile(r"\?\W*$")

_NEGATIONS: Final = frozenset(
    """
    not no never without nobody none neither nor cannot hardly nothing scarcely barely isn't wasn't aren't weren't don't
    doesn't didn't won't can't hasn't haven't hadn't wouldn't couldn't shouldn't unable
    """.split()
)
_DETERMINERS: Final = frozenset("no nobody none neither nor nothing without rather instead far short".split())
"""Those that do not deny the first word behind them by itself: *no company*."""
_PHRASES: Final = {
    "yet": {"to"},
    "rather": {"than"},
    "instead": {"of"},
    "far": {"from"},
    "failed": {"to"},
    "fails": {"to"},
    "fail": {"to"},
    "refused": {"to"},
    "refuses": {"to"},
    "declined": {"to"},
    "short": {"of"},
}
"""Words that deny what follows if one of some words is next."""
_WEAK: Final = frozenset("just only merely simply solely necessarily always yet least so exactly".split())
"""Words behind a negation that take its force: *not only*."""
_AWAY: Final = frozenset(
    map(
        stem,
        "shift move pivot transition departure depart away switch change retreat turn convert withdraw break".split(),
    )
)
"""Words that make *from* deny what follows: *a shift from A to B*."""
_PREPOSITIONS: Final = frozenset("at of in for on about with by".split())
"""Words that end what a negation applies to: *nobody at the bank*."""
_ONWARD: Final = frozenset({"to", "toward", "towards", "into"})
"""Words behind which *from A* is over: *from A to B*."""
_PARTICLES: Final = frozenset({"in", "up", "out", "off", "on", "down"})
"""Parts of compounds that change the meaning of the others: *lock-in*."""
_IS: Final = frozenset("is are was were be been remain remains stay stays become became already now not".split())
_LIGHT: Final = _IS | frozenset("being have has had a an the any all to so even ever yet".split())
"""Words that may be between a negation and the word that it denies."""
_PAST: Final = frozenset("previous previously former formerly once earlier until originally ex".split())
_HEDGES: Final = frozenset("if may might could would should perhaps whether possibly unlikely likely can".split())

_NEAR: Final = 50
"""Code points around a date in which its event is named."""
_SCOPE: Final = 4
"""Number of words behind a negation that it may apply to."""


_PAYS: Final = frozenset(map(stem, "pay charge sell cost ticket subscription subscribe".split()))
"""Stems beside which an amount of money is a price."""


_LEAVING: Final = frozenset({"from", "over"})
"""Words that may say that something ends: *away from*, *is over*."""


class Side(NamedTuple):
    """Side of a pair of opposites that a clause takes."""

    first: bool
    word: str
    denied: bool
    clause: int
    plain: bool
    """Whether it is stated, and not an attribute of something: *the door is open*, not *an open door*."""


class Assertions(NamedTuple):
    """What a passage says, clause by clause."""

    sides: dict[int, list[Side]]
    """The sides that it takes, by the number of the pair of opposites."""
    denied: dict[str, tuple[str, int]]
    """Stems that it denies in so many words, as they are written, each with its clause."""
    asserted: dict[str, tuple[str, int]]
    """Stems that it uses without denying them."""
    clauses: tuple[frozenset[str], ...]
    """Stems of each clause."""
    events: frozenset[int]
    """Kinds of events that it names beside a date."""
    price: str
    """A price that it gives; `""` if it gives none."""
    unpriced: str
    """Words that deny a price, such as *no fares*; `""` if there are none."""
    asks: bool
    hedged: bool
    """Whether it only supposes: *if*, *may*, *could*."""


class _Word(NamedTuple):
    """Content word of a clause."""

    written: str
    stem: str
    denied: bool
    outright: bool
    """Whether it is the first word that is denied: *announced* in *not announced prices*."""
    plain: bool
    left: bool
    """Whether it is the object of what ends: *open* in *abandoned open markets* is neither asserted nor denied."""


def may_oppose(features: Features) -> bool:
    """Return whether a passage with these features may take a side: it has one of the opposites, a negation or a price."""
    return (
        f"w:{PRICE}" in features.signs
        or not _NEGATIONS.isdisjoint(features.words)
        or not _PHRASES.keys().isdisjoint(features.words)
        or not _LEAVING.isdisjoint(features.words)
        or any(sign[0] == "o" for sign in features.concepts)
    )


def assertions(text: str, features: Features) -> Assertions:
    """Return what a passage asserts; `features` are those of the same text."""
    made = Assertions({}, {}, {}, (), frozenset(), "", "", asks=bool(_ASKS.search(text)), hedged=False)
    clauses, unpriced, hedged = [], "", False
    for number, clause in enumerate(filter(None, _CLAUSES.split(text))):
        words = _WORDS.findall(fold(clause))
        found = list(_content(words))
        for word in found:
            for axis, first in () if word.left else AXES.get(word.stem, ()):
                side = Side(first != word.denied, word.written, word.denied, number, word.plain)
                made.sides.setdefault(axis, []).append(side)
            if word.outright:
                made.denied.setdefault(word.stem, (word.written, number))
            elif not word.denied:
                made.asserted.setdefault(word.stem, (word.written, number))
            if word.stem == PRICE and word.denied:
                unpriced = unpriced or f"no {word.written}"
        hedged = hedged or not _HEDGES.isdisjoint(words)
        clauses.append(frozenset(word.stem for word in found))
    said = PRICE in made.asserted or not _PAYS.isdisjoint(made.asserted)
    priced = next((value.written for value in features.values if is_money(value) and (said or value.period)), "")
    events = frozenset(event for value in features.values if isinstance(value, Day) for event in _events(text, value))
    return made._replace(
        clauses=tuple(clauses), events=events, price=priced, unpriced=unpriced or _undisclosed(made), hedged=hedged
    )


def _events(text: str, day: Day) -> Iterator[int]:
    """Yield the kinds of events that are named near a date."""
    for part in (text[max(0, day.start - _NEAR) : day.start], text[day.end : day.end + _NEAR]):
        for word in _WORDS.findall(fold(part)):
            if (event := EVENTS.get(stem(word))) is not None:
                yield event


def _undisclosed(made: Assertions) -> str:
    """Return the words by which a price is not known, such as *pricing undisclosed*; `""` if there are none."""
    written, clause = made.asserted.get(PRICE, ("", -1))
    for side in made.sides.get(_DISCLOSED, ()):
        if not side.first and side.clause == clause:
            return f"{written} {'not ' if side.denied else ''}{side.word}"
    return ""


_DISCLOSED: Final = next(axis for axis, first in AXES[stem("undisclosed")] if not first)


def _content(words: list[str]) -> Iterator[_Word]:
    """Yield the content words of a clause; what belongs to the past is left out."""
    denied_to = past_to = left_to = -1
    outright = False
    for place, word in enumerate(words):
        after, then = (*words[place + 1 : place + 3], "", "")[:2]
        if (word in _NEGATIONS and after not in _WEAK) or (after in _PHRASES.get(word, ()) and then not in _WEAK):
            denied_to, outright = place + _SCOPE, word not in _DETERMINERS
        elif word in _PREPOSITIONS:
            denied_to = -1
        elif word == "from" and any(stem(near) in _AWAY for near in words[max(0, place - 3) : place]):
            yield _Word(f"{words[place - 1]} from", _LEAVE, place <= denied_to, False, True, False)
            denied_to, left_to = -1, place + _SCOPE
        elif word in _ONWARD:
            left_to = -1
        elif word in _PAST:
            past_to = place + 2
        if place <= past_to or word in _NEGATIONS:
            continue
        outright = outright and (word not in STOP or word in _LIGHT)
        if word == "over" and place and words[place - 1] in _IS:
            yield _Word("over", _LEAVE, place <= denied_to, False, True, False)
        for part in _parts(word):
            stemmed = stem(part)
            if stemmed in AXES or part not in STOP:
                denied = place <= denied_to
                first = outright and denied
                plain = (after in STOP or not after or after.endswith("ly")) and (first or not denied)
                if "-" in word:
                    plain = plain and not _IS.isdisjoint(words[max(0, place - 3) : place])
                yield _Word(word, stemmed, denied, first, plain, place <= left_to)
                outright = False
            if (ENDS, False) in AXES.get(stemmed, ()):
                denied_to, left_to = -1, place + _SCOPE


_LEAVE: Final = stem("abandon")
"""Stem that stands for *away from*."""


def _parts(word: str) -> Iterable[str]:
    """Return a word, or the parts of a compound that is not one of the opposites."""
    parts = word.split("-")
    return (word,) if len(parts) == 1 or stem(word) in AXES or not _PARTICLES.isdisjoint(parts) else parts
