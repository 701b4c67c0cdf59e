"""What a person set about figures: readings and details in the ledger, in exports and after a merge."""

import csv
import io
import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter

import pytest

from annotations.errors import UsageError
from annotations.exchange.importers.native import incoming
from annotations.export.json import Export
from annotations.export.ledger_table import written
from annotations.library import Library
from annotations.library.parts.ledger import ledger_of
from annotations.records.figure_details import merge_details, rebase_details, with_details
from annotations.review.ledger.ledger import Ledger

TEXTS = {
    "1.md": "# Mill\n\nThe mill ground 94.000 tons of flour.\n\nRent of the mill is $40 in 2025.\n\nMeta says the mill has 58 % of the market.\n",
    "2.md": "# Visit\n\nThe mill ground 94,000 tons of flour.\n\nFor the hall they ask $45.\n\nA bed is $20 per night.\n\nIn millions of euros:\n\n"
    "| Line | 2025 |\n|---|---|\n| Revenue | 12.4 |\n| Rooms | 220 |\n",
}


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Two sources without passages."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = Library.open([tmp_path], author="tester")
    yield made
    made.close()


def tag(library: Library, number: int, words: str) -> str:
    """Tag words of a source as a figure, and return the id of the passage."""
    source = library.sources()[number - 1].id
    start = library.document(source).text.index(words)
    return library.add(source, start, start + len(words), tags=["figure"]).id


def ledger(library: Library) -> Ledger:
    """Make the ledger."""
    return ledger_of(library, library.review.reckonings())


def rows(library: Library) -> list[tuple[str, str, list[str]]]:
    """Return sign, period and figures of each row."""
    return [(row.sign, row.period, [one.key.written for one in row.figures]) for row in ledger(library).rows]


def test_nothing_is_compared_until_a_reading_is_chosen(library: Library) -> None:
    """Then by the chosen one; undo opens it again, and another choice replaces it."""
    one = tag(library, 1, "94.000 tons of flour")
    tag(library, 2, "94,000 tons of flour")
    (row,) = ledger(library).rows
    assert (row.sign, row.reasons) == ("∅", ("∅ “94.000 tons” may be ninety-four thousand ton or ninety-four ton",))
    library.review.set_figure(one, "94.000 tons", {"reading": "94000 ton"})
    assert [row.sign for row in ledger(library).rows] == ["="]
    library.review.set_figure(one, "94.000 tons", {"reading": "94 ton"})
    assert [row.sign for row in ledger(library).rows] == ["≠"]
    library.undo()
    library.undo()
    assert [row.sign for row in ledger(library).rows] == ["∅"]
    assert library.annotation(one).figures == {}


def test_what_was_set_goes_before_what_is_proposed(library: Library) -> None:
    """An equal metric makes a row, with its name; other periods and bases are not comparable."""
    one, other = tag(library, 1, "$40"), tag(library, 2, "$45")
    assert rows(library) == [("=", "2025", ["$40"]), ("=", "", ["$45"])]
    for each in (one, other):
        library.review.set_figure(each, library.annotation(each).exact, {"metric": "rent"})
    (row,) = ledger(library).rows
    assert (row.name, row.sign, row.period) == ("rent", "≠", "2025")
    library.review.set_figure(one, "$40", {"basis": "net"})
    library.review.set_figure(other, "$45", {"basis": "gross", "subject": "mill"})
    (row,) = ledger(library).rows
    assert (row.name, row.sign, row.reasons) == ("rent · mill", "∅", ("∅ different bases: gross and net",))
    library.review.set_figure(one, "$40", {"basis": "by lease"})
    (row,) = ledger(library).rows
    assert row.reasons == ("∅ different bases: by lease and gross",), "whatever the words are that a person set"
    library.review.set_figure(other, "$45", {"period": "2019"})
    assert [row.period for row in ledger(library).rows] == ["2025", "2019"]


