"""Fractions, proportions and groups in words."""

import re
from collections.abc import Iterator
from typing import Final

from annotations.text.folding import loose
from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around import bound_before, counted
from annotations.text.quantities.context import NONE, Context
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.measures import behind, unit_behind
from annotations.text.quantities.tables.numerals import NUMBERS
from annotations.text.quantities.tables.units import Unit

FRACTIONS: dict[str, int] = {
    word: number
    for number, spellings in (
        (2, "half halves halbe"),
        (3, "third thirds drittel dritteln tiers tercio tercios tercera_parte terceras_partes"),
        (4, "quarter quarters fourth fourths viertel vierteln quart quarts cuarto cuartos cuarta_parte cuartas_partes"),
        (5, "fifth fifths fünftel fünfteln cinquième cinquièmes quinto quintos quinta_parte quintas_partes"),
        (6, "sixth sixths sechstel sechsteln sixième sixièmes sexta_parte"),
        (7, "seventh sevenths siebtel"),
        (8, "eighth eighths achtel achteln huitième huitièmes octavo octavos octava_parte"),
        (9, "ninth ninths neuntel"),
        (10, "tenth tenths zehntel zehnteln dixième dixièmes décimo décimos décima_parte"),
        (20, "twentieth twentieths zwanzigstel vingtième"),
        (100, "hundredth hundredths hundertstel centième centièmes"),
        (1000, "thousandth thousandths tausendstel millième millièmes"),
    )
    for word in spellings.replace("_", "\u00a0").split(" ")
}
FRACTIONS |= {loose(word): number for word, number in FRACTIONS.items() if "è" in word}
PARTS: Final = NUMBERS | {
    word: number
    for number, spellings in (
        (1, "a an ein eine einer un une uno una la"),
        (2, "zwei deux dos"),
        (3, "drei trois tres"),
        (4, "vier quatre cuatro"),
        (5, "fünf cinq cinco"),
        (6, "sechs seis"),
        (7, "sieben sept siete"),
        (8, "acht huit ocho"),
        (9, "neun neuf nueve"),
        (10, "zehn dix diez"),
        (20, "twenty zwanzig vingt veinte"),
        (100, "hundred hundert cent cien"),
    )
    for word in spellings.split()
}
"""Numbers of the parts and the whole of a fraction and of a proportion, in all languages."""
SMALL: Final = "|".join(
    sorted((word for word, number in PARTS.items() if 0 < number <= 10 and len(word) > 2), key=len, reverse=True)
)
_ROUND: Final = "|".join(word for word, number in PARTS.items() if number in {20, 100})
_FRACTION: Final = lazy(
    rf"(?<![^\W_])(?P<over>an?|un|la|{SMALL})(?P<join>[ -])"
    rf"(?P<under>{'|'.join(sorted(FRACTIONS, key=len, reverse=True)).replace(chr(160), '[ ]')})(?![^\W_])",
)
_HALF_OF: Final = lazy(
    r"(?<![^\W_])(?P<before>[^\W\d_]+[ ])?(?:half(?![ ](?:of[ ])?the[ ](?:story|battle|fun|picture|truth))(?:(?=[ ](?:of|the|its|their|all|that|what|as|his|her|our|those|these)(?![^\W_]))|(?P<end>(?!-|[^\W_])))|hälfte|moitié|mitad)(?![^\W_])",
)
_OF_SCALE: Final = lazy(r"(?P<of>[ ]of[ ]an?)(?=[ ](?:million|billion|trillion)(?![^\W_]))")
"""What is between a fraction and the scale that it is of: *a quarter of a million*."""
_OF_YEAR: Final = lazy(
    r"(?<![^\W_])(?:last|past|previous|preceding|prior|first|next|other|following|coming|remaining|recent|final|consecutive|successive|straight|fiscal)[ ]$"
)
"""Words before three quarters of a year."""
_PARTED: Final = frozenset(
    "first second latter other last next third fourth final top bottom ersten zweiten erste zweite première seconde deuxième primera segunda à a in en".split()
)
"""Words before a half that is a part of a period or of a game, or that is no share."""
_WHOLE: Final = rf"\d{{1,3}}(?:[.,\u00a0\u202f ]\d{{3}})+|\d{{1,6}}|an? (?:hundred|thousand|million)|{SMALL}|{_ROUND}|mil(?:le)?|thousand|tausend"
_IN: Final = lazy(
    rf"(?<![^\W_])(?<!\d[.,])(?:(?P<over>\d{{1,3}}|une?|eine?[rsm]?|{SMALL})(?P<noun>(?:[ ](?:de[ ]|d['’])?(?!in |of |out |sur |von |de |for |per |je |pour |por |that |and |or |und |et |y )[^\W\d_]{{3,}}){{0,2}}?)"
    rf"[ ](?P<of>in|out of|sur|von|de|for|je|auf|pour|por)(?P<every>[ ](?:every|cada))?[ ](?P<under>{_WHOLE})"
    rf"|(?P<each>jede[rsn]?)[ ](?P<ordinal>zweite|dritte|vierte|fünfte|sechste|siebte|achte|neunte|zehnte)[nrs]?)"
    r"(?![\d.,]{0,3}\d|[^\W_]|-|[ ]?%|[ ](?:years?|days?|months?|weeks?|hours?|minutes?|jahren?|tagen?|ans|jours|años|días|mal|prozent|millionen|uhr|euro|mil|por|%)(?![^\W_]))",
)
_SCORE: Final = lazy(
    r"(?<![\d.,])(?P<over>\d{1,2}[.,]\d{1,2})[ ](?:sur|out of|von|sobre)[ ](?P<under>5|10|20|100)(?![\d.,]{0,3}\d|[ ]?%|[^\W_]|[ ](?:mill|milliard|mio|mrd|euro|prozent))"
)
"""Marks below the best one: *7,4 sur 10*."""
_ALLOTS: Final = lazy(
    r"(?<![^\W_])(?:(?:raison|soit|rapport|compte)[ ](?:d['’])?|komm(?:t|en)[ ](?:nur[ ]|etwa[ ]|rund[ ])?)$"
)
_ALLOTTED: Final = lazy(r"[^.,;]{0,30}[ ](?:komm(?:t|en)|kam(?:en)?|entf(?:ä|a|ie)ll?(?:t|en))(?![^\W_])")
"""Words beside a proportion whose own word may also lead to a value: *à raison d'un poste pour 130 élèves*."""
_BETWEEN: Final = lazy(
    rf" (?:in|out of|sur|von|de|for|je|auf|pour|por) (?:every |cada )?(?!(?:19|20)\d\d(?!\d))(?:{_WHOLE})(?![^\W_])"
)
"""What is between the numbers of a proportion, with the second of them."""
_TO_ONE: Final = lazy(rf"(?<![^\W_])(?P<over>{SMALL}|twelve|twenty|thirty)-to-one(?![^\W_])")
_ORDINALS: Final = {
    word: number
    for number, word in enumerate("zweite dritte vierte fünfte sechste siebte achte neunte zehnte".split(), 2)
}
_UNDER: Final = frozenset(word for phrase in FRACTIONS for word in phrase.split("\u00a0"))
_THOUSANDS: Final = {**dict.fromkeys(("thousand", "tausend", "mil", "mille"), 1000), "hundred": 100, "million": 10**6}
_HALF_WORDS: Final = frozenset("half hälfte moitié mitad".split())
_GROUPS: Final = {
    word: size
    for size, spellings in (
        (10, "dizaine decena"),
        (15, "quinzaine quincena"),
        (20, "vingtaine veintena"),
        (30, "trentaine treintena"),
        (40, "quarantaine"),
        (50, "cinquantaine cincuentena"),
        (60, "soixantaine"),
        (100, "centaine centena centenar"),
        (1000, "millier millar"),
    )
    for word in spellings.split()
}
_SCALED: Final = {"milliers": 1e3, "miles": 1e3, "millions": 1e6, "millones": 1e6, "milliards": 1e9}
_GROUP: Final = lazy(
    rf"(?<![^\W_])(?:un[ea]?|la)[ ](?P<group>{'|'.join(_GROUPS)})(?:[ ]de[ ](?P<scale>{'|'.join(_SCALED)}))?(?:(?=[ ]d(?:e[ ]|['’]))|(?<!quarantaine)(?<!quinzaine)(?<!quincena)(?<!cincuentena)(?![^\W_]|-))"
)
SHARING: Final = _UNDER | _HALF_WORDS | _ORDINALS.keys() | _GROUPS.keys()


