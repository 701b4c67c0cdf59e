"""Figures in words: numbers, fractions, proportions, verbs that multiply, and numbers without a value."""

from collections.abc import Iterator
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities import words
from annotations.text.quantities.context import Context
from annotations.text.quantities.figure import Figure
from annotations.text.quantities.spelled.compounds import compounds
from annotations.text.quantities.spelled.counts import numbers
from annotations.text.quantities.spelled.lone import (
    halves,
    lone_units,
    may_be_lone,
    one_or_two,
    round_numbers,
    units_and_half,
)
from annotations.text.quantities.spelled.multiples import WORDS as MULTIPLYING
from annotations.text.quantities.spelled.multiples import multiples
from annotations.text.quantities.spelled.shares import SHARING, shares
from annotations.text.quantities.spelled.vague import may_be_vague, vague

__all__ = ["may_be_in", "spelled"]

_OUT_OF: Final = lazy(
    r"(?:\d|une?|eine?r?|uno|one) (?:in|out of|sur|von|de|sobre) (?:every |cada )?\d| (?:out of|sur|je|pour|auf|for every|por cada|de cada) \d"
)

_FEW: Final = frozenset(("couple", "beiden", "thrice"))
"""Words of two or three things that are no number."""


def may_be_in(context: Context) -> bool:
    """Return whether a text may have a figure in words. Fast, with few false positives."""
    if not context.words:
        return False
    if not (words.triggers().isdisjoint(context.words) and SHARING.isdisjoint(context.words)) or may_be_lone(context):
        return True
    if not context.words.isdisjoint(MULTIPLYING) or may_be_vague(context):
        return True
    if not _FEW.isdisjoint(context.words) or ("par" in context.words and "un par de " in context.lower):
        return True
    return any(map(context.lower.__contains__, words.SIGNS)) or _OUT_OF.search(context.lower) is not None


def spelled(context: Context) -> Iterator[Figure]:
    """Yield the figures in words; small ones only with a unit, because *one* and *two* seldom count anything."""
    yield from shares(context)
    yield from multiples(context)
    yield from vague(context)
    yield from compounds(context)
    yield from halves(context)
    yield from units_and_half(context)
    yield from one_or_two(context)
    yield from lone_units(context)
    yield from round_numbers(context)
    yield from numbers(context)
