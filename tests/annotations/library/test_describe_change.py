"""What a change did, in words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import UsageError
from annotations.library import Library
from annotations.library.describe_change import about, effects, news, words
from annotations.model import Change

Open = Callable[..., Library]
Find = Callable[[Library, int, str], tuple[str, int, int]]


def last(library: Library) -> list[tuple[str, str, str]]:
    """What the newest change altered."""
    return [
        (effect.what, effect.before, effect.after)
        for effect in effects(library, library.history.edits_of(library.history.entries()[0].sequence))
    ]


def test_each_change_says_what_was_and_what_is(library: Library, span: Find) -> None:
    """Passages, tags, notes, bounds, status, links and deletions, by the names that people know them by."""
    one = library.add(*span(library, 1, "1902"), tags=["claim"])
    assert last(library) == [("passage 1:1", "", "1902"), ("tags of 1:1", "", "claim")]
    library.toggle_tag(one.id, "figure")
    assert last(library) == [("tags of 1:1", "claim", "claim figure")]
    library.set_note(one.id, "Sure?")
    assert last(library) == [("note of 1:1", "", "Sure?")]
    library.set_status(one.id, "disputed")
    assert last(library) == [("status of 1:1", "", "disputed")]
    source, start, end = span(library, 1, "in 1902")
    library.move(one.id, start, end)
    assert last(library) == [("quote of 1:1", "1902", "in 1902")]
    other = library.add(*span(library, 2, "1911"))
    link = library.connect(one.id, other.id, "contradicts")
    assert last(library) == [("link", "", "1:1 contradicts 2:1")]
    library.set_link_note(link.id, "By nine years.")
    assert last(library) == [("note of 1:1 contradicts 2:1", "", "By nine years.")]
    library.add_tag("date", description="A day")
    assert ("description of tag date", "", "A day") in last(library)
    library.delete(one.id)
    found = last(library)
    assert ("link", "1:1 contradicts 2:1", "") in found
    assert ("passage 1:1", "in 1902", "") in found
    assert ("note of 1:1", "Sure?", "") in found
    assert source == one.source


def test_accepting_what_only_moved_says_so(folder: Path, open_library: Open, span: Find) -> None:
    """Words that are as they were, recorded where they stand now, are told as a place."""
    library = open_library()
    one = library.add(*span(library, 1, "1902"))
    path = folder / "1-orchard.md"
    path.write_text("A new paragraph.\n\n" + path.read_text("utf-8"), encoding="utf-8")
    library = open_library()
    library.document(one.source)
    library.accept([one.id])
    assert last(library) == [("place of 1:1", "", "where it is in the source now")]


def test_a_change_is_about_its_passages(library: Library, span: Find) -> None:
    """Also those that a link joins; the words are those of the first passage, also when it is gone."""
    one, other = library.add(*span(library, 1, "1902")), library.add(*span(library, 2, "1911"))
    library.connect(one.id, other.id, "contradicts")
    linked, added, _ = (library.history.edits_of(entry.sequence) for entry in library.history.entries())
    assert about(linked) == {one.id, other.id}
    assert (words(library, linked), words(library, added)) == ("", "1911")
    library.delete(other.id)
    assert words(library, library.history.edits_of(library.history.entries()[0].sequence)) == "1911"
    with pytest.raises(UsageError, match="no change 99"):
        library.history.edits_of(99)


def test_what_another_program_did_is_told_in_one_line(library: Library, span: Find) -> None:
    """Who added, deleted, changed or took back what."""
    told: list[str] = []

    def tell(change: Change) -> None:
        told.append(news(library, change))

    library.transactions.on_change = tell
    other = Library.open([library.folder], author="anna")
    one = other.add(*span(other, 2, "1911"), tags=["claim"])
    other.set_note(one.id, "Says who?")
    other.undo()
    other.undo()
    other.close()
    library.catch_up()
    assert told == [
        "2:1 was added by anna",
        "note on 2:1 by anna",
        "undo note on 2:1 by anna",
        "2:1 was deleted by anna",
    ]
