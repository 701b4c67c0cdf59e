"""Words of a text, also of one whose script has no blanks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.words.count import count_words, estimate_words
from annotations.text.words.spans import words


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("", 0, 0),
        ("two words", 2, 2),
        ("déjà vu, encore", 3, 3),
        ("올해 가을에도 마을에서", 3, 3),
        ("该公司今年第一季度的营业收入达到了一百二十亿元", 10, 18),
        ("昨日の夜、町では強い雨が降った。", 6, 10),
        ("เมื่อวานนี้ฝนตกหนักในเมือง", 4, 8),
        ("用 Python 写", 2, 3),
    ],
)
def test_words_are_counted_or_estimated(text: str, least: int, most: int) -> None:
    """Exactly where there are blanks, about so many where there are none."""
    assert least <= count_words(text) <= most
    assert least <= estimate_words(text) <= most


@pytest.mark.parametrize(
    "text", ["公司", "今年", "รัฐบาล", "降った", "co\u00adopera\u2060tion", "zero\u200bwidth", "می\u200cدانید"]
)
def test_one_word_is_counted_as_one(text: str) -> None:
    """A word of several letters without blanks, or with invisible characters, is one."""
    assert count_words(text) == 1


def test_long_words_are_cut_alike_from_anywhere() -> None:
    """Where the words of a run of letters without blanks begin does not depend on where one looks from."""
    text = "该公司今年第一季度的营业收入达到了一百二十亿元" * 60
    whole = list(words(text, 0, len(text)))
    assert len(whole) == 12 * 60
    for start in (10, 255, 512, 777):
        assert set(list(words(text, start, len(text)))[2:]) <= set(whole)


@given(st.text(st.sampled_from("a1.公司今年了です行った。 \u200b\u00adภาษา-’$"), max_size=60))
def test_words_are_in_order_and_leave_out_blanks_alone(text: str) -> None:
    """Words do not overlap, and only blanks are between them."""
    last = 0
    for start, end in words(text, 0, len(text)):
        assert last <= start < end
        assert not text[last:start].strip()
        last = end
    assert not text[last:].strip()
