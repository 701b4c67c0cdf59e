"""Figures are read and compared by what they come to."""

from itertools import pairwise
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from annotations.review.comparison.figures import compare_figures
from annotations.text.quantities import Day, Quantity, Value, read
from tests.case_tables import each

DATA = Path(__file__).parents[1] / "data"


def table(name: str) -> list[tuple[str, str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [tuple(line.split(" =>")) for line in lines if line and not line.startswith("#")]  # type: ignore[misc]


def told(value: Value) -> str:
    if isinstance(value, Day):
        month = f"{value.month}" if value.month == value.last_month else f"{value.month}/{value.last_month}"
        return f"{value.year}-{month}-{value.day}"
    number = "..".join(dict.fromkeys(f"{end:f}".rstrip("0").rstrip(".") for end in (value.low, value.high)))
    return f"{value.bound} {number} {value.unit}".strip()


@each(table("values.txt"))
def test_values_are_read(text: str, values: str) -> None:
    """Number, unit and comparator of each figure, and as much of each date as is written."""
    assert [told(value) for value in read(text)] == [one.strip() for one in values.split(";") if one.strip()]


@each(table("figures.txt"))
def test_values_are_compared(pair: str, verdict: str) -> None:
    """Whichever of the two comes first."""
    one, other = (read(text)[0] for text in pair.split(" | "))
    assert compare_figures(one, other).verdict == verdict.strip()
    assert compare_figures(other, one).verdict == verdict.strip()


@given(st.text(alphabet="01259.,%$€–/: \nabmxBQéd年½’thmillonyearsAprj-", max_size=60))
def test_whatever_the_text_values_lie_in_it(text: str) -> None:
    """In their order, apart from each other, as they are written there, and each without doubt is the same as itself."""
    values = read(text)
    assert all(text[value.start : value.end] == value.written for value in values)
    assert all(one.end <= other.start for one, other in pairwise(values))
    for value in values:
        doubtful = isinstance(value, Quantity) and value.doubt
        assert compare_figures(value, value).verdict == ("unlike" if doubtful else "same")


def test_why_is_said_in_the_words_of_both() -> None:
    """What is written, not what it comes to."""
    assert compare_figures(*read("40 % | 47 %")).words == "40 % and 47 %"
    assert compare_figures(*read("about 40 % | 0.4")).words == "0.4 is about 40 %"
