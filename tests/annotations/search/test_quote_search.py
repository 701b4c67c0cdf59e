"""A quote that somebody typed is found, or the message says what is wrong with it."""

import pytest

from annotations.errors import UsageError
from annotations.search.quote_search import find_quote

TEXT = "It isn’t far – “two  miles”, they say.\nIt was two miles; two miles it is. 3 (three) [x]. aXaXa"


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("It was", "It was"),
        ('isn\'t far - "two miles"', "isn’t far – “two  miles”"),
        ("they say. It was", "they say.\nIt was"),
        ("  far ", "far"),
        ("3 (three) [x].", "3 (three) [x]."),
    ],
)
def test_a_quote_is_found_in_the_words_of_the_text(quote: str, found: str) -> None:
    """White space, quotation marks and dashes need not be those of the text."""
    start, end = find_quote(TEXT, quote)
    assert TEXT[start:end] == found


@pytest.mark.parametrize(
    ("prefix", "suffix", "before"),
    [("It was", "", "It was "), ("", "it is", "; "), ("was ", " ;", "was "), ('"', "", "“")],
)
def test_what_stands_around_it_decides(prefix: str, suffix: str, before: str) -> None:
    """Words that occur several times are found by those next to them."""
    start, end = find_quote(TEXT, "two miles", prefix, suffix)
    assert " ".join(TEXT[start:end].split()) == "two miles"
    assert TEXT[:start].endswith(before)


def test_the_text_as_it_is_comes_first() -> None:
    """A quote that stands there exactly once is not mixed up with one that is merely alike."""
    assert find_quote("don’t, don't", "don't") == (7, 12)


@pytest.mark.parametrize(
    ("quote", "prefix", "message"),
    [
        ("two miles", "", "occurs 2 times"),
        ("aXa", "", "occurs 2 times"),
        ("four miles", "", "“four miles” is not in the source"),
        ("two miles", "about", "after “about”"),
        (" \n", "", "blank"),
        ("q" * 100, "", "q…”"),
    ],
)
def test_what_cannot_be_found_is_said(quote: str, prefix: str, message: str) -> None:
    """Nowhere, several times, or nothing at all."""
    with pytest.raises(UsageError, match=message):
        find_quote(TEXT, quote, prefix)


def test_invisible_characters_hide_no_quote() -> None:
    """A quote without soft hyphens is found in a text with them, and the other way round."""
    soft = "the co\u00adop\u00aderation of\u2060 all"
    start, end = find_quote(soft, "cooperation of all")
    assert soft[start:end] == "co\u00adop\u00aderation of\u2060 all"
    start, end = find_quote("the cooperation of all", "co\u00adoperation of all")
    assert (start, end) == (4, 22)
