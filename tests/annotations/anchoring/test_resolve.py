"""Passages are found again, and never in a place that was chosen by chance."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.resolve import Ambiguous, Anchored, Edited, Moved, Orphan, resolve, resolve_all
from annotations.anchoring.selectors import Quote, describe
from annotations.anchoring.tokens import fold
from annotations.errors import UsageError
from tests.case_tables import each

DATA = Path(__file__).parent / "data"
CASES = tomllib.loads((DATA / "resolve.toml").read_text("utf-8"))["case"]
FOLLOWED = tomllib.loads((DATA / "follow.toml").read_text("utf-8"))["case"]
QUOTES = tomllib.loads((DATA / "quotes.toml").read_text("utf-8"))["case"]
OUTCOMES = {kind.__name__: kind for kind in (Anchored, Moved, Edited, Ambiguous, Orphan)}


def unmarked(text: str) -> tuple[str, list[tuple[int, int]]]:
    """A text without 【 and 】, and where the stretches between them stand."""
    places = [
        (match.start() - 2 * number, match.end() - 2 * number - 2)
        for number, match in enumerate(re.finditer("【[^】]*】", text))
    ]
    return text.replace("【", "").replace("】", ""), places


@each([(case, False) for case in CASES] + [(case, True) for case in FOLLOWED])
def test_each_edit_has_its_outcome(case: dict[str, Any], kept: bool) -> None:  # noqa: FBT001
    """What is said of a passage after each kind of edit, and where it stands then."""
    before, [place] = unmarked(case["before"])
    after, places = unmarked(case["after"])
    found = resolve(after, describe(before, *place), before if kept else None)
    assert isinstance(found, OUTCOMES[case["outcome"]])
    if isinstance(found, Anchored | Moved | Edited):
        assert [found[:2]] == places
    elif isinstance(found, Ambiguous):
        assert list(found.candidates) == places


@each(QUOTES)
def test_each_quote_is_where_a_person_expects_it(case: dict[str, Any]) -> None:
    """Quotes without context or position, misspelled ones and repeated ones are found, offered or not found."""
    text, places = unmarked(case["text"])
    start = places[0][0] + case["at"] if "at" in case else None
    end = None if start is None else start + len(case["quote"])
    found = resolve(text, Quote(case["quote"], case.get("prefix", ""), case.get("suffix", ""), start, end))
    if case["outcome"] == "found":
        assert isinstance(found, Anchored | Moved | Edited)
        assert [found[:2]] == places
    elif case["outcome"] == "ambiguous":
        assert isinstance(found, Ambiguous)
        assert sorted(found.candidates) == places
    else:
        assert isinstance(found, Orphan)


def test_a_quote_of_unknown_position_is_followed_from_the_old_text() -> None:
    """An old text that has the quote once gives the position, and so its neighbours."""
    old = "Freight fell by 12 % in March, the clerk wrote. Tolls rose."
    new = "The clerk wrote: freight fell by 14 % in March, the clerk wrote. Tolls rose."
    found = resolve(new, Quote("12 %", "", "", None, None), old)
    assert isinstance(found, Edited)
    assert new[found.start : found.end] == "14 %"
    assert found.figure


def test_candidates_without_context_are_in_the_order_of_their_distance() -> None:
    """The best one is the nearest to the recorded place."""
    found = resolve("barley, oats, barley, oats, barley", Quote("barley", "", "", 20, 26))
    assert found == Ambiguous(((14, 20), (28, 34), (0, 6)))


TEXTS = st.text("ab \n", max_size=60)


@given(TEXTS, st.integers(0, 60), st.integers(0, 60), TEXTS)
def test_a_place_that_is_found_holds_the_quote(text: str, start: int, end: int, other: str) -> None:
    """In the same text the passage is where it was; in any text the place found holds its words."""
    try:
        selectors = describe(text, start, end)
    except UsageError:
        return
    assert resolve(text, selectors) == Anchored(selectors.start, selectors.end)
    for found in (resolve(other, selectors), resolve(other, selectors, text)):
        if isinstance(found, Anchored):
            assert found == (selectors.start, selectors.end)
            assert other[found.start : found.end] == selectors.exact
        elif isinstance(found, Moved):
            assert "".join(fold(other[found.start : found.end]).split()) == "".join(fold(selectors.exact).split())
        elif isinstance(found, Edited):
            assert other[found.start : found.end].strip()


WILD = st.text("aB1 .\n\t\u00a0\u0301’'-–的🇩🇪\u200d👩", max_size=50)


@given(WILD, st.integers(0, 50), st.integers(0, 50), WILD)
def test_a_place_that_is_found_is_whole(text: str, start: int, end: int, other: str) -> None:
    """Whatever both texts are: places lie in the text, in whole characters, and begin and end with words."""
    try:
        selectors = describe(text, start, end)
    except UsageError:
        return
    for found in (resolve(other, selectors), resolve(other, selectors, text)):
        if isinstance(found, Anchored | Moved | Edited):
            assert describe(other, found.start, found.end)[3:] == found[:2]


def test_many_passages_are_each_found_as_alone() -> None:
    """And an old text in which a passage does not stand is not believed."""
    old = "The well is twelve fathoms deep. We count nine boats today. It rained, and nobody came to the fair."
    new = "We count nine boats today, again. It rained, and nobody came to the fair. The well is dry."
    given_ = [describe(old, start, start + 20) for start in range(0, len(old) - 20, 7)]
    assert resolve_all(new, given_, old) == [resolve(new, one, old) for one in given_]
    assert resolve_all(new, given_) == [resolve(new, one) for one in given_] == resolve_all(new, given_, "other")


@given(TEXTS, st.integers(0, 60), st.integers(0, 60), st.text("xyz ", min_size=1, max_size=20))
def test_what_is_put_before_a_text_moves_its_passages(text: str, start: int, end: int, before: str) -> None:
    """A passage moves by as much as was put in, or it is said that there are several such places."""
    try:
        selectors = describe(text, start, end)
    except UsageError:
        return
    found = resolve(before + text, selectors)
    if isinstance(found, Moved):
        assert found.start == selectors.start + len(before)
    elif isinstance(found, Ambiguous):
        assert (selectors.start + len(before), selectors.end + len(before)) in found.candidates


@pytest.mark.parametrize("kept", [True, False])
@pytest.mark.parametrize("char", ["\u00ad", "\u200b", "\u2060", "\ufeff"])
def test_invisible_characters_edit_no_passage(char: str, kept: bool) -> None:  # noqa: FBT001 - a case
    """A passage in whose words such characters came or went is found with the same words; changed words are an edit."""
    plain = "The first line here.\nThe cooperation of all members was praised by twelve delegates.\nAnd so it went."
    words = "cooperation of all members was praised"
    other = plain.replace("cooperation", char.join("cooperation")).replace("first", char.join("first"))
    for old, new in ((plain, other), (other, plain)):
        quote = words if old is plain else words.replace("cooperation", char.join("cooperation"))
        start = old.index(quote)
        selectors = describe(old, start, start + len(quote))
        found = resolve(new, selectors, old if kept else None)
        assert isinstance(found, Moved)
        assert new[found.start : found.end].replace(char, "") == words
        assert resolve(old, selectors, old if kept else None) == Anchored(start, start + len(quote))
        changed = resolve(new.replace("praised", "scorned"), selectors, old if kept else None)
        assert isinstance(changed, Edited)
