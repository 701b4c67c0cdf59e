"""Words of a text by their places: what is found with them is what is found without."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.tokens import fold, occurrences
from annotations.anchoring.word_index import WordIndex

pieces = st.sampled_from(
    ["a", "ab", "an", " ", "  ", "\n", ",", ".", "1", "12", "1,000.5", "3.", "é", "’", "'", "中", "文", "_", "-", "`"]
)
texts = st.lists(pieces, max_size=60).map("".join)


@given(texts, st.data())
def test_a_quote_is_found_wherever_it_stands(text: str, data: st.DataObject) -> None:
    """A stretch of a text is found in it and in another text as `str.find` finds it, wherever it cuts words and figures."""
    start = data.draw(st.integers(0, len(text)))
    quote = fold(text)[start : data.draw(st.integers(start, len(text)))]
    for other in (text, data.draw(texts), text + data.draw(texts) + text):
        assert [*WordIndex(other, fold(other)).occurrences(quote)] == [*occurrences(fold(other), quote)]
