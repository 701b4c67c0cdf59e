"""Words that multiply: *doubled*, *twice*, *das Dreifache*, *le double*, *el triple*."""

from collections.abc import Iterator
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.context import Context
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.measures import TIMES
from annotations.text.quantities.spelled.shares import worded_figure
from annotations.text.quantities.tables.numerals import ADDED, NUMBERS

_CHANGES: Final = {
    "doubled": 2.0, "doubling": 2.0, "doubles": 2.0, "tripled": 3.0, "tripling": 3.0, "triples": 3.0, "trebled": 3.0, "quadrupled": 4.0, "quintupled": 5.0,
    "halved": 0.5, "halving": 0.5, "verdoppelt": 2.0, "verdoppelte": 2.0, "verdoppelten": 2.0, "verdreifacht": 3.0, "verdreifachte": 3.0, "vervierfacht": 4.0, "verzehnfacht": 10.0,
    "halbiert": 0.5, "halbierte": 0.5, "halbierten": 0.5, "gedrittelt": 1 / 3, "geviertelt": 0.25, "doublé": 2.0, "triplé": 3.0, "quadruplé": 4.0,
    "doubler": 2.0, "tripler": 3.0, "quadrupler": 4.0, "verdoppeln": 2.0, "verdreifachen": 3.0, "vervierfachen": 4.0, "halbieren": 0.5,
    "duplicar": 2.0, "triplicar": 3.0, "duplicará": 2.0, "triplicará": 3.0, "doublera": 2.0, "triplera": 3.0, "duplicó": 2.0, "duplicado": 2.0, "duplicaron": 2.0, "triplicó": 3.0, "triplicado": 3.0, "triplicaron": 3.0, "duplica": 2.0, "duplican": 2.0, "triplica": 3.0, "triplican": 3.0, "doublent": 2.0, "triplent": 3.0, "cuadruplicó": 4.0,
}  # fmt: skip
"""Words for a change by a factor."""
_NOUNS: Final = {
    "double": 2.0, "triple": 3.0, "quadruple": 4.0, "quintuple": 5.0, "décuple": 10.0, "centuple": 100.0, "doble": 2.0, "cuádruple": 4.0, "quíntuple": 5.0,
}  # fmt: skip
_SMALL: Final = "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig fünfzig hundert".split()
_VERB: Final = lazy(
    rf"(?<![^\W_])(?:(?P<change>{'|'.join(_CHANGES)})|(?P<fold>{'|'.join(list(NUMBERS)[2:21])})-?fold"
    r"|(?<!once or )(?<!think )(?<!thinking )(?<!thought )(?P<twice>twice|thrice)(?!-|[ ](?:daily|weekly|monthly|yearly|annually|nightly|(?:an?|per|each|every)[ ](?:day|week|month|year|night|season|decade|quarter)(?![^\W_])))"
    rf"|(?:(?:le|el)[ ]|(?<=du[ ])|(?<=au[ ])|(?<=del[ ])|(?<=al[ ]))(?P<noun>{'|'.join(_NOUNS)})(?=[ ](?:d(?:e|u|es|el)|qu[ei]?|que)(?![^\W_])|[ ](?:d|qu)['’]|[.,;:)]|$)"
    r"|(?:(?<=to )|(?<=will )|(?<=could )|(?<=would )|(?<=may )|(?<=than ))(?P<will>double|triple|quadruple|halve)(?=[ ](?:in|by|from|to|over|within|between|this|next|its|the|since)(?![^\W_])|[.,;]|$)"
    r"|(?<=more than )(?P<most>double|triple|quadruple|halve)(?![- ]digit)"
    r"|(?P<times>double|triple|treble|quadruple)(?=[ ](?:the|its|their|his|her|that|what|last|this)[ ])"
    r"|(?P<twofold>doppelt)(?=[ ]so[ ]|[.,;]|$)|(?:das[ ])?(?P<doubled>doppelte)(?:[nrsm])?(?=[ ](?:der|des|von|wie|dessen)|[.,;]|$)|(?P<half>halb)(?=[ ]so[ ])"
    rf"|(?:das[ ])?(?P<fach>{'|'.join(_SMALL)})(?:fach(?:e[nrsm]?)?|mal)"
    r")(?![^\W_])",
)
_ALONE: Final = {
    "twice": 2.0,
    "thrice": 3.0,
    "treble": 3.0,
    "doppelt": 2.0,
    "doppelte": 2.0,
    "halb": 0.5,
    "halve": 0.5,
} | _NOUNS
_IN_ONE: Final = frozenset(
    f"{number}{ending}" for ending in "fach fache fachen facher faches fachem mal".split() for number in _SMALL
)
WORDS: Final = _CHANGES.keys() | _ALONE.keys() | _IN_ONE | {f"{word}fold" for word in NUMBERS} | {"doppelten", "fold"}
"""Every text with a multiple has one of these words."""


def multiples(context: Context) -> Iterator[Figure]:
    """Yield what multiplies, with its direction if it is a change."""
    text = context.lower
    if context.words.isdisjoint(WORDS):
        return
    for match in _VERB.finditer(text):
        word = match[match.lastgroup or 0]
        size = _CHANGES.get(word) or _ALONE.get(word) or float(NUMBERS.get(word) or ADDED["de"].get(word) or 100)
        change = ("-" if size < 1 else "+") if match["change"] or match["will"] else ""
        yield worded_figure(match.start(), match.end(), size, 1.0, TIMES, change=change)
