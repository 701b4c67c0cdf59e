"""Which figures are proposed to be of one metric, beside what a person says."""

import re
from itertools import combinations
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.library.parts.ledger import ledger_of
from annotations.review.ledger.context import Context
from annotations.review.ledger.figures import Figure, figures_in

_MARKED = re.compile(r"\[\[(.*?)\|(.*?)\]\]")


def test_rows_are_those_of_a_person(tmp_path: Path) -> None:
    """No two metrics share a row, and four of five pairs of one metric do, in six sources about one subject."""
    marked = (Path(__file__).parent / "data" / "tram.txt").read_text(encoding="utf-8").split("===\n")[1:]
    for number, text in enumerate(marked, 1):
        (tmp_path / f"{number}.md").write_text(_MARKED.sub(r"\1", text), encoding="utf-8")
    library = Library.open([tmp_path], author="tester")
    metric: dict[str, str] = {}
    for source, text in zip(library.sources(), marked, strict=True):
        read, end = library.document(source.id).text, 0
        for written, name in _MARKED.findall(text):
            start = read.index(written, end)
            end = start + len(written)
            metric[library.add(source.id, start, end, tags=["figure"]).id] = name
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
    ],
)
def test_some_words_exclude_each_other(one: str, other: str, *, excluded: bool) -> None:
    """A value and its growth, other bases, other things that are counted and opposites are never one metric."""
    assert only(one).sort.excludes(only(other).sort) == excluded
    assert only(other).sort.excludes(only(one).sort) == excluded
