"""Query for all sources: words, phrases and filters in one line."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from annotations.library.queries import Queries
from annotations.model import STATUSES, Passage, Source
from annotations.text.folding import fold, has_capitals

STATES: Final[dict[str, Callable[[Queries, Passage], bool]]] = {
    "orphan": lambda _, passage: passage.anchoring == "orphan",
    "ambiguous": lambda _, passage: passage.anchoring == "ambiguous",
    "moved": lambda _, passage: passage.anchoring == "moved",
    "linked": lambda library, passage: bool(library.links(passage.annotation.id)),
    "noted": lambda _, passage: bool(passage.annotation.note),
    "tagged": lambda _, passage: bool(passage.annotation.tags),
}
"""Values of the filter `is:`."""

FIELDS: Final = ("tag", "source", "note", "is", "status")

_TOKEN = re.compile(r'(-?)(?:([^\W\d_]+):(?!//))?(?:["“”]([^"“”]*)["“”]?|([^\s"“”]+)|(?=\s|$))')


class Filter(NamedTuple):
    """Condition of the form `field:value`."""

    field: str
    value: str
    """Folded value."""
    negated: bool


class Query(NamedTuple):
    """Parsed query."""

    terms: tuple[str, ...] = ()
    """Words and phrases that must occur, as typed."""
    without: tuple[str, ...] = ()
    """Words and phrases that must not occur."""
    filters: tuple[Filter, ...] = ()
    problem: str = ""
    """Error in the query, in one line."""

    @property
    def empty(self) -> bool:
        """True if it searches nothing."""
        return not (self.terms or self.without or self.filters)

    @property
    def capitals(self) -> bool:
        """True if case matters."""
        return any(map(has_capitals, (*self.terms, *self.without)))

    @property
    def in_texts(self) -> bool:
        """True if the texts of sources are searched too, not only passages."""
        return bool(self.terms) and all(one.field == "source" for one in self.filters)

    def takes_source(self, source: Source) -> bool:
        """Return whether a source matches the filters `source:`."""
        return all(_is_source(source, one.value) != one.negated for one in self.filters if one.field == "source")

    def takes(self, library: Queries, passage: Passage) -> bool:
        """Return whether a passage matches all other filters."""
        return all(_fits(library, passage, one) != one.negated for one in self.filters if one.field != "source")


def parse(typed: str, tags: Sequence[str]) -> Query:
    """Parse a typed query; `tags` are the names in the codebook."""
    terms: list[str] = []
    without: list[str] = []
    filters: list[Filter] = []
    problem = ""
    for minus, field, phrase, word in _TOKEN.findall(typed):
        value = " ".join((phrase or word).split())
        if not field:
            if value:
                (without if minus else terms).append(value)
            continue
        wrong = _wrong(field.lower(), fold(value), tags)
        problem = problem or wrong
        if not wrong:
            filters.append(Filter(field.lower(), fold(value), bool(minus)))
    return Query(tuple(terms), tuple(without), tuple(filters), problem)


def _wrong(field: str, value: str, tags: Sequence[str]) -> str:
    """Return the error in a filter, in one line; `""` if there is none."""
    if field not in FIELDS:
        return f"no filter {field}: — use {' '.join(f'{name}:' for name in FIELDS)} — or quote it to search text"
    known = {"tag": [fold(tag) for tag in tags], "is": list(STATES), "status": list(STATUSES)}.get(field)
    if known is not None and value not in known:
        return f"{field}: needs one of {', '.join(known)}"
    return "" if value else f"{field}: needs a word right behind it"


def _is_source(source: Source, value: str) -> bool:
    if value.isdecimal():
        return source.number == int(value)
    return value in fold(source.path) or value in fold(source.title)


def _fits(library: Queries, passage: Passage, one: Filter) -> bool:
    annotation = passage.annotation
    if one.field == "tag":
        return one.value in map(fold, annotation.tags)
    if one.field == "note":
        return one.value in fold(annotation.note)
    if one.field == "status":
        return annotation.status == one.value
    return STATES[one.value](library, passage)
