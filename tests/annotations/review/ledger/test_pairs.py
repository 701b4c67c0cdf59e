"""Verdicts on all pairs of figures of a row."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from annotations.review.ledger.comparing import CONFLICT
from annotations.review.ledger.context import Context
from annotations.review.ledger.figures import Figure, figures_in
from annotations.review.ledger.pairs import WORST, beside, compared
from annotations.review.ledger.rows import Row


def row_of(*written: str) -> Row:
    """The row of one figure from each of some sources."""
    found: list[Figure] = []
    for number, one in enumerate(written):
        found += figures_in(f"a{number}", f"s{number}", Context(f"The staff is {one}.", 13, 13 + len(one)))
    return Row(found)


def test_figures_that_agree_with_the_reference_can_contradict_each_other() -> None:
    """Both have the sign of a conflict, and the reasons name the figure that they contradict."""
    row = row_of("45 million users", "44.7 million users", "45.3 million users", "45 million users")
    assert row.reference.source == "s0"
    assert [row.sign_of(one) for one in row.figures] == ["=", "≠", "≠", "="]
    assert [pair.other.source for pair in row.pairs.shown.values()] == ["s2", "s1", "s0"]
    assert row.reasons[0] == "≠ 44.7 million users and 45.3 million users: differ by 1.32 %"


def test_figures_beside_one_that_contradicts_the_reference_keep_their_sign() -> None:
    """Of five equal figures and another one, only that has the sign of the conflict."""
    row = row_of("40 users", "40 users", "40 users", "55 users", "40 users")
    assert [row.sign_of(one) for one in row.figures] == ["=", "=", "=", "≠", "="]
    assert [pair.other.source for pair in beside(row.figures[0], row.figures)] == ["s3", "s1"]
    assert row_of("40 users", "55 people", "41", "€7").extents == ((40, 40), (55, 55), (41, 41))


FIGURES = st.sampled_from(
    [
        "40 users",
        "41 users",
        "over 40 users",
        "about 45 users",
        "40–50 users",
        "less than 44 users",
        "60",
        "$40",
        "€50",
        "$2 per month",
        "40 %",
        "5.2x",
        "420 %",
        "5 m",
        "at least 40 users",
        "+3 %",
    ]
)


@given(st.lists(FIGURES, min_size=1, max_size=7))
def test_a_row_is_in_conflict_if_any_two_figures_are(written: list[str]) -> None:
    """Its sign is the worst of all pairs, and its size that of one of the greatest, though few pairs are compared."""
    row = row_of(*written)
    verdicts = [compared(one, other) for one, other in combinations(row.figures, 2)]
    found = row.pairs.shown.values()
    assert row.conflict == any(one.sign == CONFLICT for one in verdicts)
    alone = row.sign_of(row.reference)  # That of a number in doubt is ∅.
    assert row.sign == CONFLICT or row.sign == min((one.verdict.sign for one in found), key=WORST.index, default=alone)
    greatest = max((one.size for one in verdicts if one.sign == CONFLICT), default=0.0)
    assert row.size <= greatest + 1e-9
    if all(one.quantity.bound == "=" for one in row.figures):  # What is about a value may be beyond exact ones.
        assert abs(row.size - greatest) < 1e-9
    else:
        assert (row.size > 0) == (greatest > 0)
