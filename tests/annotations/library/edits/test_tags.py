"""Own tags are renamed, brought together and removed over all passages, each time in one step of undo."""

from collections.abc import Callable

import pytest

from annotations.errors import UsageError
from annotations.library import Library

Find = Callable[[Library, int, str], tuple[str, int, int]]
Open = Callable[[], Library]


@pytest.fixture
def tagged(library: Library, span: Find) -> Library:
    """A library with three own tags, one below another, and passages of two sources that have them."""
    library.add_tag("date")
    library.add_tag("year", parent="date", key="y")
    library.add_tag("when", colour="tag5")
    library.add(*span(library, 1, "1902"), tags=["year", "figure"])
    library.add(*span(library, 1, "forty rows"), tags=["figure"])
    library.add(*span(library, 2, "1911"), tags=["year", "when"], note="or so")
    library.add(*span(library, 2, "half"), tags=["year"])
    return library


def tags(library: Library) -> dict[str, tuple[str, ...]]:
    return {library.address(one.id): one.tags for one in library.all_annotations()}


def book(library: Library) -> dict[str, str]:
    return {tag.name: tag.parent for tag in library.tags()}


def test_a_renamed_tag_takes_its_passages_along(tagged: Library, open_library: Open) -> None:
    """Passages and tags below have the new name, the key stays, and one undo brings all of it back."""
    before = tags(tagged), book(tagged)
    tagged.rename_tag("year", "point in time")
    assert set(tags(tagged)["1:1"]) == {"figure", "point in time"}
    assert "year" not in str(tags(tagged))
    assert tagged.tag("point in time").key == "y"
    tagged.rename_tag("date", "time")
    assert book(tagged)["point in time"] == "time"
    again = open_library()
    assert again.tag_count("point in time") == 3
    assert "year" not in book(again)
    again.undo()
    again.undo()
    assert (tags(again), book(again)) == before
    again.redo()
    assert again.tag_count("point in time") == 3
    assert again.tag("point in time").parent == "date"


def test_merged_tags_are_one(tagged: Library) -> None:
    """Each passage has the tag that is left once, whatever it had, and nothing comes to be below itself."""
    before = tags(tagged), book(tagged)
    tagged.merge_tags("year", "when")
    assert tags(tagged)["2:1"] == ("when",)
    assert tags(tagged)["2:2"] == ("when",)
    assert tagged.counts(tagged.sources()[1].id) == {"when": 2}
    assert "year" not in book(tagged)
    tagged.undo()
    assert (tags(tagged), book(tagged)) == before
    tagged.merge_tags("date", "year")
    assert book(tagged)["year"] == ""
    tagged.undo()
    assert (tags(tagged), book(tagged)) == before


def test_a_removed_tag_leaves_its_passages(tagged: Library, open_library: Open) -> None:
    """The passages stay, also without any tag, and undo gives it back to each of them."""
    before = tags(tagged), book(tagged)
    assert tagged.remove_tag("year") == 3
    assert tags(tagged) == {"1:1": ("figure",), "1:2": ("figure",), "2:1": ("when",), "2:2": ()}
    again = open_library()
    assert "year" not in book(again)
    again.undo()
    assert (tags(again), book(again)) == before


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (lambda library: library.rename_tag("claim", "statement"), "built-in"),
        (lambda library: library.remove_tag("figure"), "built-in"),
        (lambda library: library.merge_tags("opinion", "date"), "built-in"),
        (lambda library: library.rename_tag("year", "When"), "already exists. Merge “year” into it"),
        (lambda library: library.rename_tag("year", "\x1b"), "cannot be a tag"),
        (lambda library: library.rename_tag("nothing", "x"), "There is no tag"),
        (lambda library: library.merge_tags("year", "nothing"), "There is no tag"),
    ],
)
def test_what_cannot_be_is_told(tagged: Library, what: Callable[[Library], object], said: str) -> None:
    """A tag that has to stay, or a name that cannot be, is refused, and nothing is changed."""
    before = tags(tagged), book(tagged), len(tagged.history.entries())
    with pytest.raises(UsageError, match=said):
        what(tagged)
    assert (tags(tagged), book(tagged), len(tagged.history.entries())) == before


def test_a_tag_that_was_given_since_keeps_its_new_name(tagged: Library) -> None:
    """A renaming is not undone by itself once another passage has the new name."""
    tagged.rename_tag("year", "time")
    renamed = tagged.history.entries()[0].sequence
    tagged.toggle_tag("1:2", "time")
    with pytest.raises(UsageError, match="in use"):
        tagged.transactions.undo_entry(renamed)
    assert tagged.tag_count("time") == 4
