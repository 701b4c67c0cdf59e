"""Bounds stay between words, and a figure that says something else is an alarm, whatever found the passage."""

import re
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any, Final, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.resolution import Ambiguous, Anchored, Edited, Orphan
from annotations.anchoring.resolve import resolve
from annotations.anchoring.selectors import describe
from annotations.anchoring.tokens import fold
from annotations.errors import UsageError
from tests.case_tables import each

CASES: Final = tomllib.loads((Path(__file__).parent / "data/bounds.toml").read_text("utf-8"))["case"]
BEFORE: Final = "The mill was sold in spring.\n\nThe clerk of the district wrote that the levies "
AFTER: Final = " the southern valley since then, and he was sorry for it.\n\nNobody answered."
OUTCOMES: Final = {kind.__name__: kind for kind in (Anchored, Edited)}


def marked(words: str) -> tuple[str, int, int]:
    """Words within the text, and where 【…】 stands in it."""
    text = f"{BEFORE}{words}{AFTER}"
    return text.replace("【", "").replace("】", ""), text.index("【"), text.index("】") - 1


@each(CASES)
def test_each_change_at_a_bound_has_its_outcome(case: dict[str, Any]) -> None:
    """With the old text it is found; without it, it is the same, or not known."""
    old, start, end = marked(case["before"])
    new, first, last = marked(case["after"])
    found = resolve(new, describe(old, start, end), old)
    assert isinstance(found, OUTCOMES[case["outcome"]])
    assert found[:2] == (first, last)
    assert (isinstance(found, Edited) and found.figure) == case["figure"]
    without = resolve(new, describe(old, start, end))
    assert isinstance(without, Orphan) or (type(without), without[:2]) == (type(found), found[:2])
    assert not isinstance(without, Edited) or without.figure == case["figure"]


@each(case for case in CASES if case["figure"])
def test_a_figure_is_looked_at_wherever_it_went(case: dict[str, Any]) -> None:
    """Another paragraph before it, or its own put elsewhere: the alarm is the same."""
    old, start, end = marked(case["before"])
    new, _, _ = marked(case["after"])
    first, second, third = new.split("\n\n")
    for text in (f"A new line.\n\n{new}", f"{second}\n\n{first}\n\n{third}", f"{first}\n\n{third}\n\n{second}"):
        for kept in (old, None):
            found = resolve(text, describe(old, start, end), kept)
            assert isinstance(found, Orphan | Ambiguous) or (isinstance(found, Edited) and found.figure)


class Figure(NamedTuple):
    """A figure by its parts, as they are written."""

    bound: str
    sign: str
    currency: str
    number: str
    measure: str

    def value(self) -> tuple[str, Decimal, str]:
        """What it says."""
        size, unit = MEASURES[self.measure]
        number = Decimal(f"{self.sign}{self.number}".replace(",", "")) * size
        return self.bound, number, self.currency + unit

    def plain(self) -> "Figure":
        """The same, of money only if it has no other unit."""
        return self._replace(currency="") if MEASURES[self.measure][1] else self


MEASURES: Final = {
    "": (Decimal(1), ""),
    " million": (Decimal(10**6), ""),
    " billion": (Decimal(10**9), ""),
    " %": (Decimal(1), "%"),
    " per cent": (Decimal(1), "%"),
    "%": (Decimal(1), "%"),
    " percentage points": (Decimal(1), "pp"),
    " km": (Decimal(1000), "m"),
    " mm": (Decimal("0.001"), "m"),
}
PARTS: Final = {
    "bound": st.sampled_from(["", "over ", "at least ", "less than ", "about "]),
    "sign": st.sampled_from(["", "-"]),
    "currency": st.sampled_from(["", "$", "€"]),
    "number": st.sampled_from("5 15 50 55 5.5 4 30 300 1,200 1200 1,200,000 12.4 112.4 0.5".split()),
    "measure": st.sampled_from(list(MEASURES)),
}
FIGURES: Final = st.builds(Figure, **PARTS).map(lambda one: one.plain())


@given(FIGURES, FIGURES, st.sets(st.sampled_from(list(PARTS))), st.data())
def test_a_figure_that_says_something_else_is_an_alarm(
    one: Figure, other: Figure, parts: set[str], data: st.DataObject
) -> None:
    """Whatever of it changes and whatever of it was marked, as long as its number was; and no other one is."""
    other = one._replace(**{part: getattr(other, part) for part in parts}).plain()
    lead, tail = "rose by ", " in"
    old, new = (f"{BEFORE}{lead}{''.join(figure)}{tail}{AFTER}" for figure in (one, other))
    at = len(BEFORE) + len(lead)
    number = at + len(one.bound + one.sign + one.currency)
    end = number + len(one.number)
    starts = {len(BEFORE), at, at + len(one.bound), at + len(one.bound + one.sign), number}
    ends = {end, end + len(one.measure), end + len(one.measure + tail)}
    selectors = describe(old, data.draw(st.sampled_from(sorted(starts))), data.draw(st.sampled_from(sorted(ends))))
    same = one.value() == other.value()
    for kept in (old, None):
        found = resolve(new, selectors, kept)
        if isinstance(found, Edited):
            assert found.figure != same
        else:
            assert same or isinstance(found, Ambiguous | Orphan)


NUMBER: Final = re.compile(r"\d+(?:[.,]\d+)*")
PIECES: Final = st.text("a5 .,-%$é'\n0", max_size=4) | st.sampled_from(
    ["million", "over ", "word ", " 12 ", "5", ".5", "的"]
)


def numbers(text: str, start: int, end: int) -> list[str]:
    """The numbers that a stretch has a part of, whole."""
    return [one.group() for one in NUMBER.finditer(text) if one.start() < end and start < one.end()]


def torn(text: str, offset: int) -> bool:
    """Whether an offset is between two letters or digits of one script."""
    return 0 < offset < len(text) and all(char.isalnum() and char != "的" for char in text[offset - 1 : offset + 1])


@given(st.text("ab5 .,-%的", min_size=1, max_size=12), st.booleans(), st.integers(-3, 3), st.integers(0, 3), PIECES)
def test_no_bound_comes_to_lie_inside_a_word(words: str, at_end: bool, by: int, gone: int, came: str) -> None:  # noqa: FBT001
    """Whatever is put in, left out and replaced at, in and around both bounds."""
    old = f"{BEFORE}{words}{AFTER}"
    try:
        selectors = describe(old, len(BEFORE), len(BEFORE) + len(words))
    except UsageError:
        return
    place = (selectors.end if at_end else selectors.start) + by
    new = old[:place] + came + old[place + gone :]
    for kept in (old, None):
        found = resolve(new, selectors, kept)
        if isinstance(found, Ambiguous | Orphan):
            continue
        start, end = found[:2]
        assert torn(old, selectors.start) or not torn(new, start)
        assert torn(old, selectors.end) or not torn(new, end)
        if not isinstance(found, Edited):
            assert fold("".join(new[start:end].split())) == fold("".join(selectors.exact.split()))
            assert numbers(new, start, end) == numbers(old, selectors.start, selectors.end)
