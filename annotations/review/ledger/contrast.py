"""What makes two figures of one subject different metrics: median and mean, imports and exports, a value and its growth."""

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from annotations.review.ledger.comparing import ANYTHING, per
from annotations.review.ledger.naming import words as known
from annotations.review.ledger.naming.wording import SHARE, Name
from annotations.review.similarity.lexicon import STOP, stem
from annotations.text.folding import fold
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import Quantity

_SETS: Final = (
    "revenue/turnover/sales profit/earnings loss cost/price/fee/spending/expense debt deficit budget",
    "average/mean median minimum/lowest maximum/peak/top/record total",
    "gross net",
    "input output",
    "import export",
    "men/male/boys women/female/girls",
    "children adults",
    "rural urban",
    "births deaths",
    "length width height depth thickness weight speed age duration distance",
    "single daily weekly monthly annual/yearly quarterly",
    "support/favour/favor/approve/approval oppose/against/reject/disapprove/rejection/opposition",
    "upload download",
    "hardware software",
    "placebo treatment/drug/therapy/medication",
    "north/northern south/southern east/eastern west/western",
    "upper lower",
    "domestic/local foreign/international/global",
    "first second third fourth",
    "primary secondary tertiary",
    "before after",
    "planned/forecast/budgeted actual",
    "state/federal city/municipal/council",
    "systolic diastolic",
    "offshore onshore",
    "indoor outdoor",
    "public private",
    "new old",
    "full-time part-time",
    "long-term short-term",
    "fixed variable",
    "online offline",
    "inbound outbound",
    "buy/purchase sell",
    "morning afternoon evening night",
    "winter summer spring autumn",
)
"""In each line blanks part what excludes each other; a slash joins words that mean one of them."""

_ALIKE: Final = (
    "employees/employ/employed/employment/staff/jobs/workers/workforce/personnel",
    "deaths/dead/died/killed/kill/fatalities/mortality",
    "participants/volunteers/subjects/patients/enrolled",
    "inhabitants/residents/population",
    "members/membership",
    "customers/clients/subscribers",
    "students/pupils",
    "production/produce/generation/generate/output/supply/delivered",
    "power/electricity",
    "share/proportion/percentage/part",
    "growth/increase/rise/grew/grow",
    "reduction/fall/decline/drop/decrease/cut/lower",
    "stops/stations",
    "vehicles/cars",
    "houses/homes/dwellings/flats/apartments",
    "passengers/riders/ridership/travellers",
    "illness/disease",
    "construction/build/building/built",
    "delay/late/lateness",
    "spectators/attendance/visitors/crowd",
    "salary/wage/pay/earnings",
)
"""Words that name one thing."""

_FORMED: Final = lazy(r"(?<=..)at(?:ing|ed|es?|ors?)$")


def _family(word: str) -> str:
    """Return the stem of a word, one for *operating*, *operates* and *operations*."""
    folded = fold(word)
    return stem(_FORMED.sub("ation", folded) if len(folded) > _LONG else folded)


_LONG: Final = 6
"""Letters of *states*, which is of no such family."""

_KINDS: Final = {
    _family(words.split("/")[0]): (number, place)
    for number, line in enumerate(_SETS)
    for place, words in enumerate(line.split())
}
_SAME: Final = {
    _family(word + ending): _family(words.split("/")[0])
    for line in (*_ALIKE, *_SETS)
    for words in line.split()
    for word in words.split("/")
    for ending in ("", "s", "d", "ed")
}

_WORD: Final = lazy(r"[^\W\d_]+(?:[-'’&][^\W_]+)*")

_FILLING: Final = frozenset(
    "according approximately compared currently despite due estimated exceed exceeded exceeding exceeds including "
    "namely nearly per reportedly respectively roughly starting total up via versus vs".split()
)
"""Words beside figures that do not tell what these measure."""

_AMOUNTS: Final = frozenset("number count total amount volume quantity zahl anzahl nombre número".split())
"""Nouns before *of* and what is counted."""

_MOVES: Final = frozenset(map(fold, (*known.CHANGES, *known.CHANGES.values(), "gain", "gains", "change", "cagr")))
_OVER_TIME: Final = frozenset("yoy qoq cagr year-over-year year-on-year quarter-over-quarter".split())
_BESIDE: Final = 20
"""Code points beside a figure in which a word says that it is growth: *187 % year-over-year*."""

_AIMS: Final = frozenset(
    "target goal aim objective would could should forecast forecasts guidance guides outlook expect expects".split()
)
"""Words beside figures of what is hoped for or foreseen."""

_RATE: Final = lazy(
    r"[ ](?:per|a|an|each|every)[ ](season|match|game|year|month|week|day|hour|head|person|visit|household|trip|flight)\b"
)
_FORMER: Final = lazy(
    r"(?:last|previous|prior) (?:year|quarter|month|period|season)|vorjahr|exercice précédent|año anterior"
)
_WITHIN: Final = lazy(rf" (?:{'|'.join(sorted(known.PREPOSITIONS))}) ")
_PARTS: Final = r" (?:on|with|without|under|over|above|below|aged) "


def _same(word: str) -> str:
    """Return the stem of a word; words for one thing have one."""
    sign = _family(word)
    return _SAME.get(sign, sign)


def _kinds(text: str) -> dict[int, int]:
    """Return the place in each set that the words of a text have; none for a set if they have several of it."""
    found: dict[int, int] = {}
    several: set[int] = set()
    for word in _WORD.finditer(text):
        if (one := _KINDS.get(_same(word.group()))) is not None:
            number, place = one
            if found.setdefault(number, place) != place:
                several.add(number)
    return {number: place for number, place in found.items() if number not in several}


