"""Tables whose cells were run together on copying: what is drawn between their likely cells, and where motions stop."""

import pytest

from annotations.documents.document import Document
from annotations.documents.loader import read
from tui.text import motion
from tui.text.layout.layout import Layout

TABLE = """Some words that come before the table.

SellerWhat she hasWhat she wantsWhat then
AnnaPears from the garden. They are green.BreadNothing
BertNuts from allEggs or YouTube moneyHe waits
CleoOld booksSilence
"""


@pytest.fixture
def document() -> Document:
    """A text with a table of four columns, whose last row has three cells."""
    return read(TABLE.encode(), "a.txt")


def cells(document: Document) -> list[list[str]]:
    """The texts of the likely cells of the rows."""
    return [[document.slice(*cell) for cell in block.cells] for block in document.blocks if block.info]


def test_cells_end_as_often_in_a_row_as_in_the_head(document: Document) -> None:
    """A row with more or fewer places has no likely cells, unless a name explains what there is too much."""
    assert cells(document) == [
        ["Seller", "What she has", "What she wants", "What then"],
        ["Anna", "Pears from the garden. They are green.", "Bread", "Nothing"],
        ["Bert", "Nuts from all", "Eggs or YouTube money", "He waits"],
        [],
    ]


@pytest.mark.parametrize("width", [8, 14, 20, 31, 60, 90])
def test_bars_are_drawn_between_cells_and_no_text_is_lost(document: Document, width: int) -> None:
    """Whatever the width, all of the text is in the rows, in its order and within the width, with a bar for each end."""
    layout = Layout(document, width)
    for index, block in enumerate(document.blocks):
        rows = [row for row in layout.rows(index) if row.fragments]
        shown = [fragment for row in rows for fragment in row.fragments]
        assert "".join(document.slice(one.start, one.end) for one in shown) == document.slice(block.start, block.end)
        assert sum(d.text == "┊" for row in rows for d in row.decorations) == max(0, len(block.cells) - 1)
        for row in rows:
            last = row.fragments[-1]
            assert last.x + len(document.slice(last.start, last.end).rstrip()) <= width


def test_sentences_and_words_end_with_their_cell(document: Document) -> None:
    """A sentence goes no further than its cell, and what was grown together is no word."""
    at = document.text.index("green.Bread")
    assert document.slice(*motion.sentence_at(document, at)) == "They are green."
    assert document.slice(*motion.sentence_at(document, at + 7)) == "Bread"
    assert document.slice(*motion.word_at(document, at)) == "green"
    assert document.slice(*motion.word_at(document, at + 6)) == "Bread"
    assert motion.sentence_forward(document, at + 7) == document.text.index("Nothing")
    assert motion.word_back(document, document.text.index("Nothing")) == at + 6


def test_the_column_has_the_name_in_the_head(document: Document) -> None:
    """The number and the name of a column are known where cells are, and nowhere else."""
    assert motion.likely_column(document, document.text.index("Eggs")) == (3, "What she wants")
    assert motion.likely_column(document, document.text.index("Silence")) == (0, "")
    assert motion.likely_column(document, 0) == (0, "")
