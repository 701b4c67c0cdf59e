"""Figures of a passage, with the words that tell what they measure."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from annotations.model import Annotation
from annotations.review.ledger.about import About, about, is_date
from annotations.review.ledger.context import Context, recorded_context
from annotations.review.ledger.contrast import Sort, signs_of, sort_of
from annotations.review.ledger.naming.names import name_in
from annotations.review.ledger.naming.wording import SHARE, Name, printable, shortened
from annotations.review.ledger.naming.words import DIMENSIONS, UNNAMED
from annotations.review.ledger.recorded import meant
from annotations.review.similarity.common_words import LITTLE, everyday
from annotations.text.folding import fold
from annotations.text.lazy_regex import lazy
from annotations.text.quantities import Day, Quantity, Value, read
from annotations.text.quantities.readings import chosen
from annotations.text.quantities.values import UNHEADED, VAGUE

_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’&][^\W_]+)*")

_NEAR: Final = 60
"""Code points from a figure within which a word of its sentence counts fully."""

_BEGINS: Final = re.compile(r"(?:(?<!\w)[-+−])?[^\w\s]{0,2}\d")

_NEAREST: Final = 24
_METRIC_WEIGHT: Final = 1.6
"""Weight of the words of the name of a figure; that of others is below."""

_LITTLE_IN_NAME: Final = 0.6
"""Factor for a word of every day in a name: *cost*, *share*."""

_MEASURED: Final = frozenset(signs_of(" ".join(DIMENSIONS.values())))
"""Stems of nouns that say how something is measured: *weight*."""

_WHOSE_WEIGHT: Final = 1.0
_NEAREST_WEIGHT: Final = 1.0
_NEAR_WEIGHT: Final = 0.85
_FAR_WEIGHT: Final = 0.5

_BEFORE_WEIGHT: Final = 0.5
"""Weight of the words of the sentence before, where that of the figure needs it."""


_HEADING_WEIGHT: Final = 0.25

_SCALES: Final = {1e12: "trillion", 1e9: "billion", 1e6: "million", 1e3: "thousand"}
_SIGNS_OF_MONEY: Final = "$€£¥₹"
_CURRENCY_SIGNS: Final = {"EUR": "€", "USD": "$", "GBP": "£"}
_WIDE_RANGE: Final = 12
"""Most characters of a range that is shown as it is written in a narrow column."""

_NUMBER: Final = lazy(r"[\d.,–—-]*\d(?![\w.,]*\d)")
_SHORTER: Final = tuple(
    (lazy(words), sign)
    for words, sign in (
        (r"  +", " "),
        (r"(?<=\d),000,000(?![\d,.])|[ -]?(?:million|Millionen|millones)\b", "M"),
        (r"(?<=\d),000(?![\d,.])|[ -]?thousand\b", "k"),
        (r"[ -]?(?:billion|Milliarden|milliards?)\b", "B"),
        (r"[ -]?trillion\b", "T"),
        (r"[ -]?(?:percent|per cent|Prozent|%)", "%"),
        (r" ?euros?\b", "€"),
        (r" ?dollars?\b", "$"),
        (r" ?seconds?\b", "s"),
        (r" ?minutes?\b", "min"),
        (r" ?hours?\b", "h"),
        (r" ?days?\b", "d"),
        (r" ?weeks?\b", "wk"),
        (r" ?months?\b", "mo"),
        (r" ?years?\b", "y"),
        (r"(?<=[\dkMBT%]) (?:and|to|bis|à|y) (?=[^\w\s]?\d)", "–"),
        (r"(?<=\d)[ -](?=[^\W\d])", ""),
    )
)
"""Words of numbers and what they are in a narrow column."""

_ANY_HEAD: Final = frozenset(
    "value values figure figures number numbers amount amounts result results count total quantity data level score wert werte anzahl valeur "
    "valeurs montant valor valores importe".split()
)
"""Heads of columns that name no metric."""

_MANY_TIMES: Final = 1000
"""Times from which on they are counted rather than a multiple."""

_SHORT_HEADING: Final = 30
"""Code points of a heading that may name a figure; a longer one is a sentence about more."""

_MOST: Final = 64
"""Figures of one passage that are taken."""


class Key(NamedTuple):
    """Identity of a figure."""

    passage: str
    """Id of the annotation."""
    written: str
    """Its words, as `Quantity.written`."""


class Figure(NamedTuple):
    """Quantity in a passage."""

    key: Key
    source: str
    """Id of the source."""
    quantity: Quantity
    period: str
    """Date that it is for: `2026`, `2026-Q1`, `2026-04`; `""` if none is written."""
    words: Mapping[str, float]
    """Stems of the words that tell what it measures, with their weights."""
    name: Name
    """What it measures, as it may be named; its metric is never empty."""
    sort: Sort
    """Sort of its metric; figures of different sorts are not compared."""
    sentence: str
    quote: str
    """Words of the passage, on one line."""
    cell: tuple[str, str] = ("", "")
    """Heads of its row and column in a table."""
    about: About = About()
    """What it is about, as a person set it or as the words around it say."""
    former: tuple[str, ...] = ()
    """Numbers under which details of it are recorded beside its own: as it was read or written before."""

    @property
    def short(self) -> str:
        """The figure as it is written, with a sign in place of the words of its bound."""
        found = _BEGINS.search(self.key.written)
        if found is None:
            return self.key.written
        bound = "" if self.quantity.bound in {"=", "±"} else f"{self.quantity.bound} "
        return bound + self.key.written[found.start() :]

    @property
    def brief(self) -> str:
        """Its number with its unit, as short as it can be written: *>12.5M* for *over 12.5 million users*."""
        one, number = self.quantity, self.quantity.number
        bound = "" if one.bound in {"=", "±"} else one.bound
        if one.doubt and not any(map(str.isdigit, number)):
            return self._brief_vague
        ranged = one.low != one.high and one.bound != "±" and len(number) > _WIDE_RANGE
        spelled = number[:1].isalpha() and one.low == one.high  # *three billion*, *five years*, *two euros*
        spelled = spelled and (not one.currency or not any(map(str.isdigit, number)))
        if (ranged or spelled) and not one.doubt:
            unit = "" if one.counted or one.currency else one.unit.partition("/")[0]
            sign = number[: len(number) - len(number.lstrip(_SIGNS_OF_MONEY))] if one.currency else ""
            if spelled and one.currency:
                unit = _CURRENCY_SIGNS.get(one.currency, one.currency)
            blank = "" if unit in _SIGNS_OF_MONEY else " "
            number = f"{sign}{'–'.join(map(_scaled, dict.fromkeys((one.low, one.high))))}{blank}{unit}"
        unit, found = one.unit.partition("/")[0], _NUMBER.match(number)
        rest = number[found.end() :] if found and one.scale == 1 and not (one.counted or one.currency) else ""
        if found and len(unit) + 1 < len(rest) and not any(map(str.isdigit, rest)):
            number = f"{found.group()}{unit}"
        return bound + _shortened(number)

    @property
    def _brief_vague(self) -> str:
        """Its size with a sign for the digit that is not known: *?B$* for *multi-billion-dollar*, *?00* for *mehrere Hundert*."""
        one = self.quantity
        size, _, scale = _scaled(one.low).partition(" ")
        if one.doubt != VAGUE or size.strip("0") != "1":
            return one.number  # *several dozen*
        sign, unit = _CURRENCY_SIGNS.get(one.currency, one.currency), "" if one.counted else one.unit.partition("/")[0]
        return _shortened(f"?{size[1:]} {scale}".rstrip() + (sign or f" {unit}".rstrip()))

    @property
    def family(self) -> str:
        """Sort of quantity: only figures of one family can be of one metric."""
        one = self.quantity
        if one.currency:
            return "money"
        unit = one.unit.partition("/")[0]
        if unit == "×" and one.low >= _MANY_TIMES:  # *downloaded 86 million times*
            return "count"
        if one.percent or unit in {"×", "pp"}:
            return "share"
        if one.counted or not one.unit or one.dimension in {"count", "number"}:
            fraction = 0 < one.low <= one.high < 1 and one.precision < 1
            return "share" if fraction and (not one.counted or in_words(one)) else "count"
        return one.dimension or one.unit.partition("/")[0]


def _shortened(number: str) -> str:
    for words, sign in _SHORTER:
        number = words.sub(sign, number)
    return number


def _scaled(value: float) -> str:
    """Return a value with the word of its scale: *1.2 million*."""
    scale = next((each for each in _SCALES if each <= value), 1.0)
    return f"{value / scale:g} {_SCALES.get(scale, '')}".rstrip()


def figures_in(passage: str, source: str, context: Context) -> list[Figure]:
    """Return the figures of a passage in the order of its text; equal words are one figure."""
    found: dict[Key, Figure] = {}
    for part, quantity, head, values in quantities_in(context):
        key = Key(passage, " ".join(quantity.written.split()))
        if key not in found and len(found) < _MOST:
            period = _period(quantity, part, head, [one for one in values if isinstance(one, Day)])
            name = _name(part, quantity, head, values)
            detail = about(quantity, part, head, name, period, values)
            words = _given_words(detail) or _words(part, quantity, head, values, name)
            sort = sort_of(quantity, name, part.text, in_table=bool(part.cells))
            sentence, quote = part.text, part.text[part.start : part.end]
            lines = " ".join(sentence.split()), " ".join(quote.split())
            cell = (part.row, head) if part.cells else ("", "")
            former = part.former.get(quantity.number, ())
            found[key] = Figure(key, source, quantity, detail.period, words, name, sort, *lines, cell, detail, former)
    return list(found.values())


def figure_meant(annotation: Annotation, context: Context, figures: Sequence[Figure], written: str) -> Key | None:
    """Return the key of the figure of a passage that has some recorded words or had them; None if it is gone or not certain.

    `context` is that of the passage now, `figures` are those in it.
    """
    before: list[str] = []
    if context.was:
        recorded = recorded_context(annotation)._replace(language=context.language)
        before = [" ".join(one.written.split()) for _, one, _, _ in quantities_in(recorded)]
    text = "\n".join(part.text for part in context.parts)
    found = meant(written, [one.key.written for one in figures], text, before)
    return Key(annotation.id, found) if found is not None else None


def values_in(context: Context) -> list[Value]:
    """Return the figures and dates of a passage in order, with their ranges in the passage.

    They are those of `figures_in`: their bounds may be words before the passage, and heads and chosen readings count.
    """
    return [
        one.cut(part.start, part.end).moved(part.at - part.start)
        for part, _, values in _read(context)
        for one in _within(values, part.start, part.end)
    ]


def quantities_in(context: Context) -> Iterator[tuple[Context, Quantity, str, list[Value]]]:
    """Yield the quantities of the passage with their context, the head of their column, and what is read beside them."""
    for part, head, values in _read(context):
        for one in _within(values, part.start, part.end):
            if isinstance(one, Quantity):
                yield part, one, head, values


_Part = tuple[Context, str, list[Value]]
"""Context of a part of a passage, or of a cell in it; the head of its column; what is read in it."""


def _read(context: Context) -> Iterator[_Part]:
    """Yield the parts of a passage with their values, each with what a person set about it."""
    parts = _as_written(context)
    for part, head, values in _with_details(context, list(parts)) if context.given else parts:
        unheaded = part.unheaded and not part.cells
        yield part, head, list(map(_without_heads, values)) if unheaded else values


def _as_written(context: Context) -> Iterator[_Part]:
    for part in context.parts:
        if not part.cells:
            yield part, "", read(part.text, locale=part.language)
        for place, cell in enumerate(part.cells):
            if cell.start < part.end and part.start < cell.end:
                words = part.text[cell.start : cell.end]
                values = read(words, header=cell.header, locale=part.language)
                # The first cell is what the row is about, and has no more to be about.
                yield part if place else part._replace(row=""), cell.head, [one.moved(cell.start) for one in values]


def _with_details(context: Context, parts: Sequence[_Part]) -> Iterator[_Part]:
    """Yield parts with the chosen readings, and what was set about the numbers of the passage as they are now."""
    within = (one for part, _, values in parts for one in _within(values, part.start, part.end))
    numbers = [one.number for one in within if isinstance(one, Quantity)]
    former: dict[str, tuple[str, ...]] = {}
    if gone := [number for number in context.given if number not in numbers]:
        text = "\n".join(part.text for part in context.parts)
        before = [one.number for one in read(context.was, locale=context.language) if isinstance(one, Quantity)]
        for number in gone:
            if (now := meant(number, numbers, text, before)) is not None:
                former[now] = (*former.get(now, ()), number)
    given: dict[str, dict[str, str]] = {}
    for number in numbers:  # What was set about the number as it is goes before what was set about it as it was.
        for each in (number, *former.get(number, ())):
            given[number] = {**context.given.get(each, {}), **given.get(number, {})}
    choices = {number: details.get("reading", "") for number, details in given.items()}
    for part, head, values in parts:
        yield part._replace(given=given, former=former), head, chosen(values, choices)


def _without_heads(one: Value) -> Value:
    """Return a value of a table whose heads are not known: a bare number may be of any scale."""
    bare = not isinstance(one, Day) and not one.unit and one.scale == 1 and not one.doubt
    return one._replace(doubt=UNHEADED) if isinstance(one, Quantity) and bare else one


def _within(values: list[Value], start: int, end: int) -> Iterator[Value]:
    return (one for one in values if one.start < end and start < one.end)


def _period(quantity: Quantity, context: Context, head: str, dates: list[Day]) -> str:
    """Return the date that a quantity is for: its own, else the only one beside it, else that of its heads."""
    if quantity.period[:1].isdigit():
        return quantity.period
    # A day is when something happened or was reported, and no period that a figure is for.
    own = [one for one in dates if context.start <= one.start < context.end and not one.day]
    for these in (own, [one for one in dates if not one.day]):
        if len(found := {one.period for one in these if one.period}) == 1:
            return found.pop()
    for words in (head, context.row, context.heading):
        if any(map(str.isdigit, words)):
            named = {one.period for one in read(words) if isinstance(one, Day) and not one.day and one.period}
            if len(named) == 1:
                return named.pop()
    return ""


def _leans(context: Context, quantity: Quantity) -> bool:
    """Return whether a sentence says little without the one before it: *It is 34 %*, *A bit over 70 %*."""
    return len(set(signs_of(f"{context.text[: quantity.start]} {context.text[quantity.end :]}"))) < 2


def _name(context: Context, quantity: Quantity, head: str, values: list[Value]) -> Name:
    """Return the name of a quantity: the heads of its row and column, else from its sentence, its heading or its words."""
    heads = [printable(one) for one in (context.row, head) if one] if context.cells else []
    # A year is the period of the row rather than its name.
    heads = [one for one in heads if fold(one) not in _ANY_HEAD] or heads
    if heads := [one for one in heads if not is_date(one)] or heads:
        return Name(shortened(" · ".join(heads)))
    found = name_in(context.text, quantity, values)
    if found.metric:
        return found
    before = [one for one in read(context.before) if isinstance(one, Quantity) and one.unit == quantity.unit]
    if (
        before and (found := name_in(context.before, before[-1], before)).metric and not found.weak
    ):  # *It was 4 % in 2009*
        return found._replace(weak=True)
    telling = len(context.heading) <= _SHORT_HEADING and fold(context.heading.strip()) not in UNNAMED
    heading = printable(context.heading) if telling else ""
    return Name(shortened(heading or printable(context.text) or quantity.written), weak=True)


def in_words(quantity: Quantity) -> bool:
    """Return whether a number is written in words: *one in ten*."""
    return not any(map(str.isdigit, quantity.number))


def _given_words(detail: About) -> dict[str, float]:
    """Return the stems of the metric and the subject that a person set; empty if no metric was set."""
    if "metric" not in detail.given:
        return {}
    text = f"{detail.metric} {detail.subject if 'subject' in detail.given else ''}"
    return dict.fromkeys(signs_of(text), 1.0)


def _words(context: Context, quantity: Quantity, head: str, values: list[Value], name: Name) -> dict[str, float]:
    """Return the stems of the words around a quantity with their weights."""
    weights: dict[str, float] = {}

    def count(text: str, weight: float, little: float = LITTLE) -> None:
        for sign in signs_of(text):
            value = weight * (little if everyday(f"w:{sign}") or sign in _MEASURED else 1.0)
            weights[sign] = max(value, weights.get(sign, 0.0))

    share = name.metric.startswith(SHARE)  # Whose it is tells more.
    metric = name.metric.partition(" per ")[0]  # Its rate is a matter of the unit.
    count(metric, _WHOSE_WEIGHT if share else _METRIC_WEIGHT, _LITTLE_IN_NAME)
    count(name.whose, _METRIC_WEIGHT if share else _WHOSE_WEIGHT)

    if context.cells:
        for text in (context.row, head):
            count(text, _METRIC_WEIGHT)
    else:
        # What is beyond another figure is more likely about that one.
        first = max((one.end for one in values if one.end <= quantity.start), default=0)
        last = min((one.start for one in values if one.start >= quantity.end), default=len(context.text))
        first, last = max(first, quantity.start - _NEAR), min(last, quantity.end + _NEAR)
        for match in _WORD.finditer(context.text):
            if match.end() > quantity.core[0] and match.start() < quantity.core[1]:
                continue
            if not (first <= match.end() and match.start() <= last):
                count(match.group(), _FAR_WEIGHT)
            elif quantity.start - match.end() < _NEAREST and match.start() - quantity.end < _NEAREST:
                count(match.group(), _NEAREST_WEIGHT)
            else:
                count(match.group(), _NEAR_WEIGHT)
        if _leans(context, quantity):
            count(context.before, _BEFORE_WEIGHT)
    count(context.heading, _HEADING_WEIGHT)
    return weights
