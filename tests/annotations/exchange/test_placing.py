"""Where a passage is: its offsets in any unit, then its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.incoming import IncomingPassage, Unit
from annotations.exchange.placing import Placer
from annotations.exchange.units import UNITS

TEXT = "Ä 🌳 stands.\nIt grew 5 m in 1902.\n\nIt grew no more; it grew old. Twice it stands."


def offsets(text: str, at: int, unit: Unit) -> int:
    """Return an offset as another program counts it."""
    before = text[:at]
    if unit == "utf-16":
        return len(before.encode("utf-16-le")) // 2
    if unit == "bytes":
        return len(before.encode())
    return at + before.count("\n") if unit == "crlf" else at


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("known", [True, False])
def test_offsets_are_read_in_their_unit(unit: Unit, *, known: bool) -> None:
    """Whether the format says what it counts or not, as soon as they lead to the words."""
    at = TEXT.index("5 m in 1902")
    passage = IncomingPassage(
        "1",
        "s",
        "5 m in 1902",
        start=offsets(TEXT, at, unit),
        end=offsets(TEXT, at + 11, unit),
        unit=unit if known else "",
    )
    place = Placer(TEXT).place(passage)
    assert (place.start, place.end) == (at, at + 11)
    assert place.way == unit or not known


@pytest.mark.parametrize(
    ("passage", "way", "words"),
    [
        (IncomingPassage("1", "s", "5 m in 1902", "It grew ", ".\n\nIt grew"), "words", "5 m in 1902"),
        (IncomingPassage("1", "s", "5 m in 1902", "It grew ", ".\n\nIt grew", 3, 14), "words", "5 m in 1902"),
        (IncomingPassage("1", "s", "It grew", suffix=" no more"), "words", "It grew"),
        (IncomingPassage("1", "s", "a pear tree that nobody saw fell down"), "lost", ""),
        (IncomingPassage("1", "s", "", start=2, end=3, unit="code points"), "code points", "🌳"),
        (IncomingPassage("1", "s", ""), "lost", ""),
        (IncomingPassage("1", "s", "x", start=5, end=10**30), "lost", ""),
    ],
)
def test_without_offsets_the_words_are_looked_for(passage: IncomingPassage, way: str, words: str) -> None:
    """What fits several places is left to a person, and what fits none has no place."""
    place = Placer(TEXT).place(passage)
    assert place.way == way
    assert TEXT[place.start : place.end] == words if words else place.start < 0


def test_offsets_count_in_the_text_of_the_file() -> None:
    """Where the text here has a paragraph more, the passage is found by what the two texts share."""
    here = "A new first paragraph.\n\n" + TEXT
    at = TEXT.index("no more")
    place = Placer(here, TEXT).place(IncomingPassage("1", "s", "", start=at, end=at + 7))
    assert here[place.start : place.end] == "no more"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_any_range_comes_back_from_any_unit(text: str, data: st.DataObject) -> None:
    """A range of whole characters has the same words after the way through another unit."""
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    unit = data.draw(st.sampled_from(UNITS))
    exact = text[start:end]
    passage = IncomingPassage(
        "1", "s", exact, start=offsets(text, start, unit), end=offsets(text, end, unit), unit=unit
    )
    place = Placer(text).place(passage)
    if exact.strip():
        assert place.way == unit
        assert "".join(exact.split()) in "".join(text[place.start : place.end].split())
