"""Verdicts on pairs of figures."""

import tomllib
from math import isfinite
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.review.ledger.comparing import CLOSE, CONFLICT, CONVERTED, EQUAL, UNLIKE, compare, nested
from annotations.text.quantities import Day, Quantity, read

PAIRS = tomllib.loads((Path(__file__).parent / "data" / "pairs.toml").read_text(encoding="utf-8"))["pair"]


def quantity(given: Any) -> Quantity:
    """The only quantity of a text, or the one with these fields."""
    if isinstance(given, dict):
        return Quantity(start=0, end=len(given["written"]), **given)
    (found,) = [one for one in read(given) if not isinstance(one, Day)]
    return found


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: f"{pair['one']} {pair['other']}"[:60])
def test_the_verdict_has_its_reason(pair: dict[str, Any]) -> None:
    """Each pair has its sign and says why, in either order."""
    one, other = quantity(pair["one"]), quantity(pair["other"])
    periods = tuple(pair.get("periods", ("", "")))
    found = compare(one, other, periods)
    assert (found.sign, pair["reason"] in found.reason) == (pair["sign"], True), found
    assert found == compare(other, one, periods[::-1])
    assert (found.size > 0) == (found.sign == CONFLICT)


VALUES = st.floats(-1e15, 1e15, allow_nan=False)
UNITS = (
    {"unit": "%", "percent": True},
    {"unit": "×"},
    {"unit": "USD", "currency": "USD"},
    {"unit": "EUR", "currency": "EUR"},
    {"unit": "USD/month", "currency": "USD"},
    {"unit": "USD/year", "currency": "USD"},
    {"unit": "km", "dimension": "length", "factor": 1000.0},
    {"unit": "ft", "dimension": "length", "factor": 0.3048},
    {"unit": "user", "counted": True},
    {"unit": ""},
)


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    """Quantities of all sorts."""
    low, high = sorted((draw(VALUES), draw(VALUES)))
    if draw(st.booleans()):
        high = low
    fields: dict[str, Any] = dict(draw(st.sampled_from(UNITS)))
    bound = draw(st.sampled_from("=~>≥<≤±"))
    change = draw(st.sampled_from(("", "+", "-", "↗")))
    precision = draw(st.sampled_from((0.0, 0.1, 1.0, 1e6)))
    written = f"{bound}{low:g}–{high:g} {fields['unit']}"
    return Quantity(0, len(written), written, low, high, bound=bound, change=change, precision=precision, **fields)


@given(quantities(), quantities())
def test_the_order_makes_no_difference(one: Quantity, other: Quantity) -> None:
    """The verdict of two figures is one of the five, has a reason and a finite size, and is symmetric."""
    found = compare(one, other)
    assert found == compare(other, one)
    assert found.sign in {EQUAL, CLOSE, CONVERTED, CONFLICT, UNLIKE}
    assert found.reason
    assert isfinite(found.size)
    assert 0 <= found.size <= 1


@given(quantities())
def test_a_figure_is_equal_to_itself(one: Quantity) -> None:
    """Whatever its unit and bound are."""
    assert compare(one, one).sign == EQUAL


@given(st.floats(0.001, 1e9), st.sampled_from((("km", 1000.0, "m", 1.0), ("h", 3600.0, "min", 60.0))))
def test_a_value_in_another_unit_is_converted(value: float, units: tuple[str, float, str, float]) -> None:
    """Both are equal, in the same dimension only."""
    unit, factor, smaller, least = units
    low = value * factor / least
    one = Quantity(0, 1, "a", value, value, unit, dimension="d", factor=factor)
    other = Quantity(0, 1, "b", low, low, smaller, dimension="d", factor=least)
    assert compare(one, other).sign == CONVERTED
    assert compare(one, other._replace(dimension="e")).sign == UNLIKE


@given(st.floats(0.01, 1e6))
def test_rates_are_converted_only_if_both_have_a_period(value: float) -> None:
    """Per month and per year are, per month and nothing are not."""
    monthly = Quantity(0, 1, "a", value, value, "USD/month", currency="USD")
    yearly = Quantity(0, 1, "b", value * 12, value * 12, "USD/year", currency="USD")
    assert compare(monthly, yearly).sign == CONVERTED
    assert compare(monthly, yearly._replace(unit="USD")).sign == UNLIKE


def test_periods_are_nested() -> None:
    """A month in its quarter and year, nothing in another one, and what is unknown in all."""
    assert nested("2026-04", "2026-Q2")
    assert nested("2026", "2026-04")
    assert nested("", "2026")
    assert not nested("2026-04", "2026-Q1")
    assert not nested("2025", "2026")
