"""Signs that two passages share: dates as precisely as both give them, figures with their units, parts of compounds."""

import pytest

from annotations.review.similarity.features import features


def shared(one: str, other: str, kind: str) -> bool:
    """Whether two texts share a sign of a kind: `d` for dates, `f` for figures, `w` for words."""
    signs = features(one).signs.keys() & features(other).signs.keys()
    return any(sign.startswith(f"{kind}:") for sign in signs)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("on 8 April 2026", "on April 8", True),
        ("on 8 April 2026", "on 9 April 2026", False),
        ("in April 2026", "since April 2026", True),
        ("in April 2026", "in May 2026", False),
        ("in April 2026", "in April 2025", False),
        ("in 2026", "of 2026", True),
        ("in 2026", "in 2025", False),
        ("in 2026", "in April 2026", False),
    ],
)
def test_dates_are_shared_at_the_precision_that_both_have(one: str, other: str, *, same: bool) -> None:
    """A day, a month or a year: the same words with another day, month or year are another date."""
    assert shared(f"It was sold {one}.", f"It was sold {other}.", "d") == same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("60% of it", "60 percent of it", True),
        ("60% of it", "60 rows of it", False),
        ("60 rows", "60 trees", True),
        ("60 to 70 rows", "70 rows", True),
        ("60 to 70 rows", "65 rows", False),
        ("$5 million", "5,000,000 dollars", True),
        ("$5 million", "€5 million", False),
    ],
)
def test_figures_are_shared_with_units_that_can_be_compared(one: str, other: str, *, same: bool) -> None:
    """A percentage is no number of rows; either end of a range counts; what is counted does not matter."""
    assert shared(f"It came to {one}.", f"It came to {other}.", "f") == same


def test_parts_of_compounds_are_words() -> None:
    """A compound shares a word with its part, unless that is short or says nothing."""
    assert shared("an open-air theatre", "the air was clear", "w")
    assert not {"w:to", "w:do"} & features("a well-to-do farmer").signs.keys()


def test_a_contraction_is_no_subject() -> None:
    """*There's* and *don't* say nothing, while a genitive does."""
    assert set(features("There's what we don't say of Skarholm's inn.").signs) == {"w:skarholm", "w:inn"}