def test_details_are_proposed_from_the_sentence_and_the_heads(library: Library) -> None:
    """Metric, subject, period, basis and who says it; a scale above a table counts where the row is about money."""
    tag(library, 1, "58 %")
    tag(library, 2, "12.4")
    tag(library, 2, "220")
    tag(library, 2, "$20 per night")
    found = {one.key.written: one for one in ledger(library).figures}
    assert found["58 %"].about.attribution == "Meta"
    assert found["12.4"].about[:3] == ("Revenue", "Visit", "2025")
    assert (found["12.4"].quantity.low, found["12.4"].quantity.unit) == (12.4e6, "EUR")
    assert found["220"].quantity.doubt == "million EUR"
    assert (found["$20 per night"].about.basis, found["$20 per night"].quantity.unit) == ("per night", "$/day")


def test_a_bare_number_of_a_table_that_is_gone_is_not_compared(library: Library) -> None:
    """Its heads are not recorded with it, so that it may be of any scale; one with a unit is read as it is."""
    tag(library, 2, "12.4")
    source = library.sources()[1]
    (library.folder / source.path).unlink()
    library.close()
    again = Library.open([library.folder])
    (figure,) = ledger(again).figures
    assert figure.quantity.doubt == "the heads of its table are not known"
    assert [row.sign for row in ledger(again).rows] == ["∅"]
    again.close()


def test_exports_have_what_was_set(library: Library) -> None:
    """As a field of the passage that an import takes back, in the columns of the table, and as text."""
    one = tag(library, 1, "94.000 tons of flour")
    library.review.set_figure(one, "94.000 tons", {"period": "1902", "attribution": "=the miller", "basis": "gross"})
    exported = json.loads(b"".join(Export(library).pieces()))
    assert exported["annotations"][0]["figures"] == {
        "94.000 tons": {"basis": "gross", "period": "1902", "attribution": "=the miller"}
    }
    (figure,) = exported["figures"][0]["figures"]
    assert figure["readings"] == ["94000 ton", "94 ton"]
    assert (figure["period"], figure["basis"], figure["set"]) == ("1902", "gross", ["attribution", "basis", "period"])
    passage = incoming(exported).passages[0]
    assert passage.figures == library.annotation(one).figures
    made = ledger(library)
    (line,) = csv.DictReader(io.StringIO("".join(written(library, made, made.rows, "csv"))))
    assert (line["date"], line["doubt"], line["change"], line["attribution"]) == (
        "1902",
        "thousands",
        "",
        "'=the miller",
    )
    text = "".join(written(library, made, made.rows, "text"))
    assert "94000 ton or 94 ton: no reading was chosen" in text


def test_unknown_and_long_details_are_refused(library: Library) -> None:
    """In one line; nothing is recorded."""
    one = tag(library, 1, "$40")
    with pytest.raises(UsageError, match="no detail “colour”"):
        library.review.set_figure(one, "$40", {"colour": "red"})
    with pytest.raises(UsageError, match="at most 200"):
        library.review.set_figure(one, "$40", {"metric": "x" * 201})
    assert library.annotation(one).figures == {}


def test_details_are_merged_each_for_itself() -> None:
    """Of two values of one detail that of the newer version; an undo takes back its own only."""
    base = with_details({}, "40 %", {"metric": "share", "period": "2024"})
    ours = with_details(base, "40 %", {"period": "2025"})
    theirs = with_details(with_details(base, "40 %", {"metric": ""}), "7", {"basis": "net"})
    assert merge_details(base, ours, theirs) == {"40 %": {"period": "2025"}, "7": {"basis": "net"}}
    clash = with_details(base, "40 %", {"period": "2026"})
    assert merge_details(base, ours, clash) == {"40 %": {"metric": "share", "period": "2026"}}
    assert rebase_details(ours, base, with_details(ours, "40 %", {"basis": "net"})) == {
        "40 %": {"basis": "net", "metric": "share", "period": "2024"}
    }
    assert rebase_details(ours, base, clash) is None


