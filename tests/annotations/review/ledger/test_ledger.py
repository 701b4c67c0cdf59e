"""The ledger of a library: groups from the words, decisions, and what a change does to them."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.exchange.importers.native import incoming
from annotations.export.json import Export
from annotations.library import Library
from annotations.library.parts.ledger import ledger_of
from annotations.review.ledger.ledger import Ledger
from annotations.review.ledger.rows import Row
from annotations.review.ledger.strip import dot_strip
from annotations.text.quantities import Day, read

TEXTS = {
    "1.md": (
        "# Orchard\n\nThe orchard employs 40 pickers.\n\nCider sales grew by 420 % over the decade.\n\n"
        "Revenue of the orchard was $15 million in 2025.\n\nThe press costs $120 per month.\n"
    ),
    "2.md": (
        "# Visit\n\nThe orchard employs roughly 43 pickers.\n\nCider sales rose to 5.2x over the decade.\n\n"
        "Revenue of the orchard was $12.5 million in 2025.\n\nRent of the press costs $1,440 per year.\n"
    ),
    "3.md": (
        "# Notes\n\nThe orchard employs 55 pickers.\n\nRevenue of the orchard was €14 million in 2025.\n\n"
        "Revenue of the orchard was $9 million in 2024.\n\n"
        "| Sort | Price |\n|---|---|\n| Bramley | $3 |\n| Cox | $4 |\n"
    ),
    "4.md": "No number is given here.\n",
    "5.md": "Nor here.\n",
}


def tag_all(library: Library) -> None:
    """Tag each quantity as a figure, and mark all sources but the last as read."""
    for source in library.sources():
        document = library.document(source.id)
        for block in document.blocks:
            for start, end in block.cells or ((block.start, block.end),):
                for value in read(document.slice(start, end)):
                    if not isinstance(value, Day):
                        library.add(source.id, start + value.start, start + value.end, tags=["figure"])
        if source.number < 5:
            library.about.mark_read(source.id)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Five sources with figures."""
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = Library.open([tmp_path], author="tester")
    tag_all(made)
    yield made
    made.close()


def ledger(library: Library) -> Ledger:
    """The ledger as it is now."""
    return ledger_of(library, library.review.reckonings())


def with_figure(made: Ledger, written: str) -> Row:
    """The row that has a figure."""
    (row,) = [row for row in made.rows if any(one.key.written == written for one in row.figures)]
    return row


def told(made: Ledger) -> list[tuple[str, list[str]]]:
    """Verdicts and figures of the rows."""
    return [(row.verdict, [one.key.written for one in row.figures]) for row in made.rows]


def test_figures_of_one_metric_and_period_are_a_row(library: Library) -> None:
    """However they are written; another period and other rows of a table are other rows."""
    assert told(ledger(library)) == [
        ("conflict", ["40 pickers", "roughly 43 pickers", "55 pickers"]),
        ("equal after conversion", ["420 %", "5.2x"]),
        ("conflict", ["$15 million", "$12.5 million", "€14 million"]),
        ("equal after conversion", ["$120 per month", "$1,440 per year"]),
        ("one source", ["$9 million"]),
        ("one source", ["$3"]),
        ("one source", ["$4"]),
    ]


def test_each_source_has_a_cell(library: Library) -> None:
    """A read source without a figure is silent, an unread one blank; names and periods come from the words."""
    made = ledger(library)
    row = with_figure(made, "$15 million")
    assert [made.cell(row, source.id).sign for source in made.sources] == ["=", "≠", "∅", "·", ""]
    assert ("revenue" in row.name, row.period) == (True, "2025")
    assert row.reasons == (
        "≠ $12.5 million and $15 million: differ by 16.7 %",
        "∅ different currencies: EUR and $",
    )
    assert with_figure(made, "$3").name == "Bramley · Price"
    assert made.ordered(made.rows, "conflict")[0].key.written == "40 pickers"


def test_rows_are_merged_and_split(library: Library) -> None:
    """And each is undone by one step."""
    made = ledger(library)
    one, other = with_figure(made, "$3"), with_figure(made, "$4")
    library.review.put_together(one.key, other.key)
    assert with_figure(ledger(library), "$3").verdict == "conflict"
    library.undo()
    assert told(ledger(library)) == told(made)
    library.review.take_apart(with_figure(made, "55 pickers").figures[2].key)
    assert with_figure(ledger(library), "40 pickers").verdict == "compatible"
    assert with_figure(ledger(library), "55 pickers").verdict == "one source"
    library.review.put_together(one.key, with_figure(made, "55 pickers").figures[2].key)
    merged = with_figure(ledger(library), "55 pickers")
    assert (merged.verdict, len(merged.figures)) == ("not comparable", 2)
    library.review.take_apart(merged.figures[0].key)
    assert len(with_figure(ledger(library), "55 pickers").figures) == 1