def shares(context: Context) -> Iterator[Figure]:
    """Yield fractions, proportions and groups (*une vingtaine*) in words."""
    text, found = context.lower, context.words
    for match in _FRACTION.finditer(text) if not _UNDER.isdisjoint(found) else ():
        over, under = PARTS[match["over"]], FRACTIONS[match["under"].replace(" ", "\u00a0")]
        if _is_share(text, match, over, under):
            whole = _OF_SCALE.match(text, match.end())
            scale, unit, end, doubt = behind(context, whole.end("of") if whole else match.end(), "")
            yield worded_figure(
                match.start(), end, over / under, 1 / under, unit, scale=scale, doubt=doubt, bare=not unit.name
            )
    for match in _HALF_OF.finditer(text) if not _HALF_WORDS.isdisjoint(found) else ():
        before = match["before"] or ""
        before = "" if before.strip() in {"die", "der", "la"} else before
        alone = match["end"] is not None and not bound_before(text, match.start() + len(before)).sign
        if before.strip() not in _PARTED and (not alone or before == "by "):
            yield worded_figure(match.start() + len(before), match.end(), 0.5, 0.25, NONE, bare=True)
    yield from _proportions(context)
    for match in _GROUP.finditer(text) if not _GROUPS.keys().isdisjoint(found) else ():
        size, scale = float(_GROUPS[match["group"]]), _SCALED.get(match["scale"], 1.0)
        unit, end = unit_behind(context, match.end(), scaled=True, value=size)
        bound = "" if bound_before(text, match.start()).sign else "~"
        step = min(size, 10.0)
        yield worded_figure(match.start(), end, size, step, unit, scale=scale, bound=bound, bare=not unit.name)


