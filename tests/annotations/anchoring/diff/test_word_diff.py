"""What changed in a passage is told in whole words and figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring.diff.word_diff import Change, differences


def told(old: str, new: str) -> str:
    """The differences in one line: what was removed in [-…-], what was added in {+…+}."""
    marks = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "{{+{}+}}"}
    return "".join(marks[one.change].format(one.text) for one in differences(old, new))


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("It rose by 40 % in May.", "It rose by 47 % in May.", "It rose by [-40 % -]{+47 % +}in May."),
        ("from $1.5 billion on", "from $15 billion on", "from [-$1.5 billion -]{+$15 billion +}on"),
        ("nine old boats", "nine boats", "nine [-old -]boats"),
        ("nine boats", "nine new boats", "nine {+new +}boats"),
        ("a, b", "x, y", "[-a, b-]{+x, y+}"),
        ("it's -\nover", "it’s – over", "it’s – over"),
        ("in 1901", "in 1902", "in [-1901-]{+1902+}"),
        ("2 of 3", "3 of 2", "{+3 of +}2[-of 3-]"),
        ("40 %", "40 pp", "[-40 %-]{+40 pp+}"),
        ("", "new", "{+new+}"),
        ("old", "", "[-old-]"),
        ("", "", ""),
    ],
)
def test_changes_are_told_in_whole_words(old: str, new: str, line: str) -> None:
    """Figures with their units are one word, and white space, quotation marks and dashes do not count."""
    assert told(old, new) == line


TEXTS = st.text("ab1 .,%\n’'的", max_size=40)


@given(TEXTS, TEXTS)
def test_the_differences_hold_both_texts(old: str, new: str) -> None:
    """What stayed and what was added is the new text; what stayed and was removed has the words of the old one."""
    found = differences(old, new)
    assert "".join(one.text for one in found if one.change is not Change.REMOVED) == new
    kept = "".join(one.text for one in found if one.change is not Change.ADDED)
    assert "".join(kept.replace("’", "'").split()) == "".join(old.replace("’", "'").split())
    assert all(one.text for one in found)
