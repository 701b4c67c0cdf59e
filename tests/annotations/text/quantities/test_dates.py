"""Dates as people write them become ISO 8601, as exact as they are written."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model.facts import is_date
from annotations.text.quantities.dates import LONGEST, read_date

CASES = [
    [part.strip() for part in line.split("|")]
    for line in (Path(__file__).parents[1] / "data/dates.txt").read_text("utf-8").splitlines()
    if line and line[0] != "#"
]


@pytest.mark.parametrize(("written", "read"), CASES, ids=[case[0] for case in CASES])
def test_a_date_is_read_as_it_is_written(written: str, read: str) -> None:
    """A year, a month or a day; none where it could be two different days."""
    assert read_date(f" {written} ") == read


@given(st.dates().map(str) | st.text(max_size=LONGEST + 2))
def test_whatever_is_read_is_a_date(text: str) -> None:
    """No text raises an error, and what is read as a date is read as the same one again."""
    if found := read_date(text):
        assert is_date(found)
        assert read_date(found) == found
