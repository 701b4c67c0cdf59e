"""A figure in a list is shown with the words around it."""

import pytest

from annotations.model import Annotation
from tui.text.excerpt import in_words


def passage(prefix: str, exact: str, suffix: str, *tags: str) -> Annotation:
    """A passage with its recorded context."""
    return Annotation(
        id="a", source="s", number=1, fragments=((0, 1),), exact=exact, prefix=prefix, suffix=suffix, tags=tags,
        created="", modified="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (passage("in this mode the old press scores ", "58%", " on “The Last Apple” and much", "figure"), "58% · the old press scores … on “The Last Apple”"),
        (passage("in this mode the old press scores ", "58%", " on “The Last Apple” and much", "claim"), "58%"),
        (passage("A first line\n", "58%", "\nA last line", "figure"), "58%"),
        (passage("words before ", "It " * 20, " words behind", "figure"), "It " * 20),
    ],
)  # fmt: skip
def test_only_a_brief_figure_has_the_words_around_it(given: Annotation, shown: str) -> None:
    """Whole words of its line, as far as they are recorded; a claim or a sentence is shown as it is."""
    assert in_words(given) == shown
