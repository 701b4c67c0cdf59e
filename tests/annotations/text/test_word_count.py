"""Words of a text, also of one whose script has no blanks."""

import pytest

from annotations.text.word_count import count_words


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
