"""Columns of printed text are as wide as a terminal shows them."""

from annotations.export.cells import cut, cut_start, padded


def test_printed_columns_count_cells() -> None:
    """A wide character takes two cells: with one of them too many it goes as a whole."""
    assert [cut(word, 4) for word in ("pear", "pears", "梨梨", "梨梨梨")] == ["pear", "pea…", "梨梨", "梨…"]
    assert [cut_start(word, 4) for word in ("pear", "pears", "梨梨", "梨梨梨")] == ["pear", "…ars", "梨梨", "…梨"]
    assert [padded("梨", 4), padded("梨", 4, right=True), padded("pears", 4)] == ["梨  ", "  梨", "pears"]
