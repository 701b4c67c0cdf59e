"""Facts of sources: what may be set, and the grades and kinds that a codebook allows."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Final, NamedTuple
from unicodedata import category

from annotations.errors import UsageError
from annotations.model import Source
from annotations.model.facts import FACTS, SCHEMES, is_address
from annotations.store.codec import writable
from annotations.text.folding import fold

KINDS: Final = ("primary", "official", "research", "reporting", "analysis", "comment", "promotion", "social")
"""Kinds of sources if the codebook names none."""

ADMIRALTY: Final = tuple(f"{letter}{digit}" for letter in "ABCDEF" for digit in ("", *"123456"))
"""Grades of the Admiralty code, best first: reliability of the source A to F, alone or with that of what it says, 1 to 6."""

_LONGEST: Final = {"title": 300, "author": 1000, "publisher": 300, "published": 80, "url": 2000, "kind": 40}
"""Maximum length of facts in code points."""

_GRADE: Final = 40


class Scales(NamedTuple):
    """Values that facts may have in a library; see `annotations.records.codebook.load.load_scales`."""

    kinds: tuple[str, ...] = KINDS
    grades: tuple[str, ...] = ()
    """Grades of credibility, best first; any text may be one if there are none."""

    def rank(self, grade: str) -> int | None:
        """Return the place of a grade among those that are in order, from 0 for the best; None if it has none.

        Grades of the Admiralty code are in order also where any text may be a grade.
        """
        known = [fold(one) for one in self.grades or ADMIRALTY]
        return known.index(fold(grade)) if fold(grade) in known else None


def checked(name: str, value: str, scales: Scales) -> str:
    """Return the value of a fact as it is recorded. Raises UsageError in one line if it cannot be one."""
    text = " ".join(writable(value).split())
    if not text:
        return ""
    if any(category(char) == "Cc" for char in text):
        raise UsageError(f"The {LABELS[name]} has a control character. Type it again.")
    longest = _LONGEST.get(name, _GRADE)
    if len(text) > longest:
        raise UsageError(f"The {LABELS[name]} is longer than {longest} characters. Shorten it.")
    if name == "author":
        return "; ".join(filter(None, (one.strip() for one in text.split(";"))))
    if name == "published":
        from annotations.text.quantities.dates import read_date

        if not (found := read_date(text)):
            raise UsageError(f"“{text}” is not a date such as 2026-04-08.")
        return found
    if name == "url" and not is_address(text):
        raise UsageError(f"“{text}” is not an address. Begin it with https:// or another of {', '.join(SCHEMES)}.")
    if name == "kind":
        return _one_of(text, scales.kinds, "kind")
    return _one_of(text, scales.grades, "grade") if name == "credibility" and scales.grades else text


LABELS: Final = {
    "title": "title",
    "author": "author",
    "publisher": "publisher",
    "published": "date",
    "url": "address",
    "kind": "kind",
    "credibility": "credibility",
}
"""Names of the facts on screen, in the order in which they are shown."""


def proposed(stated: Mapping[str, str], title: str, scales: Scales) -> dict[str, str]:
    """Return those facts that a file states which can be facts here; `title` is that of its text.

    How far a source is to be believed is not for the source to say.
    """
    found = {}
    for name, value in stated.items():
        if name in FACTS and name != "credibility" and (name, value) != ("title", title):
            with suppress(UsageError):
                found[name] = checked(name, value, scales)
    return {name: value for name, value in found.items() if value}


def weight(source: Source) -> str:
    """Return what one weighs a source with, on one line: its grade and its date; `""` if it has neither."""
    return " · ".join(filter(None, (source.fact("credibility"), source.fact("published"))))


def listed(values: Sequence[str], most: int = 8) -> str:
    """Return the values of a scale for a message, the first and last ones if there are many."""
    return ", ".join(values) if len(values) <= most else f"{', '.join(values[:3])} … {values[-1]}"


def _one_of(text: str, known: Sequence[str], what: str) -> str:
    found = next((one for one in known if fold(one) == fold(text)), "")
    if not found:
        raise UsageError(f"There is no {what} “{text}”; there are {listed(known)}.")
    return found
