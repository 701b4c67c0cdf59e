"""A figure in a list is shown with the words around it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.library import Library
from annotations.library.parts.wording import around_figure, claim_in_words, in_words
from annotations.model import Annotation

Find = Callable[[Library, int, str], tuple[str, int, int]]


def passage(prefix: str, exact: str, suffix: str, *tags: str) -> Annotation:
    """A passage with its recorded context."""
    return Annotation(
        id="a", source="s", number=1, fragments=((0, 1),), exact=exact, prefix=prefix, suffix=suffix, tags=tags,
        created="", modified="",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        (passage("in this mode the old press scores ", "58%", " on “The Last Apple” and much", "figure"), "the old press scores … on “The Last Apple”…"),
        (passage("The tool has ", "58 users", ", says the maker.", "figure"), "The tool has …, says the maker."),
        (passage("in this mode the old press scores ", "58%", " on “The Last Apple” and much", "claim"), ""),
        (passage("Sales were slow. They rose by ", "58%", " in May. June was", "figure"), "They rose by … in May."),
        (passage("it came to this at last : it then rose up by ", "58%", ".", "figure"), "it then rose up by"),
        (passage("Dr. Reed of St. Ives counted ", "58%", ".", "figure"), "of St. Ives counted"),
        (passage("A first line\n", "58%", "\nA last line", "figure"), ""),
        (passage("words before ", "It " * 20, " words behind", "figure"), ""),
    ],
)  # fmt: skip
def test_only_a_brief_figure_has_the_words_around_it(given: Annotation, shown: str) -> None:
    """Whole words of its sentence with a sign where they go on, as far as they are recorded; a claim or a sentence is shown as it is."""
    assert around_figure(given, {"figure", "price"}) == shown


def test_a_figure_by_a_tag_below_it_has_the_words_around_it(
    folder: Path, open_library: Callable[[], Library], span: Find
) -> None:
    """Also as the words of a claim, unless the analyst gave it a title."""
    (folder / ".postil").mkdir(exist_ok=True)
    (folder / ".postil" / "codebook.toml").write_text('[tags.rows]\nparent = "figure"\n', encoding="utf-8")
    library = open_library()
    one = library.add(*span(library, 1, "forty"), tags=("rows", "claim"))
    shown = in_words(library, one)
    assert shown.startswith("forty · ")
    assert "rows of trees" in shown
    row = library.board().row(one.id)
    assert row is not None
    assert claim_in_words(library, row) == shown
    library.review.set_claim(one.id, title="How many rows there are")
    titled = library.board().row(one.id)
    assert titled is not None
    assert claim_in_words(library, titled) == "How many rows there are"
