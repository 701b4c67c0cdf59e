"""Quantities are read whole and by value, and no text breaks the reader."""

import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.quantities import Quantity, Value, read
from tests.case_tables import each

LINES = (Path(__file__).parent / "data/quantities.txt").read_text("utf-8").splitlines()
CASES = [tuple(line.split(" =>")) for line in LINES if line and not line.startswith("#")]


def told(value: Value) -> str:
    """A quantity as the table has it."""
    assert isinstance(value, Quantity)
    number = "..".join(dict.fromkeys(f"{end:.10g}" for end in (round(value.low, 5), round(value.high, 5))))
    parts = [value.bound, number, value.unit, value.change, f"{value.doubt}!" if value.doubt else ""]
    return " ".join(filter(None, parts))


def close(one: str, other: str) -> bool:
    """Whether two rows are equal, with numbers as exact as the table."""

    def parts(row: str) -> list[str]:
        numbers = (part.replace("..", " ") for part in row.split())
        return [
            f"{float(part):.4g}" if part[-1:].isdecimal() else part for number in numbers for part in number.split()
        ]

    return parts(one) == parts(other)


@each(CASES)
def test_a_quantity_has_its_value_unit_bound_and_change(text: str, quantities: str) -> None:
    """Each row of the table is read as it says, and nothing else in it is a quantity."""
    found, wanted = [told(value) for value in read(text)], [one.strip() for one in quantities.split(";") if one.strip()]
    assert len(found) == len(wanted), found
    assert all(map(close, found, wanted)), found


@pytest.mark.parametrize(
    ("text", "more", "value", "unit"),
    [
        ("400", {"header": "Revenue ($m)"}, 400e6, "$"),
        ("40", {"header": "Share (%)"}, 40, "%"),
        ("5m", {"header": "Height (m)"}, 5, "m"),
        ("12", {"header": "Umsatz in Mio. €"}, 12e6, "EUR"),
        ("5m", {"header": "Cost (€m)"}, 5e6, "EUR"),
        ("7", {"header": "Cost (USD bn)"}, 7e9, "USD"),
        ("1.234", {"locale": "de"}, 1234, ""),
        ("1.234", {"locale": "en"}, 1.234, ""),
        ("$5", {"locale": "en_CA"}, 5, "CAD"),
    ],
)
def test_head_and_locale_decide(text: str, more: dict[str, str], value: float, unit: str) -> None:
    """The head of a column gives unit and scale to bare numbers, the locale the decimal sign and the dollar."""
    (one,) = read(text, **more)
    assert isinstance(one, Quantity)
    assert (one.value, one.unit) == (value, unit)


def test_the_date_of_its_sentence_is_the_period_of_a_quantity() -> None:
    """A rate has its own period, and a date in another sentence is none."""
    values = read("It sold 40 tons in Q1 2026, at $5 a month. Nobody paid 7 %.")
    assert [one.period for one in values] == ["2026-Q1", "2026-Q1", "month", ""]
    near, far = "of pears from the valleys in the north ", "of pears, apples, plums, quinces and cherries " * 3
    assert [one.period for text in (near, far) for one in read(f"It sold 40 tons {text}in 2026.")] == ["2026"] * 2 + [
        "",
        "2026",
    ]


@pytest.mark.parametrize(
    "text", ["9" * 400, "1e999", "1e-999", "1٢3 kg", "2^9999", "2^99999 kg", "9" * 299 + " trillion trillion"]
)
def test_a_number_that_cannot_be_calculated_with_is_in_doubt(text: str) -> None:
    """It is found whole with a doubt and without a value: never an exception, never zero."""
    (one,) = read(text)
    assert isinstance(one, Quantity)
    assert one.doubt
    assert one.value is None
    assert one.low != 0


WORDS = (
    "one un une eine zwei two ten 1 12 3:1 in sur von de je auf pour for every cada out of mill mille mil thousand a an million hundred "
    "1.200 1,200 $(4) 5p half and et demi y media twice als than que more plus más the mark Viertelstunde dreijährig"
).split()
TEXTS = (
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
    | st.text(alphabet="01259٣.,%$€£–-−/:'\"()[]± \n\t+×^eE½²⁶ kKmMbBtTxnolfiveharudptgs&", max_size=80)
    | st.text(max_size=80)
)


@given(TEXTS)
def test_whatever_the_text_its_quantities_are_in_it(text: str) -> None:
    """In order and disjoint, as they are written, with the core inside, low not above high, and finite or in doubt."""
    values = read(text)
    assert all(0 <= one.start < one.end <= len(text) and text[one.start : one.end] == one.written for one in values)
    assert all(one.end <= other.start for one, other in pairwise(values))
    for one in values:
        if isinstance(one, Quantity):
            assert one.start <= one.core[0] < one.core[1] <= one.end
            assert one.low <= one.high
            assert one.doubt or math.isfinite(one.high)


@given(st.integers(2100, 10**15), st.sampled_from([" kg", " users", " USD", "%"]))
def test_separators_between_thousands_do_not_change_a_value(number: int, unit: str) -> None:
    """Commas, narrow blanks, blanks and apostrophes read the same as none."""
    grouped = f"{number:,}"
    for written in (f"{number}", grouped, *(grouped.replace(",", sign) for sign in "\u202f '’")):
        (one,) = read(f"about {written}{unit}, they say")
        assert isinstance(one, Quantity)
        assert one.value == number, written


def test_a_table_of_numbers_is_read_cell_by_cell() -> None:
    """Each of 50 times 50 cells is one quantity."""
    table = "\n".join("\t".join(str(row * 50 + column + 3000) for column in range(50)) for row in range(50))
    assert [one.value for one in read(table)] == list(range(3000, 5500))


@pytest.mark.parametrize(
    "piece", ["½", "zweihundert", "ein", "und ", "hundred ", "5 to ", "one point ", "-", "1 , 000 . "]
)
def test_no_repetition_breaks_the_reader(piece: str) -> None:
    """A thousand times the same piece is read to its end."""
    assert all(value.end <= 1000 * len(piece) for value in read(piece * 1000))
