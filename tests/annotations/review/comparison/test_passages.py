"""Two passages side by side."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.review.comparison.passages import differences, marks


def shown(one: str, other: str) -> list[tuple[str, str]]:
    return [(one[a:b], other[c:d]) for a, b, c, d in differences(one, other)]


def test_words_and_whole_figures_differ() -> None:
    """A figure is one word with its unit; capitals and typography are no difference."""
    one = "Planted in spring, it brings in $1.2 million, the owner’s books say."
    other = "planted in autumn it brings in $1.3 million, the owner's old books say"
    assert shown(one, other) == [("spring", "autumn"), ("$1.2 million", "$1.3 million"), ("", "old")]


def test_what_is_missing_has_a_place_on_both_sides() -> None:
    """An empty span stands where the words would be."""
    assert [tuple(one) for one in differences("", "forty rows")] == [(0, 0, 0, 10)]


def marked(one: str, other: str) -> list[str]:
    return [one[start:end] for start, end in marks(one, other)]


def test_what_is_marked_goes_with_how_much_two_passages_share() -> None:
    """All that differs where the words are largely the same; else figures, dates and negations that stand alone."""
    said = "The orchard earned $1.2 million in 2024 from its early apples."
    assert marked(said, "The orchard earned $1.3 million in 2024 from its late apples.") == ["$1.2 million", "early"]
    told = "Nobody at the press, which was sold in 2024, paid her 1,300,000 dollars; it didn’t have them."
    assert marked(said, told) == ["$1.2 million"]
    assert marked(told, said) == ["Nobody", "1,300,000 dollars", "didn’t"]
    assert marked(told, "It never had that.") == ["2024", "1,300,000 dollars"]
    assert marked("40 %", "47 %") == ["40 %"]


@given(st.text(alphabet="ab 1%.,no\n", max_size=40), st.text(alphabet="ab 1%.,no\n", max_size=40))
def test_marks_lie_in_order_in_their_passage(one: str, other: str) -> None:
    """None is empty, none touches another's text, and beside itself nothing of a passage is marked."""
    found = marks(one, other)
    assert all(0 <= start < end <= len(one) for start, end in found)
    assert all(before[1] <= after[0] for before, after in pairwise(found))
    assert not marks(one, one)


@given(st.text(alphabet="ab 1%.,\n", max_size=40), st.text(alphabet="ab 1%.,\n", max_size=40))
def test_differences_are_in_order_and_a_text_has_none_from_itself(one: str, other: str) -> None:
    """Spans lie within their texts, apart from each other; turned round they are the same places."""
    found = differences(one, other)
    assert differences(one, one) == []
    assert all(0 <= a <= b <= len(one) and 0 <= c <= d <= len(other) for a, b, c, d in found)
    assert all(x.end <= y.start and x.other_end <= y.other_start for x, y in pairwise(found))
