"""Long words in messages are cut to a length."""

from annotations.export.cells import cut, cut_start, padded
from annotations.text.shortening import shortened


def test_what_fits_stays_as_it_is() -> None:
    """Words of the very length are whole, on one line; of longer ones no blank is left before the ellipsis."""
    assert shortened("two\n words", 9) == "two words"
    assert shortened("two words", 8) == "two wor…"
    assert shortened("two words", 5) == "two…"


def test_printed_columns_count_cells() -> None:
    """A wide character takes two cells: with one of them too many it goes as a whole."""
    assert [cut(word, 4) for word in ("pear", "pears", "梨梨", "梨梨梨")] == ["pear", "pea…", "梨梨", "梨…"]
    assert [cut_start(word, 4) for word in ("pear", "pears", "梨梨", "梨梨梨")] == ["pear", "…ars", "梨梨", "…梨"]
    assert [padded("梨", 4), padded("梨", 4, right=True), padded("pears", 4)] == ["梨  ", "  梨", "pears"]