def test_a_metric_is_named(library: Library) -> None:
    """The name is that of the row; an empty one is proposed again."""
    row = with_figure(ledger(library), "40 pickers")
    library.review.name_metric(row.key, "  Staff \n of the orchard")
    named = with_figure(ledger(library), "40 pickers")
    assert (named.name, named.proposed) == ("Staff of the orchard", row.proposed)
    assert named.named is not None
    library.review.name_metric(named.figures[1].key, "", [named.named.id])
    assert with_figure(ledger(library), "40 pickers").named is None


@pytest.mark.parametrize(
    ("number", "before", "after"), [(3, "55 pickers", "57 pickers"), (1, "40 pickers", "44 pickers")]
)
def test_a_resolved_conflict_comes_back_when_a_passage_changes(
    library: Library, tmp_path: Path, number: int, before: str, after: str
) -> None:
    """Any of its row, also the one that the decision was made on; until then it is resolved for all who open the library."""
    row = with_figure(ledger(library), "40 pickers")
    library.review.resolve(row.key, "different season", row.evidence)
    library.review.name_metric(row.key, "Staff")
    library.close()
    again = Library.open([tmp_path], author="other")
    made = ledger(again)
    row = with_figure(made, "40 pickers")
    assert (row.resolved, row.verdict, made.left, len(made.conflicts)) == (True, "resolved", 1, 2)
    again.close()
    path = tmp_path / f"{number}.md"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    edited = Library.open([tmp_path], author="other")
    row = with_figure(ledger(edited), after)
    assert (row.resolved, row.reopened, row.verdict, row.name) == (False, True, "conflict", "Staff")
    edited.close()


def test_decisions_stay_with_the_row_of_a_deleted_passage(library: Library) -> None:
    """A name, a merge and a resolved conflict, which is open again, for what it was about is not the same; undo restores all."""
    made = ledger(library)
    row, other = with_figure(made, "40 pickers"), with_figure(made, "$9 million")
    library.review.name_metric(row.key, "Staff", (), row.beside(row.key.passage))
    library.review.put_together(row.key, other.key, row.beside(row.key.passage), other.beside(other.key.passage))
    row = with_figure(ledger(library), "40 pickers")
    library.review.resolve(row.key, "different season", row.evidence, row.beside(row.key.passage))
    library.delete(row.key.passage)
    left = with_figure(ledger(library), "55 pickers")
    assert (left.name, [one.key.written for one in left.figures]) == (
        "Staff",
        ["roughly 43 pickers", "55 pickers", "$9 million"],
    )
    assert (left.resolved, left.reopened) == (False, True)
    for figure in left.figures:
        library.delete(figure.key.passage)
    assert not library.review.reckonings()
    for _ in range(4):
        library.undo()
    back = with_figure(ledger(library), "40 pickers")
    assert (back.name, back.resolved, len(back.figures)) == ("Staff", True, 4)


def test_a_row_that_two_persons_resolved_and_named_is_opened_and_named_at_once(library: Library) -> None:
    """No older decision comes to light behind the one that is taken back."""
    row = with_figure(ledger(library), "40 pickers")
    for figure in row.figures[:2]:
        library.review.resolve(figure.key, f"as {figure.key.written}", row.evidence)
        library.review.name_metric(figure.key, f"like {figure.key.written}")
    row = with_figure(ledger(library), "40 pickers")
    assert (row.resolved, len(row.resolutions), len(row.names)) == (True, 2, 2)
    library.review.reopen(*row.resolutions)
    library.review.name_metric(row.key, "", row.names)
    row = with_figure(ledger(library), "40 pickers")
    assert (row.resolution, row.named) == (None, None)
    library.undo()
    library.undo()
    assert with_figure(ledger(library), "40 pickers").resolved


def test_decisions_stay_when_a_tag_is_removed(library: Library) -> None:
    """They apply to the others of the row as long as their figure is none."""
    row = with_figure(ledger(library), "40 pickers")
    library.review.name_metric(row.key, "Staff", (), row.beside(row.key.passage))
    library.toggle_tag(row.key.passage, "figure")
    assert with_figure(ledger(library), "55 pickers").name == "Staff"