BAD = {
    "digits": ("7" * 400, "beyond the numbers that can be compared"),
    "power": ("1e999", "beyond the numbers that can be compared"),
    "scripts": ("1٣4", "digits of several scripts"),
    "vague": ("hundreds", "no exact number"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_number_is_shown_with_its_doubt(tmp_path: Path, name: str) -> None:
    """In each form of the ledger, never as zero or infinity, and not equal to another one like it."""
    words, doubt = BAD[name]
    for place, text in enumerate((f"The mill has {words} of them.", f"Of the mill: {words} of them.")):
        (tmp_path / f"{place}.txt").write_text(text, encoding="utf-8")
    library = Library.open([tmp_path])
    for number in (1, 2):
        one = tag(library, number, words)
        library.review.set_figure(one, words[:200], {"metric": "mills"})
    made = ledger(library)
    assert {one.quantity.doubt for one in made.figures} == {doubt}
    assert {row.sign for row in made.rows} == {"∅"}
    for form in ("text", "csv", "json", "markdown"):
        shown = "".join(written(library, made, made.rows, form))
        assert words[:30] in shown or form == "json"
        assert "inf" not in shown.lower().replace("infor", "")
    for line in csv.DictReader(io.StringIO("".join(written(library, made, made.rows, "csv")))):
        assert (line["low"], line["high"], line["doubt"]) == ("", "", doubt)
    library.close()


def test_a_choice_does_not_outlive_its_number(library: Library) -> None:
    """After an edit of the text the number has other digits: its doubt is open again."""
    one = tag(library, 1, "94.000 tons of flour")
    library.review.set_figure(one, "94.000 tons", {"reading": "94000 ton"})
    source = library.source(library.annotation(one).source)
    path = library.folder / source.path
    path.write_text(path.read_text("utf-8").replace("94.000", "95.000"), encoding="utf-8")
    library.close()
    again = Library.open([path.parent])
    again.document(source.id)
    (figure,) = ledger(again).figures
    assert (figure.quantity.low, figure.quantity.doubt) == (95, "thousands")
    again.close()


def test_a_large_table_of_numbers_costs_no_more_than_its_cells(tmp_path: Path) -> None:
    """One cell of thousands is read at the cost of its row, and no cell without digits is a figure."""
    body = "\n".join("| " + " | ".join(str(row * column + 0.5) for column in range(60)) + " |" for row in range(60))
    head = "| " + " | ".join(f"c{column} (EUR m)" for column in range(60)) + " |\n" + "|---" * 60 + "|\n"
    (tmp_path / "a.md").write_text(f"# T\n\n{head}{body}\n\nNaN and nan % are no numbers.\n", encoding="utf-8")
    library = Library.open([tmp_path])
    source = library.sources()[0].id
    document = library.document(source)
    block = document.blocks[30]
    start, end = block.cells[30]
    one = library.add(source, start, end, tags=["figure"])
    began = perf_counter()
    (figure,) = ledger(library).figures
    assert perf_counter() - began < 5
    assert figure.quantity.low == float(one.exact) * 1e6
    nan = tag(library, 1, "NaN and nan %")
    assert [each.key.passage for each in ledger(library).figures] == [one.id]
    assert library.annotation(nan).exact == "NaN and nan %"
    library.close()


def test_a_date_says_nothing(tmp_path: Path) -> None:
    """Who says a figure is a name; of *a survey of April 2026 said* nothing is proposed."""
    (tmp_path / "a.txt").write_text(
        "What a survey of April 2026 said was read by 40 people. In May Reed said that 30 came.\n"
    )
    with closing(Library.open([tmp_path])) as library:
        tag(library, 1, "40 people")
        tag(library, 1, "30")
        assert [one.about.attribution for one in ledger(library).figures] == ["", "Reed"]