def _heads(quantity: Quantity, metric: str, *, in_table: bool) -> frozenset[str]:
    """Return the stems of the nouns that a number may count: its counted noun and what is of it, else those that head its name."""
    if quantity.counted:
        unit = quantity.unit.partition("/")[0]
        of = metric.partition(" of ")[2]
        return frozenset() if unit in ANYTHING else frozenset({_same(unit), *signs_of(of)})
    if quantity.unit or quantity.currency or 0 < quantity.low < 1:
        return frozenset()
    if in_table:
        heads = frozenset(signs_of(metric))
        return heads if _ANYTHING.isdisjoint(heads) else frozenset()
    before, _, after = fold(metric).partition(" of ")
    words = (after if after and before.split()[-1:] and before.split()[-1] in _AMOUNTS else fold(metric)).split()
    until = next((place for place, word in enumerate(words) if place and word in known.PREPOSITIONS), len(words))
    plain = words and words[until - 1] not in known.TIMES  # *review average*
    return frozenset({_same(words[until - 1])} if plain else ()) - _ANYTHING


_ANYTHING: Final = frozenset(map(_same, ANYTHING))

_MEASURES: Final = frozenset(
    _same(word)
    for word in (
        *known.CHANGES.values(),
        *known.MEASURES.values(),
        *known.SIZES.values(),
        *known.MONEY,
        *known.ENGLISH_ARTICLES,
        *known.PREPOSITIONS,
        *known.TIMES,
        *(words.split("/")[0] for line in _SETS for words in line.split()),
        *"share number count volume percent percentage people new annual yearly monthly half part".split(),
    )
)
"""Stems of words that say how something is measured rather than what."""


class Sort(NamedTuple):
    """What a metric is, as far as it shows that another one is not the same."""

    kinds: Mapping[int, int]
    """Place of its words in the sets of words that exclude each other."""
    heads: frozenset[str]
    """Stems of the things that a bare number counts; empty if anything may be."""
    moves: bool | None
    """Whether it is growth or decline; None if it may be either, as *5.2×*."""

    aim: bool
    """Whether it is hoped for or foreseen rather than what is."""

    former: bool
    """Whether the head of its column says that it is of a period before the present one: *Last year*."""
    rate: str
    """What it is per: *month*; `""` if per nothing."""
    of: frozenset[str]
    """Stems of the words for the part that a share is, or for those among whom it was found; empty if not known."""

    things: frozenset[str]
    """Stems of the nouns of its name, without those for how it is measured: *tickets* of *price of tickets*."""
    whose: frozenset[str]
    """Stems of whose it is."""
    within: frozenset[str] = frozenset()
    """Stems of what follows a preposition in its name: *league* of *attendance in the league*."""
    called: frozenset[str] = frozenset()
    """Stems of its name, also those for how it is measured; empty if that is only the nearest noun."""

    def opposes(self, other: "Sort") -> bool:
        """Return whether words of two figures exclude each other, whatever their values are."""
        return any(other.kinds.get(number, place) != place for number, place in self.kinds.items())

    def excludes(self, other: "Sort") -> bool:
        """Return whether two figures with different values cannot be of one metric."""
        if self.opposes(other):
            return True
        if self.heads and other.heads and self.heads.isdisjoint(other.heads):
            return True
        if self.of and other.of and self.of.isdisjoint(other.of):
            return True
        if self.aim != other.aim or self.former != other.former:
            return True
        if self.rate != other.rate and isinstance(per(self.rate, other.rate), str):
            return True
        return None not in {self.moves, other.moves} and self.moves != other.moves


def sort_of(quantity: Quantity, name: Name, text: str, *, in_table: bool = False) -> Sort:
    """Return the sort of a metric by its name and the text that its quantity was read in."""
    metric = name.metric.partition(" per ")[0]
    words = fold(metric).replace("·", " ").split()
    around = fold(text[max(0, quantity.start - _BESIDE) : quantity.end + _BESIDE]).split()
    moves: bool | None = not (_MOVES.isdisjoint(words) and _OVER_TIME.isdisjoint(around))
    if not moves and (quantity.change in {"+", "-"} or quantity.unit.partition("/")[0] == "×"):
        moves = None
    rate = quantity.unit.partition("/")[2]
    if not rate and (behind := _RATE.match(text, quantity.end)):
        rate = fold(behind[1])
    if not rate:  # *Spending per pupil was €9,500*
        rate = fold(name.metric.rpartition(" per ")[2]) if " per " in name.metric else ""
    part = metric.partition(" among ")[2]
    if metric.startswith(SHARE):
        part = f"{name.whose} {' '.join(re.split(_PARTS, metric)[1:])}"
    kinds, heads, of = (
        _kinds(f"{metric} {name.whose}"),
        _heads(quantity, metric, in_table=in_table),
        frozenset(signs_of(part)),
    )
    beside = fold(text[max(0, quantity.start - 2 * _BESIDE) : quantity.start]).split()
    aim = not _AIMS.isdisjoint((*words, *(beside if not in_table else ())))
    called = frozenset() if name.weak else frozenset(signs_of(metric))
    within = (
        frozenset(signs_of(" ".join(_WITHIN.split(metric, maxsplit=1)[1:]))) - _MEASURES
        if not name.weak
        else frozenset()
    )
    whose = frozenset(signs_of(name.whose))
    former = in_table and _FORMER.search(fold(metric)) is not None
    return Sort(kinds, heads, moves, aim, former, rate, of, called - _MEASURES, whose, within, called)


def signs_of(text: str) -> Iterator[str]:
    """Yield the stems of the telling words of a text, also those of the parts of compounds; words for one thing have one."""
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        for part in dict.fromkeys((folded, *folded.split("-"))):
            if part not in STOP and part not in _FILLING and len(part) > 1:
                yield _same(part)
