"""Sources are found by their facts: which dates, grades and names fit a filter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import Source
from annotations.records.facts import ADMIRALTY, Scales
from annotations.search.query import parse

DATES = st.dates().map(str).flatmap(lambda day: st.sampled_from([day, day[:7], day[:4]]))


def found(fact: str, value: str, typed: str, scales: Scales | None = None) -> bool:
    """Whether a source with a fact is found."""
    query = parse(typed, [], scales or Scales())
    assert not query.problem
    return query.takes_source(Source(id="s", number=3, path="a/Letter.txt", facts={fact: value} if value else {}))


@pytest.mark.parametrize(
    ("date", "fitting", "others"),
    [
        (
            "2026-04-08",
            "2026 2026-04 2026-04-08 >2026-03 >=2026-04 <2026-05 <=2026-04 2026-01..2026-04 <2027 >2025",
            "",
        ),
        ("2026-04-08", "", ">2026-04 >2026 <2026-04 <2026 2025 2026-05 2025..2026-03 none >2026-04-08 <2026-04-08"),
        ("2026-04", "2026 2026-04 >=2026-04-01 >2026-03 <2026-05-01 <=2026", "2026-04-08 >2026-04-08 <2026-04-08"),
        ("2026", "2026 >=2026 <=2026 >2025 <2027 >=2026-01-01", "2026-04 >2026-04 >=2026-04 <2026-04 2026-01..2026-02"),
        ("", "none", "2026 >2020 <2030 2020..2030"),
    ],
)
def test_dates_that_are_partly_known(date: str, fitting: str, others: str) -> None:
    """Only what is surely before, after or within a span fits; a year is not after a month of it."""
    assert [typed for typed in fitting.split() if not found("published", date, f"published:{typed}")] == []
    assert [typed for typed in others.split() if found("published", date, f"published:{typed}")] == []


@given(DATES, DATES)
def test_a_date_is_before_within_or_after_another(date: str, bound: str) -> None:
    """Never two of these; of the same exactness always one."""
    fits = [found("published", date, f"published:{sign}{bound}") for sign in ("<", "", ">")]
    assert sum(fits) <= 1
    if len(date) >= len(bound):
        assert sum(fits) == 1


@pytest.mark.parametrize(
    ("grade", "scale", "fitting", "others"),
    [
        ("B2", (), "b2 B >=B >=B3 <=B <A1 >B3 >C <=A", ">B A b3 <B >=A1 none"),
        ("B", ADMIRALTY, "B >=B >C <A6", "B2 >B <B"),
        ("medium", ("high", "medium", "low"), "medium >=medium >low <high <=high", "high low >medium"),
        ("quite good", (), "good quite", "bad B"),
        ("", ADMIRALTY, "none", "A >=F"),
        ("C", ("AB", "A", "C"), "C <A", "A AB"),
    ],
)
def test_grades_are_in_the_order_of_their_scale(grade: str, scale: tuple[str, ...], fitting: str, others: str) -> None:
    """The first is the best; a letter of the Admiralty code stands for all its grades; without a scale any text fits."""
    scales = Scales(grades=scale)
    assert [one for one in fitting.split() if not found("credibility", grade, f"credibility:{one}", scales)] == []
    assert [one for one in others.split() if found("credibility", grade, f"credibility:{one}", scales)] == []


@pytest.mark.parametrize(
    ("fact", "value", "typed", "fits"),
    [
        ("author", "Anna Smith; Ben", "author:smith", True),
        ("author", "Anna Smith; Ben", "-author:ben", False),
        ("author", "", "author:none", True),
        ("author", "", "-author:none", False),
        ("publisher", "The Post", 'publisher:"the post"', True),
        ("kind", "primary", "kind:primary", True),
        ("kind", "primary", "kind:pr", True),
        ("kind", "primary", "-kind:social", True),
        ("title", "On pears", "source:pears", True),
        ("title", "On pears", "source:letter", True),
        ("title", "On pears", "source:4", False),
    ],
)
def test_names_are_found_in_part(fact: str, value: str, typed: str, *, fits: bool) -> None:
    """Whatever the case; `none` finds sources without such a fact."""
    assert found(fact, value, typed) is fits
