"""Counts with their nouns."""

import pytest

from annotations.text.plurals import count_noun


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 passages"), (1, "1 passage"), (2, "2 passages"), (1200, "1,200 passages")]
)
def test_only_one_is_singular(count: int, shown: str) -> None:
    """Nothing and many take the plural; thousands are set apart."""
    assert count_noun(count, "passage") == shown
