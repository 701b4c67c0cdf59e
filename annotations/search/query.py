"""Query for all sources: words, phrases and filters in one line."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from annotations.errors import UsageError
from annotations.library.queries import Queries
from annotations.model import STATUSES, Passage, Source, status_name, status_named
from annotations.records.codebook.tree import ALONE
from annotations.records.facts import ADMIRALTY, Scales, listed
from annotations.search.source_filters import NONE, Filter, compared, fits_source, is_span
from annotations.text.canonical import bare
from annotations.text.folding import Kept, fold, kept_by
from annotations.text.quantities.dates import start_of
from annotations.text.spelling import phrase

__all__ = ["FIELDS", "SOURCE_FIELDS", "STATES", "Filter", "Query", "parse", "passage_test", "query_of"]

NO_SCALES: Final = Scales()

STATES: Final[dict[str, Callable[[Queries, Passage], bool]]] = {
    "orphan": lambda _, passage: passage.anchoring == "orphan",
    "ambiguous": lambda _, passage: passage.anchoring == "ambiguous",
    "moved": lambda _, passage: passage.anchoring == "moved",
    "linked": lambda library, passage: bool(library.links(passage.annotation.id)),
    "noted": lambda _, passage: bool(passage.annotation.note),
    "tagged": lambda _, passage: bool(passage.annotation.tags),
}
"""Values of the filter `is:`."""

SOURCE_FIELDS: Final = ("source", "author", "publisher", "kind", "credibility", "published")
"""Filters of sources, and with them of all their passages."""

FIELDS: Final = ("tag", "by", "since", "note", "is", "status", *SOURCE_FIELDS)

_SINCE: Final = "a date such as 2026-04-08, or an age such as 12h, 7d or 2w"

_QUOTES: Final = '"“”'

_VALUE: Final = r'(?:=?["“”][^"“”]*["“”]?|[^\s"“”|]+)'

_TOKEN: Final = re.compile(
    rf"""(?P<minus>-?)
    (?: (?P<field>[^\W\d_]+):(?!//) (?P<values>{_VALUE}?(?:\|{_VALUE}?)*)
      | ["“”](?P<phrase>[^"“”]*)["“”]?
      | (?P<word>[^\s"“”]+)
      | (?=\s|$)
    )""",
    re.VERBOSE,
)
_ITEM: Final = re.compile(rf"(?:^|\|)({_VALUE}?)")


class Query(NamedTuple):
    """Parsed query."""

    terms: tuple[str, ...] = ()
    """Words and phrases that must occur, as typed."""
    without: tuple[str, ...] = ()
    """Words and phrases that must not occur."""
    filters: tuple[Filter, ...] = ()
    problem: str = ""
    """Error in the query, in one line."""
    scales: Scales = Scales()
    """Kinds and grades of the library."""

    @property
    def empty(self) -> bool:
        """True if it searches nothing."""
        return not (self.terms or self.without or self.filters)

    @property
    def kept(self) -> Kept:
        """What counts in a text: case, accents."""
        return kept_by(*self.terms, *self.without)

    @property
    def in_texts(self) -> bool:
        """True if the texts of sources are searched too, not only passages."""
        return bool(self.terms) and all(one.field in SOURCE_FIELDS for one in self.filters)

    @property
    def of_sources(self) -> tuple[Filter, ...]:
        """Filters of sources."""
        return tuple([one for one in self.filters if one.field in SOURCE_FIELDS])

    @property
    def needs_facts(self) -> bool:
        """True if it asks for facts that the files of sources may state."""
        return any(one.field != "source" for one in self.of_sources)

    def source_test(self) -> Callable[[Source], bool]:
        """Return a function that tells whether a source matches all filters of sources, for many sources."""
        filters, scales = self.of_sources, self.scales
        if not filters:
            return lambda _: True
        return lambda source: all(fits_source(source, one, scales) != one.negated for one in filters)

    def takes_source(self, source: Source) -> bool:
        """Return whether a source matches all filters of sources."""
        return self.source_test()(source)

    def passage_test(self, library: Queries) -> Callable[[Passage], bool]:
        """Return a function that tells whether a passage matches all other filters, for many passages."""
        tests = [(passage_test(library, one), one.negated) for one in self.filters if one.field not in SOURCE_FIELDS]
        if not tests:
            return lambda _: True
        return lambda passage: all(test(passage) != negated for test, negated in tests)


def query_of(library: Queries, typed: str) -> Query:
    """Parse a query of a library. Raises nothing: `Query.problem` says what is not understood."""
    return parse(typed, [tag.name for tag in library.tags()], library.scales)


def parse(typed: str, tags: Sequence[str], scales: Scales = NO_SCALES) -> Query:
    """Parse a typed query; `tags` are the names in the codebook."""
    terms: list[str] = []
    without: list[str] = []
    filters: list[Filter] = []
    problem = ""
    for token in _TOKEN.finditer(typed):
        if not token["field"]:
            if value := " ".join((token["phrase"] or token["word"] or "").split()):
                (without if token["minus"] else terms).append(value)
            continue
        field = token["field"].lower()
        values = [_value(one) for one in _ITEM.findall(token["values"])]
        wrong = next(filter(None, (_wrong(field, value, tags, scales) for value in values)), "")
        problem = problem or wrong
        if not wrong:
            first, *others = (_completed(field, value, tags, scales) for value in values)
            filters.append(Filter(field, first, bool(token["minus"]), tuple(others)))
    return Query(tuple(terms), tuple(without), tuple(filters), problem, scales)


def since(value: str) -> str:
    """Return the moment that a value of `since:` names. Raises UsageError if it names none."""
    if found := start_of(value):
        return found
    raise UsageError(f"“{value}” is no time to count from: give {_SINCE}.")


def _value(typed: str) -> str:
    """Return a value of a filter, folded and without its quotation marks."""
    alone = ALONE if typed.startswith(ALONE) and typed[1:2] in _QUOTES else ""
    value = " ".join((alone + typed.removeprefix(alone).strip(_QUOTES)).split())
    return fold(value)


def _known(field: str, tags: Sequence[str], scales: Scales) -> list[str] | None:
    """Return the values that a filter may have, folded; None if it may have any."""
    if field == "kind":
        return [*map(fold, scales.kinds), NONE]
    if field == "credibility" and scales.grades:
        return [*map(fold, scales.grades), NONE]
    statuses = [*dict.fromkeys((*map(status_name, STATUSES), *STATUSES))]
    return {"tag": [fold(tag) for tag in tags], "is": list(STATES), "status": statuses}.get(field)


def _completed(field: str, value: str, tags: Sequence[str], scales: Scales) -> str:
    """Return the value of a filter that begins with `value`; one that is equal comes first."""
    known = _known(field, tags, scales)
    if field == "since":
        return start_of(value)
    if field == "credibility" or known is None:
        return value
    alone, value = _alone(field, value, known)
    full = alone + _beginning(value, known)
    return status_named(full) if field == "status" else full


def tag_value(library: Queries, name: str) -> str:
    """Return the value of a filter for a tag and those below it, or after `ALONE` for it alone.

    Raises UsageError if there is none.
    """
    alone = name.startswith(ALONE) and not library.has_tag(name)
    return fold(f"{ALONE * alone}{library.tag(name.removeprefix(ALONE) if alone else name).name}")


def _alone(field: str, value: str, known: Sequence[str]) -> tuple[str, str]:
    """Return `ALONE` if a filter is for a tag without those below it, else `""`, and the rest of its value."""
    alone = field == "tag" and value.startswith(ALONE) and not any(one.startswith(value) for one in known)
    return (ALONE, value.removeprefix(ALONE).strip()) if alone else ("", value)


def _beginning(value: str, known: Sequence[str]) -> str:
    """Return the name that a value is or begins, without its accents if it has none; `""` if there is no such name."""
    for name in (str, bare):
        spelled = [(name(one), one) for one in known]
        for fits in (str.__eq__, str.startswith):
            if found := next((one for plain, one in spelled if fits(plain, value)), ""):
                return found
    return ""


def _wrong(field: str, value: str, tags: Sequence[str], scales: Scales) -> str:
    """Return the error in a filter, in one line; `""` if there is none."""
    if field not in FIELDS:
        return f"no filter {field}: — use {' '.join(f'{name}:' for name in FIELDS)} — or quote it to search text"
    if not value or (field == "tag" and value == ALONE):
        return f"{field}: needs a word right behind it"
    if field == "published":
        return "" if is_span(value) else "published: needs a date such as 2026-04, >2026-04, <=2026 or 2025..2026-04"
    if field == "since":
        return "" if start_of(value) else f"since: needs {_SINCE}"
    known = _known(field, tags, scales)
    if field == "credibility":
        sign, grade = compared(value)
        if sign and scales.rank(grade) is None:
            return f"credibility: needs a grade behind {sign}: {listed(scales.grades or ADMIRALTY)}"
        value = grade
    if known is not None and not _beginning(_alone(field, value, known)[1], known):
        return f"{field}: needs one of {listed(known, most=12)}"
    return ""


def passage_test(library: Queries, one: Filter) -> Callable[[Passage], bool]:
    """Return a function that tells whether a passage matches a filter of passages, negated or not, for many passages."""
    values = frozenset(one.values)
    if one.field == "tag":
        named = frozenset().union(*map(library.tag_tree.named, values))
        return lambda passage: not named.isdisjoint(passage.annotation.tags)
    if one.field in {"note", "by"}:
        words, name = [phrase(value) for value in values], {"note": "note", "by": "author"}[one.field]
        known: dict[str, bool] = {}

        def says(passage: Passage) -> bool:
            text = getattr(passage.annotation, name)
            if (found := known.get(text)) is None:
                found = known[text] = any(word.within(fold(text)) for word in words)
            return found

        return says
    if one.field == "since":
        return lambda passage: any(passage.annotation.modified >= value for value in values)
    if one.field == "status":
        return lambda passage: passage.annotation.status in values
    states = [STATES[value] for value in values]
    return lambda passage: any(state(library, passage) for state in states)
