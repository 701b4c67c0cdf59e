"""Characters that no reader sees: texts without them, and the way back."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.text.invisible import Visible, has_invisible, visible

texts = st.text(st.sampled_from("ab é\u00ad\u200b\u2060\u200d\ufeff中"), max_size=30)


@given(texts)
def test_each_place_is_found_in_both_texts(text: str) -> None:
    """Each visible character is the same in the whole text, and what is before an offset is as long in both."""
    shown = Visible(text)
    assert shown.text == "".join(char for char in text if not has_invisible(char))
    for place, char in enumerate(shown.text):
        start, end = shown.whole(place, place + 1)
        assert text[start:end] == char
        assert shown.shortened(start) == place
    for offset in range(len(text) + 1):
        assert shown.shortened(offset) == len(Visible(text[:offset]).text)


def test_a_text_of_nothing_else_stays() -> None:
    """A query that is an invisible character itself is not emptied."""
    assert visible("\u00ad") == "\u00ad"
    assert visible("co\u00adop") == "coop"
    assert visible("plain") == "plain"
