"""What was recorded about figures is found again after the reader of numbers or the text has changed."""

import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copy

import pytest

from annotations.library import Library
from annotations.library.issues.findings import findings
from annotations.library.issues.untagged import suggest
from annotations.library.parts.figures import figures_of, ways_to_read
from annotations.library.parts.ledger import ledger_of
from annotations.review.ledger.figures import Figure
from annotations.review.ledger.recorded import meant
from annotations.text.quantities.readings import name_of
from tests.case_tables import each

OLDER = Path(__file__).parent / "data" / "older"
EXPECTED = tomllib.loads((OLDER / "expected.toml").read_text("utf-8"))


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library that an earlier version recorded."""
    (tmp_path / ".postil").mkdir()
    for name in ("a.md", "b.md"):
        copy(OLDER / name, tmp_path)
    copy(OLDER / "library.json", tmp_path / ".postil")
    made = Library.open([tmp_path], author="Ben")
    yield made
    made.close()


def told(one: Figure) -> str:
    """Return a figure with its value and what a person set about it."""
    given = ", ".join(f"{name} {one.about.details[name]}" for name in sorted(one.about.given))
    return f"{one.key.written} = {name_of(one.quantity)}" + (f" ({given})" if given else "")


def test_decisions_of_an_earlier_version_are_in_force(library: Library) -> None:
    """On the figures that they were about, and on no others; what was rejected is not suggested again."""
    rows = ledger_of(library, library.review.reckonings()).rows
    assert [(row.name, [told(one) for one in row.figures]) for row in rows] == [
        (one["name"], one["figures"]) for one in EXPECTED["row"]
    ]
    assert [(row.verdict, row.resolution.text) for row in rows if row.resolution] == [
        (one["verdict"], one["note"]) for one in EXPECTED["row"] if "note" in one
    ]
    found = (one for step in suggest(library, library.source_ids, ["figure"]) for one in step.found)
    assert [one.words for one in found] == EXPECTED["suggested"]
    assert not findings(library)


def test_what_is_set_again_replaces_what_an_earlier_version_set(library: Library) -> None:
    """Also if it is removed; a chosen reading can be altered where there is no doubt any more; undo restores all."""
    passage = library.annotation("1:4")
    one, _ = figures_of(library, passage.id)
    library.review.set_figure(passage.id, one.quantity.number, {"period": "", "basis": "net"}, one.former)
    assert [told(each) for each in figures_of(library, passage.id)] == [
        "10 km s−1 = 10 km/s (basis net)",
        "12 km s−1 = 12 km/s (basis mean)",
    ]
    library.undo()
    assert library.annotation("1:4") == passage
    (rope,) = figures_of(library, library.annotation("1:5").id)
    assert list(map(name_of, ways_to_read(library, rope))) == ["12 m", "12000000"]


def test_what_is_recorded_stays_with_figures_that_are_edited(library: Library) -> None:
    """Details and decisions, before the edit is accepted, after it, and after that is undone."""
    path = library.folder / "a.md"
    text = path.read_text("utf-8").replace("at 10 km", "at 11 km").replace("at 12 km", "at 13 km")
    path.write_text(text, "utf-8")
    edited = Library.open([library.folder], author="Ben")
    edited.document(edited.sources()[0].id)
    before = edited.annotation("1:4")
    wanted = [("probe", "11 km s−1 = 11 km/s (period 2024)"), ("Speed of the twin", "13 km s−1 = 13 km/s (basis mean)")]

    def now() -> list[tuple[str, str]]:
        rows = ledger_of(edited, edited.review.reckonings()).rows
        return [(row.name, told(one)) for row in rows for one in row.figures if one.key.passage == before.id]

    assert now() == wanted
    edited.accept([before.id])
    assert now() == wanted
    assert {*edited.annotation("1:4").figures} == {"11 km s−1", "13 km s−1"}
    edited.undo()
    assert edited.annotation("1:4") == before
    assert now() == wanted
    edited.close()


@each(
    [
        ("4 kg", ["4 kg", "no more than 4 kg"], "4 kg and no more than 4 kg", [], "4 kg"),
        ("more than 4 kg", ["4", "no more than 4 kg"], "4 boxes of no more than 4 kg", [], "no more than 4 kg"),
        ("12 kg", ["12", "3 %"], "12 kg at 3 %", [], "12"),
        ("4 kg", ["14 kg"], "14 kg", ["14 kg", "4 kg"], None),
        ("4 kg", ["5 kg", "14 kg"], "5 kg, 14 kg", ["4 kg", "14 kg"], "5 kg"),
        ("4 kg", ["5 kg", "15 kg"], "5 kg, 15 kg", ["4 kg", "14 kg"], "5 kg"),
        ("4 kg", ["5 kg", "15 kg"], "5 kg, 15 kg", [], None),
        ("4 kg", ["over 5 kg"], "over 5 kg", [], "over 5 kg"),
        ("4 kg", ["5 kg", "9 %"], "5 kg, 9 %", [], "5 kg"),
        ("10 km", ["11 km s−1"], "11 km s−1", ["10 km s−1"], "11 km s−1"),
        ("3", ["96 people"], "96 people on train 3", [], None),
        ("3", ["96 people"], "96 people on train 4", ["96 people"], None),
        ("4 kg", [], "four", ["4 kg"], None),
        ("", ["4 kg"], "4 kg", [], None),
    ]
)
def test_recorded_words_mean_one_figure_or_none(
    words: str, figures: Sequence[str], text: str, before: Sequence[str], wanted: str | None
) -> None:
    """The one that the same words are read as now, or that was put in its place; none if that is not certain."""
    assert meant(words, figures, text, before) == wanted