def worded_figure(
    start: int,
    end: int,
    value: float,
    step: float,
    unit: Unit,
    *,
    scale: float = 1.0,
    doubt: str = "",
    bound: str = "",
    change: str = "",
    bare: bool = False,
    proportion: bool = False,
) -> Figure:
    """Return a figure in words."""
    return Figure(
        start,
        end,
        value,
        step,
        scale,
        unit,
        "",
        doubt,
        bare,
        worded=True,
        bound=bound,
        change=change,
        proportion=proportion,
    )


def _is_share(text: str, match: "re.Match[str]", over: int, under: int) -> bool:
    """Return whether words such as *a third* are a fraction rather than a place in an order or a thing."""
    article, word = match["over"], match["under"]
    of = text[match.end() : match.end() + 4].startswith((" of", " de", " der", " du", " d'", " d’", "-mil"))
    if text.strip() == match[0]:
        return True
    if word == "quarters" and (over != 3 or _OF_YEAR.search(text, max(0, match.start() - 24), match.start())):
        return False
    if article == "la" or "parte" in word:
        return "parte" in word
    if of or (over > 1 and (word.endswith(("s", "el", "eln", "be")) or match["join"] == "-")):
        return over > 1 or under > 2 or article == "one" or of
    if match["join"] == "-":
        return article not in {"a", "an"}
    if under > 2 and article != "la" and bound_before(text, match.start()).sign:  # rose by about a third
        return True
    return article in {"one", "un", "une", "ein"} and under > 2 and "cuarto" not in word and "quinto" not in word


def _proportions(context: Context) -> Iterator[Figure]:
    """Yield proportions: *one in five*, *nine doctors out of ten*, *jeder fünfte*, *uno de cada cuatro*, *one for every 140*, *four-to-one*."""
    text = context.lower
    for match in _TO_ONE.finditer(text) if "-to-one" in text else ():
        yield worded_figure(match.start(), match.end(), PARTS[match["over"]], 1.0, NONE, proportion=True)
    for match in _SCORE.finditer(text):
        over, under = float(match["over"].replace(",", ".")), int(match["under"])
        if over <= under:
            yield worded_figure(match.start(), match.end(), over / under, 0.1 / under, NONE, proportion=True)
    if "jede" not in text and _BETWEEN.search(text) is None:
        return  # Most texts have none.
    for match in _IN.finditer(text):
        if match["each"]:
            over, under = 1, _ORDINALS[match["ordinal"]]
        else:
            over, under = _number(match["over"]), _number(match["under"])
            if not _is_proportion(context, match, over, under):
                continue
        if 0 < over < under:
            yield worded_figure(match.start(), match.end(), over / under, 1 / under, NONE, proportion=True)


def _number(written: str) -> int:
    """Return the value of a part or a whole of a proportion, in digits or in words."""
    word = written.removeprefix("an ").removeprefix("a ")
    known = PARTS.get(written) or PARTS.get(word) or _THOUSANDS.get(word)
    return known or (1 if word[:2] in {"un", "ei"} else int("".join(filter(str.isdigit, word))))


def _is_proportion(context: Context, match: "re.Match[str]", over: int, under: int) -> bool:
    """Return whether the word between two numbers makes them a proportion in its language."""
    text = context.lower
    of, every, noun = match["of"], (match["every"] or "").strip(), match["noun"].split()
    if 1900 <= under < 2100 and match["under"].isdigit() and every == "":  # A year.
        return False
    if of == "de":
        return every == "cada"
    if of in {"por", "for"}:  # 20 families for every 100 km² are a rate.
        return every != "" and (not noun or over == 1)
    if every:
        return every == "every" and of in {"in", "out of"} and (not noun or over < under)
    if of == "sur":
        return not noun or (over < under and not counted(text, match.end())[0])  # But: un film sur trois sœurs.
    if of in {"je", "auf", "pour"}:  # eine Stelle je 130 Schüler, but not: ein Anstieg auf 130 Tonnen
        if over != 1 or match["over"].isdigit() or unit_behind(context, match.end(), scaled=True, value=2.0)[0].name:
            return False
        allots = _ALLOTS.search(text, max(0, match.start() - 20), match.start())
        return of == "je" or allots is not None or _ALLOTTED.match(text, match.end()) is not None
    if of == "von":
        return not noun and match["over"].isdigit() == match["under"].isdigit()
    if of == "in":
        if match["over"].isdigit() and over != 1:
            return False
        return not noun or (over == 1 and match["over"] in {"one", "1"} and not counted(text, match.end())[0])
    return not noun or over < under
