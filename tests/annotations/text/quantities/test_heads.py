"""The heads of a table give scale and unit to the bare numbers of a cell; where that is not sure, they are in doubt."""

from pathlib import Path

import pytest

from annotations.documents.document import Document
from annotations.documents.figures import cells_of, read_in
from annotations.documents.loader import DocumentLoader
from annotations.text.quantities import Day, Quantity, read
from annotations.text.quantities.readings import name_of, readings

CASES = [
    [part.strip() for part in line.split("|")]
    for line in (Path(__file__).parent / "data" / "heads.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("cell", "heads", "wanted"), CASES)
def test_a_cell_is_read_with_its_heads(cell: str, heads: str, wanted: str) -> None:
    """Heads of column and row before a line above the table; what is counted or has its own unit stays as it is."""
    (one,) = read(cell, header="\n".join(part.strip() for part in heads.split(";")))
    assert isinstance(one, Quantity)
    assert f"{name_of(one)}{f' ? {one.doubt}' if one.doubt else ''}" == wanted
    assert len(readings(one)) == 2 * bool(one.doubt)


def test_years_below_a_head_stay_dates() -> None:
    """The head of a column of years is no unit."""
    (one,) = read("2023", header="Year\n2023\nin millions")
    assert isinstance(one, Day)


def _document(text: str) -> Document:
    reading = DocumentLoader(text.encode(), "a.md")
    while reading.step():
        pass
    return reading.document


@pytest.mark.parametrize(
    ("row", "heads"),
    [
        ("| Pear Court | €210 | €460 | |", ["Day", "Month"]),  # The name of the owner is missing.
        ("| Elm House | €9 | | |", ["Owner"]),  # Two cells are missing: it may be of a day or of a month.
        ("| Ash Row | Quinn | €80 | |", ["Day"]),
        ("| Oak End | Moss | | €70 |", ["Month"]),
        ("| Yew Place | €5 | €6 | €7 |", ["Owner", "Day", "Month"]),  # None is missing.
        ("| Fir Lane | 12 | Stone | |", ["Owner"]),  # A name would be below *Month*.
    ],
)
def test_a_row_that_lacks_a_cell_has_its_numbers_below_heads_of_numbers(row: str, heads: list[str]) -> None:
    """If all of them fit when they are moved; else they stay below the head that they are below."""
    document = _document(
        "| House | Owner | Day | Month |\n|---|---|---|---|\n| Lime Hall | Reed | €90 | €200 |\n"
        f"| Birch Hall | Lee | €85 | €190 |\n{row}\n"
    )
    (_, *cells) = cells_of(document, len(document.blocks) - 1)
    assert [cell.column for cell in cells if document.slice(cell.start, cell.end).strip("€").isdigit()] == heads


def test_the_figures_of_a_document_have_the_heads_of_their_tables() -> None:
    """In code points of the document, each cell for itself, the head and the text around as they are."""
    text = (
        "It has 40 rows.\n\nIn millions of euros:\n\n| Line | 2024 | 2025 |\n|---|---|---|\n| Revenue | 12.4 | 14.1 |\n"
    )
    document = _document(text)
    values = [one for found in read_in(document, 0, document.length) for one in found]
    found = [one for one in values if isinstance(one, Quantity) and not one.doubt]
    assert [(one.written, one.low, one.unit) for one in found] == [
        ("40 rows", 40, "row"),
        ("12.4", 12.4e6, "EUR"),
        ("14.1", 14.1e6, "EUR"),
    ]
    assert all(document.text[one.start : one.end] == one.written for one in found)
    start = document.text.index("14.1")
    assert [one.written for found in read_in(document, start, start + 1) for one in found] == ["14.1"]
