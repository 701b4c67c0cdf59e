"""Which figures are proposed to be of one metric, beside what a person says."""

from itertools import combinations
from pathlib import Path

import pytest

from annotations.library.parts.ledger import ledger_of
from annotations.review.ledger.context import CellSpan, Context
from annotations.review.ledger.figures import Figure, figures_in
from annotations.review.ledger.grouping import Grouping
from annotations.review.ledger.rows import Row
from tests.annotations.review.ledger.marked import marked

_REPORT = "Outlays for servers eroded the profit, with AI tools contributing"
_PLAN = "AI contributes"


def test_rows_are_those_of_a_person(tmp_path: Path) -> None:
    """No two metrics share a row, and four of five pairs of one metric do, in six sources about one subject."""
    library, metric = marked(tmp_path, "tram.txt")
    rows = [{one.key.passage for one in row.figures} for row in ledger_of(library, []).rows]
    library.close()
    together = {frozenset(pair) for row in rows for pair in combinations(sorted(row), 2)}
    wrong = [[metric[one] for one in pair] for pair in together if len({metric[one] for one in pair}) > 1]
    assert not wrong
    alike = {frozenset(pair) for pair in combinations(metric, 2) if len({metric[one] for one in pair}) == 1}
    assert len(metric) == 54
    assert len(together & alike) >= 0.8 * len(alike)


def only(text: str) -> Figure:
    """The last figure of a sentence."""
    return figures_in("a", "s", Context(text, 0, len(text)))[-1]


@pytest.mark.parametrize(
    ("one", "other", "excluded"),
    [
        ("The median age was 61 years.", "The mean age was 64 years.", True),
        ("Imports of steel were 4 million tonnes.", "Exports of steel were 4.2 million tonnes.", True),
        ("Revenue grew by 12 %.", "The share of revenue was 14 %.", True),
        ("Revenue grew by 420 %.", "Revenue rose to 5.2x.", False),
        ("The line carries 42,000 passengers a day.", "The line carries 220 passengers.", True),
        ("The pass costs $10 per month.", "The pass costs $120 per year.", False),
        ("The town has 40 schools.", "The town has 40 teachers.", True),
        ("The town has 40,000 people.", "The town has 41,000 inhabitants.", False),
        ("51 % of residents oppose turbines.", "44 % of residents were against turbines.", False),
        ("51 % of residents oppose turbines.", "44 % of residents support turbines.", True),
        ("Smoking rate among adults: 14 %.", "Smoking rate among pupils: 9 %.", True),
        ("Bed occupancy was 94 %.", "Bed occupancy would drop to 88 %.", True),
    ],
)
def test_some_words_exclude_each_other(one: str, other: str, *, excluded: bool) -> None:
    """A value and its growth, other bases, other things that are counted, aims and opposites are never one metric."""
    assert only(one).sort.excludes(only(other).sort) == excluded
    assert only(other).sort.excludes(only(one).sort) == excluded


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        ("The budget of the plan is €84 million.", "The headline is €84 million.", True),
        ("The budget of the plan is €84 million.", "The headline is €80 million.", False),
        ("The profit was $61 million.", "The stores cost us $61 million.", False),
        ("The fund has 9 members.", "The choir has 9 singers.", False),
        ("There were 11 crews.", "There are 11 pages.", False),
        ("Profit from operations was $61 million.", "The operating profit was $61.2 million.", True),
        ("The review average is 84.", "The average review score is 83.", True),
        ("Staff turnover in the kitchens was 14 %.", "Staff turnover was 8 %.", False),
        ("Staff turnover in the kitchens was 14 %.", "Staff turnover was 13.8 %.", True),
        ("Staff turnover in the kitchens was 14 %.", "In the kitchens staff turnover was 8 %.", True),
        (f"{_REPORT} over 40 %.", f"{_PLAN} over 40 % after a pivot to closed models.", True),
        (f"{_REPORT} over 40 %.", f"{_PLAN} over 30 % after a pivot to closed models.", False),
    ],
)
def test_words_and_values_join_figures(one: str, other: str, *, joined: bool) -> None:
    """Those of two sources share a group by a telling value, or by words unless other values are of a part only one names."""
    figures = [figures_in(text, text, Context(text, 0, len(text)))[-1] for text in (one, other)]
    grouping = Grouping(figures, ())
    list(grouping.steps())
    assert (len(grouping.groups) == 1) == joined


def test_two_values_of_one_sentence_are_two_rows() -> None:
    """However alike the words around them are: a sentence that gives two values speaks of two things."""
    text = "The profit of the mill was $61 million, then the profit of the mill was $64 million."
    figures = figures_in("a", "a", Context(text, 0, len(text)))
    grouping = Grouping(figures, ())
    list(grouping.steps())
    assert sorted(grouping.groups) == [[0], [1]]


@pytest.mark.parametrize(
    ("heads", "last", "joined"),
    [
        (("North", "South"), "112 TWh", ["112 TWh"]),
        (("North", "South"), "180 TWh", ["120 TWh"]),
        (("Last year", "This year"), "180 TWh", ["180 TWh"]),
    ],
)
def test_a_figure_joins_the_cell_of_a_row_that_has_its_value(
    heads: tuple[str, str], last: str, joined: list[str]
) -> None:
    """And no other one then, nor the cell of a year before if its value differs."""
    text, row = "Coal output was 112 TWh.", f"Coal output 120 TWh {last}"
    cells = (
        CellSpan(0, 11, ""),
        *(CellSpan(start, start + 7, head) for start, head in zip((12, 20), heads, strict=True)),
    )
    table = [
        figures_in(f"{start}", "b", Context(row, start, start + 7, row="Coal output", cells=cells))[0]
        for start in (12, 20)
    ]
    grouping = Grouping([*figures_in("a", "a", Context(text, 0, len(text))), *table], ())
    list(grouping.steps())
    names = ["", *(one.key.written for one in table)]
    assert [names[one] for one in grouping.groups[0][1:]] == joined


def test_a_row_is_named_by_the_heads_of_a_table() -> None:
    """A head of its row that a person wrote goes before words of sentences; a head such as *Value* names nothing."""
    text = "We have 640 beds here."
    cell = CellSpan(0, 3, "Value", "Value\nBeds open")
    row = Context("602", 0, 3, row="Beds open", cells=(CellSpan(0, 0, ""), cell))
    figures = [*figures_in("a", "a", Context(text, 0, len(text))), *figures_in("b", "b", row)]
    assert Row(figures).name == "Beds open"
