"""What a passage asserts and denies, as far as its words show it."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final, NamedTuple

from annotations.review.comparison.quantifiers import QUANTIFIERS, Quantifier, quantifiers
from annotations.review.comparison.ranks import rank
from annotations.review.similarity.features import Features, initials, is_money
from annotations.review.similarity.lexicon import NO_ONE, PRICE, STOP, stem
from annotations.review.similarity.opposites import AXES, ENDS, HOMOGRAPHS, PHRASES
from annotations.text.folding import fold
from annotations.text.quantities import Quantity, Value

_CLAUSES = re.compile(r"[.;:!?,]+[\s”\"’)]+|[()—–\n\t|]|\s-\s|\s(?:but|whereas|while|although|though)\s")
_WORDS = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_ASKS = re.compile(r"\?\W*$")

_NONE: Final = f"no none neither nor without {' '.join(NO_ONE)}"
_NEGATIONS: Final = frozenset(
    f"""
    {_NONE} not never cannot hardly scarcely barely isn't wasn't aren't weren't don't
    doesn't didn't won't can't hasn't haven't hadn't wouldn't couldn't shouldn't unable
    """.split()
)
_DETERMINERS: Final = frozenset(f"{_NONE} rather instead far short".split())
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
_NO_SIDE: Final = {
    **dict.fromkeys(("declined", "declines", "decline"), frozenset({"to"})),
    **dict.fromkeys(("remain", "remains", "remained"), frozenset({"the", "a", "an"})),
    **dict.fromkeys(("allow", "allows", "allowing", "mistake", "mistaken"), frozenset({"for"})),
    **dict.fromkeys(("break", "breaks", "broke"), frozenset({"even"})),
}
"""Words that take no side before some words: who *declined to* does not fall, what *remains the* largest need not go on,
who *breaks even* breaks nothing."""
_ENDINGS: Final = frozenset("the an this each either far other year's".split())
"""Words before *end* that make it a place or a time: *by the end of the year* nothing ends."""
_BARELY: Final = frozenset({"hardly", "scarcely", "barely"})
_WITHOUT: Final = "without"
"""It denies one thing: *those without cover pay* says that they pay."""
_A: Final = frozenset({"a", "an"})
"""*Hardly a day goes by* says that every day is meant."""
_WEAK: Final = frozenset("just only merely simply solely necessarily always yet least so exactly".split())
"""Words behind a negation that take its force: *not only*."""
_TIMES: Final = frozenset(map(stem, "time moment minute hour day night week month year decade".split()))
"""Stems that a negation passes over: *never had a year like it* denies no year."""
_AWAY: Final = frozenset(
    map(
        stem,
        "shift move pivot transition departure depart away switch change retreat turn convert withdraw break".split(),
    )
)
"""Words that make *from* deny what follows: *a shift from A to B*."""
_SUBJECTS: Final = frozenset({"no", "none"})
"""Words at the beginning of a clause that deny its verb, also behind a preposition."""
_PHRASE: Final = 3
"""Words by which what they deny lies further on."""
_PREPOSITIONS: Final = frozenset("at of in for on about with by".split())
"""Words that end what a negation applies to: *no one at the bank*."""
_ONWARD: Final = frozenset({"to", "toward", "towards", "into"})
"""Words behind which *from A* is over: *from A to B*."""
_PARTICLES: Final = frozenset({"in", "up", "out", "off", "on", "down"})
"""Parts of compounds that change the meaning of the others: *lock-in*."""
_IS: Final = frozenset("is are was were be been remain remains stay stays become became already now not".split())
_LIGHT: Final = _IS | frozenset("being have has had a an the any all to so even ever yet".split())
"""Words that may be between a negation and the word that it denies."""
_PAST: Final = frozenset("previous previously former formerly once earlier until originally ex".split())
_HEDGES: Final = frozenset("if may might could would should perhaps whether possibly unlikely likely can".split())

_MOST: Final = 12
"""Maximum number of quantifiers of one passage that are compared."""
_SCOPE: Final = 4
"""Number of words behind a negation that it may apply to."""


_PAYS: Final = frozenset(map(stem, "pay charge sell cost ticket subscription subscribe".split()))
"""Stems beside which an amount of money is a price."""


_SETTING: Final = frozenset(map(stem, "set fix decide name give state price".split()))
"""Stems of what is done with a price before it is known."""


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
    stem: str
    apart: bool
    """Whether the word denies the rest of itself: *unpaid*."""

    @property
    def wording(self) -> str:
        """The word with the negation that denies it."""
        return f"not {self.word}" if self.denied and not self.apart else self.word


class Assertions(NamedTuple):
    """What a passage says, clause by clause."""

    sides: dict[int, list[Side]]
    """The sides that it takes, by the number of the pair of opposites."""
    denied: dict[str, tuple[str, int]]
    """Stems that it denies explicitly, as they are denied (*not paid*, *unpaid*), each with its clause."""
    asserted: dict[str, tuple[str, int]]
    """Stems that it uses without denying them."""
    clauses: tuple[frozenset[str], ...]
    """Stems of each clause."""
    price: str
    """A price that it gives; `""` if it gives none."""
    unpriced: str
    """Words that deny a price, such as *no fares*; `""` if there are none."""
    shares: tuple[Quantifier, ...]
    """What it says of all, most, few or none."""
    asks: bool
    hedged: bool
    """Whether it only supposes: *if*, *may*, *could*."""
    ranks: tuple[tuple[str, int], ...] = ()
    """Words that claim a rank, each with its clause."""


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
    apart: bool = False
    """Whether it denies the rest of itself: *unpaid*."""


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
    made = Assertions({}, {}, {}, (), "", "", (), asks=bool(_ASKS.search(text)), hedged=False)
    clauses, unpriced, hedged = [], "", False
    shares: list[Quantifier] = []
    ranks: list[tuple[str, int]] = []
    quantified, phrased = not QUANTIFIERS.isdisjoint(features.words), not _PHRASED.isdisjoint(features.words)
    for number, clause in enumerate(filter(None, _CLAUSES.split(text))):
        folded = fold(clause)
        words = _WORDS.findall(folded)
        if claimed := rank(folded):
            ranks.append((claimed, number))
        spoken: dict[str, str] = {}
        if phrased:
            words, spoken = _plain(words)
        if quantified:
            shares += quantifiers(words, number)
        found = list(_content(words))
        verb = next((word.stem for word in found if word.outright), "")
        withheld = (_DISCLOSED, True) in AXES.get(verb, ()) or verb in _SETTING
        for word in found:
            for axis, first in () if word.left or (word.written in HOMOGRAPHS) else AXES.get(word.stem, ()):
                written = spoken.get(word.written, word.written)
                side = Side(first != word.denied, written, word.denied, number, word.plain, word.stem, word.apart)
                made.sides.setdefault(axis, []).append(side)
            if word.outright and word.stem not in _TIMES:
                written = word.written if word.apart else f"not {word.written}"
                made.denied.setdefault(word.stem, (written, number))
            elif not (word.denied or word.left):
                made.asserted.setdefault(word.stem, (word.written, number))
            if word.stem == PRICE and word.denied and (withheld or not verb):
                unpriced = unpriced or f"no {word.written}"
        hedged = hedged or not _HEDGES.isdisjoint(words)
        named = (word.stem for word in found if word.written not in STOP)
        clauses.append(frozenset((*named, *map(stem, initials(clause)))))
    charged = PRICE in made.asserted or not _PAYS.isdisjoint(made.asserted)
    priced = next((value.written for value in features.values if _is_price(value) and (charged or value.period)), "")
    return made._replace(
        clauses=tuple(clauses),
        price=priced,
        unpriced=unpriced or _undisclosed(made),
        shares=tuple(shares[:_MOST]),
        hedged=hedged,
        ranks=tuple(ranks),
    )


def _plain(words: list[str]) -> tuple[list[str], dict[str, str]]:
    """Return words with the phrases among them replaced by a word that means the same, and these phrases by that word.

    *Never been* before a comparative is left out: *never been busier* and *never looked better* deny nothing.
    """
    plain: list[str] = []
    spoken: dict[str, str] = {}
    if not any(pair in PHRASES or pair[0] == "never" for pair in pairwise(words)):
        return words, spoken
    place = 0
    while place < len(words):
        rest, meaning = PHRASES.get((words[place], words[place + 1] if place + 1 < len(words) else ""), ((), ""))
        end = place + 2 + len(rest)
        if meaning and words[place] != "away" and tuple(words[place + 2 : end]) == rest:
            plain.append(meaning)
            spoken[meaning] = " ".join(words[place:end])
            place = end
        elif words[place] == "never" and _superlative(words[place + 1 : place + 4]):
            place += 2
        else:
            plain.append(words[place])
            place += 1
    return plain, spoken


def _is_price(value: Value) -> bool:
    """Return whether a figure may be a price: millions are a turnover or a cost."""
    return isinstance(value, Quantity) and is_money(value) and value.low < _MILLION


_MILLION: Final = 1e6


def _undisclosed(made: Assertions) -> str:
    """Return the words by which a price is not known, such as *pricing undisclosed*; `""` if there are none."""
    written, clause = made.asserted.get(PRICE, ("", -1))
    for side in made.sides.get(_DISCLOSED, ()):
        if not side.first and side.plain and side.clause == clause:
            return f"{written} {side.wording}"
    return ""


_DISCLOSED: Final = next(axis for axis, first in AXES[stem("undisclosed")] if not first)


def _content(words: list[str]) -> Iterator[_Word]:
    """Yield the content words of a clause; what belongs to the past is left out."""
    denied_to = past_to = left_to = -1
    outright = thing = within = False
    for place, word in enumerate(words):
        within = within or (place > 0 and word in _RELATIVE) or word in _CONDITIONS
        after, then = (*words[place + 1 : place + 3], "", "")[:2]
        if (word in _NEGATIONS and after not in _WEAK and not (word in _BARELY and after in _A)) or (
            after in _PHRASES.get(word, ()) and then not in _WEAK
        ):
            denied_to, outright, thing = place + _SCOPE, word not in _DETERMINERS and not within, word == _WITHOUT
        elif word in _PREPOSITIONS:
            # *No shop in the street closed* denies what the shops did.
            denied_to = denied_to + _PHRASE if place and words[0] in _SUBJECTS and denied_to >= place else -1
        elif word == "from" and any(stem(near) in _AWAY for near in words[max(0, place - 3) : place]):
            yield _Word(f"{words[place - 1]} from", _LEAVE, place <= denied_to, False, True, False)
            denied_to, left_to = -1, place + _SCOPE
        elif word in _ONWARD:
            left_to = -1
        elif word in _PAST:
            past_to = place + 2
        noun = word == "end" and place > 0 and words[place - 1] in _ENDINGS
        if place <= past_to or word in _NEGATIONS or noun or after in _NO_SIDE.get(word, ()):
            continue
        outright = outright and (word not in STOP or word in _LIGHT)
        if word == "over" and place and words[place - 1] in _IS:
            yield _Word("over", _LEAVE, place <= denied_to, False, True, False)
        if word[:2] in _UN_OR_NON and (positive := _UN.fullmatch(word)) and stem(word) not in AXES:
            yield _Word(word, stem(positive.group(1)), place > denied_to, True, True, place <= left_to, apart=True)
        for part in _parts(word):
            stemmed = stem(part)
            if stemmed in AXES or part not in STOP:
                denied = place <= denied_to
                first = outright and denied
                plain = (after in STOP or not after or after.endswith("ly")) and (first or not denied)
                if "-" in word:
                    plain = plain and not _IS.isdisjoint(words[max(0, place - 3) : place])
                yield _Word(
                    word, stemmed, denied, first, plain, place <= left_to or (denied and within) or after == "no"
                )
                outright = False
            if thing and word not in STOP:
                denied_to, thing = -1, False
            if (ENDS, False) in AXES.get(stemmed, ()):
                denied_to, left_to = -1, place + _SCOPE


_RELATIVE: Final = frozenset("who whom whose which".split())
"""Words behind which a clause tells what is meant and denies nothing of it: *patients who were not helped*."""
_CONDITIONS: Final = frozenset("if unless whether".split())
"""Words behind which nothing is denied."""

_PHRASED: Final = frozenset({"never", *(second for _, second in PHRASES)})
"""Words without which there is no phrase."""


def _superlative(words: list[str]) -> bool:
    """Return whether *never* says that something is at its most with these words behind it: *never been busier*."""
    return (
        words[:1] != []
        and words[0] in _SEEMS
        and any(word in _SO or (word.endswith("er") and len(word) > 4) for word in words[1:])
    )


_SEEMS: Final = frozenset("been looked felt seemed sounded".split())
_SO: Final = frozenset({"so", "as", "more", "better", "worse"})

_UN_OR_NON: Final = frozenset({"un", "no"})
_UN: Final = re.compile(r"(?:un(?!der|i|less|til)|non-?)([a-z]{4,})")
"""Words that deny the rest of themselves: *unpaid*."""
_LEAVE: Final = stem("abandon")
"""Stem that stands for *away from*."""


def _parts(word: str) -> Iterable[str]:
    """Return a word, or the parts of a compound that is not one of the opposites."""
    parts = word.split("-")
    return (word,) if len(parts) == 1 or stem(word) in AXES or not _PARTICLES.isdisjoint(parts) else parts
