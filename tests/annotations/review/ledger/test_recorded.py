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
from annotations.review.ledger.rows import Row, evidence_of
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


@pytest.mark.parametrize("many", [3, 12])
def test_a_resolved_conflict_stays_resolved_when_its_figures_are_read_otherwise(tmp_path: Path, many: int) -> None:
    """However many figures the row has; one that was added opens it again."""
    for number in range(many + 1):
        bound = f"at least {number + 70}" if number % 2 else f"at most {number + 40}"
        text = f"The orchard employs {bound} pickers.\n"
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    library = Library.open([tmp_path], author="Ben")
    for source in library.source_ids[:-1]:
        library.add(source, 0, len(library.document(source).text.rstrip()), tags=["figure"])

    def row() -> Row:
        return max(ledger_of(library, library.review.reckonings()).rows, key=lambda one: len(one.figures))

    found = row()
    assert len(found.figures) == many
    before = {(one.key.passage, one.key.written): one.key.written.split(" ", 2)[2] for one in found.figures}
    assert all(words != key[1] for key, words in before.items())
    first = found.key.passage, found.key.written
    as_before = [(passage, before[passage, words]) for passage, words in (first, *found.others(first))]
    quotes = {one.key.passage: one.quote for one in found.figures}
    evidence = evidence_of((key, quotes[key[0]]) for key in as_before)
    library.review.resolve(as_before[0], "another month", evidence, tuple(as_before[1:]))
    assert row().resolved
    last = library.source_ids[-1]
    library.add(last, 0, len(library.document(last).text.rstrip()), tags=["figure"])
    assert (row().resolved, row().reopened) == (False, True)
    library.close()


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
