"""Regular expressions: lines, capitals, and an end to those that would have none."""

from contextlib import suppress

import pytest

from annotations.errors import UsageError
from annotations.search.document_search import compiled
from annotations.search.pattern import LONGEST, WINDOW, Pattern, TooSlowError
from tests.annotations.search.finding import find_all

CASES = [
    ("one two\nthree two", r"\vtwo$", ["two", "two"]),
    ("one two\nthree two", r"\v^\w+", ["one", "three"]),
    ("Open open OPEN", r"\vopen", ["Open", "open", "OPEN"]),
    ("Open open OPEN", r"\vOpen", ["Open"]),
    ("in 1902 or 1911", r"\v\D\d{3}", [" 190", " 191"]),
    ("Open it", r"\v\Sp\S+", ["Open"]),
    ("aaa", r"\vb*", []),
    ("nothing", r"\v", []),
]


@pytest.mark.parametrize(("text", "query", "found"), CASES)
def test_what_a_pattern_finds(text: str, query: str, found: list[str]) -> None:
    """Edges are those of lines, capitals matter if one stands outside of an escape, empty matches are none."""
    assert [text[start:end] for start, end in find_all(text, query)] == found


@pytest.mark.parametrize(
    "pattern", ["(", "[a", "*", "a**", r"\p{nothing}", "(" * 900, "x" * (LONGEST + 1), "a{9999999999999}"]
)
def test_a_wrong_pattern_is_said_in_one_line(pattern: str) -> None:
    """Whatever is wrong with it, the error is one of ours and one line."""
    with pytest.raises(UsageError) as raised:
        compiled(r"\v" + pattern)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(a|aa)+$", r"(a|a?)+$", r"^(([a-z])+.)+[A-Z]([a-z])+$"])
def test_a_pattern_without_an_end_is_stopped(pattern: str) -> None:
    """It ends, either because it is stopped and says so or because the engine sees through it."""
    text = ("a" * 5000 + "! ") * 200
    with suppress(TooSlowError):
        assert not any(Pattern(pattern).find(text))


def test_at_least_one_such_pattern_is_really_stopped() -> None:
    """A pattern that looks at the rest of the text from every place is not waited for."""
    with pytest.raises(TooSlowError, match="takes too long"):
        list(Pattern(r"(?s)a.*b").find("a" * 400_000))


def test_windows_do_not_cut_lines() -> None:
    """A match in the line that a window ends in is found, and each match is found once."""
    line = "x" * 50 + " needle " + "y" * 50
    text = "\n".join([line] * (3 * WINDOW // len(line)))
    places = [place for place in Pattern("needle").find(text) if place]
    assert places == find_all(text, "needle", len(text))
