"""Filters of sources: which one, and by its facts."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import compress
from typing import Final, NamedTuple

from annotations.errors import UsageError
from annotations.library.library import Library
from annotations.model import Source
from annotations.records.facts import ADMIRALTY, Scales
from annotations.text.canonical import canonical
from annotations.text.folding import fold
from annotations.text.quantities.dates import read_date
from annotations.text.spelling import phrase

NONE: Final = "none"
"""Value of a filter for sources that have no such fact."""

_SIGNS: Final = (">=", "<=", ">", "<", "=")


class Filter(NamedTuple):
    """Condition of the form `field:value`."""

    field: str
    value: str
    """Folded value."""
    negated: bool
    others: tuple[str, ...] = ()
    """Folded values that match as well."""

    @property
    def values(self) -> tuple[str, ...]:
        """All values; one of them is enough."""
        return self.value, *self.others


def compared(value: str) -> tuple[str, str]:
    """Return the sign that a value begins with, `""` if none, and the rest."""
    sign = next((one for one in _SIGNS if value.startswith(one)), "")
    return sign.removeprefix("="), value[len(sign) :].strip()


def is_span(value: str) -> bool:
    """Return whether a value names a date, what is before or after one, two dates with `..` between, or `none`."""
    first, dots, last = value.partition("..")
    if dots:
        return bool(read_date(first)) and bool(read_date(last))
    return value == NONE or bool(read_date(compared(value)[1]))


def fits_source(source: Source, one: Filter, scales: Scales) -> bool:
    """Return whether a source matches a filter of sources, negated or not."""
    return any(_fits(source, one.field, value, scales) for value in one.values)


def _fits(source: Source, field: str, value: str, scales: Scales) -> bool:
    if field == "source":
        if value.isdecimal():
            return source.number == int(value)
        return phrase(value).within(fold(source.path)) or phrase(value).within(fold(source.title))
    fact = source.fact(field)
    if value == NONE:
        return not fact
    if not fact:
        return False
    if field == "published":
        return _within(fact, value)
    if field == "credibility":
        return _graded(fold(fact), value, scales)
    return fold(fact) == value if field == "kind" else phrase(value).within(fold(fact))


@lru_cache(256)
def _within(date: str, value: str) -> bool:
    """Return whether all days that a date may mean are in a span: 2026 is not after a month of 2026, nor in one."""
    first, dots, last = value.partition("..")
    if dots:
        return _within(date, f">={first}") and _within(date, f"<={last}")
    sign, wanted = compared(value)
    start, end = _days(date)
    begin, until = _days(read_date(wanted))
    if not sign:
        return begin <= start and end <= until
    return {">": start > until, ">=": start >= begin, "<": end < begin, "<=": end <= until}[sign]


def _days(date: str) -> tuple[str, str]:
    """Return the first and the last day of a year, a month or a day, as texts that sort like the days."""
    return date + "-01-01"[len(date) - 4 :], date + "-12-31"[len(date) - 4 :]


def _graded(grade: str, value: str, scales: Scales) -> bool:
    """Return whether a grade is the wanted one, better or worse. A letter of the Admiralty code means all its grades."""
    sign, wanted = compared(value)
    coded = scales.grades in ((), ADMIRALTY)
    rank, bound = scales.rank(grade), scales.rank(wanted)
    within = coded and rank is not None and bound is not None and len(wanted) == 1 and grade[0] == wanted
    if not sign:
        # Without a scale a grade is any text.
        return within or grade == wanted or (not scales.grades and bound is None and wanted in grade)
    if rank is None or bound is None:
        return False
    # The best grade is the first of its scale.
    beyond = rank < bound if sign[0] == ">" else rank > bound
    return (beyond and not within) or (sign[1:] == "=" and (within or rank == bound))


def source_named(library: Library, name: str) -> Source:
    """Return a source by its number, its path, or a unique part of its path.

    Raises UsageError if no source or more than one matches.
    """
    sources = library.sources()
    close = [source for source in sources if name in (source.path, str(source.number))] or _close(sources, name)
    if not close:
        raise UsageError(f"No source “{name}” in {library.folder}. Give its number or its path.")
    if len(close) > 1:
        paths = ", ".join(source.path for source in close)
        raise UsageError(f"“{name}” could be {paths}. Give more of the path.")
    return close[0]


def _close(sources: Sequence[Source], name: str) -> list[Source]:
    """Return the sources that a path or a part of one means: as it is spelled, else in canonical form."""
    if name.isascii() or name.isprintable():
        spellings: tuple[Callable[[str], str], ...] = (str, canonical)
    else:
        # Bytes of a name that are not UTF-8 are U+FFFD in the path of a source.
        name, spellings = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"), (str,)
    for spelled in spellings:
        wanted, paths = spelled(name), [spelled(source.path) for source in sources]
        equal = [path == wanted for path in paths]
        close = (
            equal if any(equal) else [f"/{path}".endswith(f"/{wanted}") or path.startswith(wanted) for path in paths]
        )
        if any(close):
            return list(compress(sources, close))
    return []