def test_a_decision_changes_only_its_rows(library: Library) -> None:
    """All others stay the same objects, so that nothing of them is compared again."""
    made = ledger(library)
    before = {row.key: row for row in made.rows}
    library.review.put_together(with_figure(made, "$3").key, with_figure(made, "$4").key)
    made.decide(library.review.reckonings())
    assert [row.key for row in made.rows if before.get(row.key) is not row] == [with_figure(made, "$3").key]


def test_links_join_figures_of_other_words(tmp_path: Path) -> None:
    """A link between two passages says that they are about one thing; without it their words do not."""
    for name, text in {"1.md": "Harvest came to 40 tonnes.\n", "2.md": "They picked 38 tonnes.\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    made = Library.open([tmp_path], author="tester")
    tag_all(made)
    assert len(ledger(made).rows) == 2
    made.connect("1:1", "2:1", "contradicts")
    assert len(ledger(made).rows) == 1
    made.close()


def test_figures_of_other_things_are_other_rows(tmp_path: Path) -> None:
    """Though all else of the sentences is the same, and the values are near."""
    for number, thing in ((86, "cherries"), (84, "tiles"), (85, "cherries")):
        (tmp_path / f"{number}.md").write_text(
            f"The eastern parish shipped {number} % of its {thing}.\n", encoding="utf-8"
        )
    made = Library.open([tmp_path], author="tester")
    tag_all(made)
    assert [len(row.cells) for row in ledger(made).rows] == [1, 2]
    made.close()


@pytest.mark.parametrize("text", ["1" * 400, "1e999", "٣٤ 百 १२", "−∞", "NaN %", "5 m and 5 m", "| 1 | 2 |\n" * 300])
def test_any_number_has_a_row_or_none(tmp_path: Path, text: str) -> None:
    """Whatever is tagged as a figure, the ledger is made."""
    (tmp_path / "a.md").write_text(f"Words {text} words.\n", encoding="utf-8")
    made = Library.open([tmp_path], author="tester")
    source = made.sources()[0].id
    length = made.document(source).length
    made.add(source, 0, length, tags=["figure"])
    assert all(row.verdict for row in ledger(made).rows)
    made.close()


@given(
    st.lists(st.tuples(st.floats(-1e300, 1e300), st.floats(0, 1e300)).map(lambda one: (one[0], one[0] + one[1]))),
    st.integers(0, 40),
)
def test_dots_have_the_width_and_both_ends(extents: list[tuple[float, float]], width: int) -> None:
    """A strip has no cell more or less, and something at either end; or it is empty."""
    found = dot_strip(extents, width)
    assert len(found) in {0, width}
    assert not found or (found[0] in "●◉" and found[-1] in "●◉")


def test_dots_show_where_values_are() -> None:
    """Equal values share a dot, a range is a line, and distant ends make the line logarithmic."""
    assert dot_strip([(0, 0), (5, 5), (10, 10), (10, 10)], 11) == "●····●····◉"
    assert dot_strip([(0, 4), (10, 10)], 11) == "●───●·····●"
    assert not dot_strip([(62 * 0.0254, 62 * 0.0254), (5 * 0.3048 + 2 * 0.0254,) * 2], 11)  # 62 in and 5 ft 2 in
    assert dot_strip([(1, 1), (10, 10), (100, 100)], 11) == "●····●····●"
    assert dot_strip([(3, 3), (3, 3)], 11) == ""


def test_export_and_import_keep_decisions(library: Library) -> None:
    """Of a library of the same passages."""
    row = with_figure(ledger(library), "40 pickers")
    library.review.resolve(row.key, "different season", row.evidence)
    library.review.reject_merge(row.key, row.figures[1].key, "evidence")
    exported = msgspec.json.decode(b"".join(Export(library).pieces()))
    assert [one["verdict"] for one in exported["figures"]].count("resolved") == 1
    assert exported["reckonings"][0]["text"] == "different season"
    names = (
        "sources",
        "annotations",
        "links",
        "tags",
        "kinds",
        "searches",
        "memos",
        "claims",
        "rejections",
        "dismissals",
    )
    tables = {name: exported[name] for name in (*names, "independence", "rulings", "reckonings")}
    assert incoming(tables).own == library.review.reckonings()
