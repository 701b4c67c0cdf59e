"""Two passages side by side."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.review.compare import differences


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


@given(st.text(alphabet="ab 1%.,\n", max_size=40), st.text(alphabet="ab 1%.,\n", max_size=40))
def test_differences_are_in_order_and_a_text_has_none_from_itself(one: str, other: str) -> None:
    """Spans lie within their texts, apart from each other; turned round they are the same places."""
    found = differences(one, other)
    assert differences(one, one) == []
    assert all(0 <= a <= b <= len(one) and 0 <= c <= d <= len(other) for a, b, c, d in found)
    assert all(x.end <= y.start and x.other_end <= y.other_start for x, y in pairwise(found))
