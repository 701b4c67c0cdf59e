"""Words of messages."""

import pytest

from annotations.text.plurals import count_noun, shortened


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 passages"), (1, "1 passage"), (2, "2 passages"), (1200, "1,200 passages")]
)
def test_only_one_is_singular(count: int, shown: str) -> None:
    """Nothing and many take the plural; thousands are set apart."""
    assert count_noun(count, "passage") == shown


def test_what_fits_stays_as_it_is() -> None:
    """Words of the very length are whole, on one line; of longer ones no blank is left before the ellipsis."""
    assert shortened("two\n words", 9) == "two words"
    assert shortened("two words", 8) == "two wor…"
    assert shortened("two words", 5) == "two…"
