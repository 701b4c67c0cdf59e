"""A source that is read in another manner: its passages come along, and come back."""

from pathlib import Path

from annotations.documents.document import Manner
from annotations.library import Library

TEXT = "# Head\n\nSome *words* here.\n\n• first point\n• second point\n"


def opened(folder: Path) -> tuple[Library, str]:
    (folder / "a.md").write_text(TEXT, encoding="utf-8")
    library = Library.open([folder], author="t")
    return library, library.sources()[0].id


def test_passages_come_along_and_come_back(tmp_path: Path) -> None:
    """A passage whose words are in both texts is found in both, at its own place in each."""
    library, source = opened(tmp_path)
    text = library.document(source).text
    start = text.index("second")
    one = library.add(source, start, start + 6)
    library.set_manner(source, "markdown")
    asked = library.document(source)
    assert asked.manner is Manner.MARKDOWN
    assert asked.text != text
    place = library.passage(one.id)
    assert asked.text[place.start : place.end] == "second"
    library.set_manner(source, "")
    assert library.document(source).text == text
    assert library.passage(one.id)[1:3] == (start, start + 6)
    assert library.passage(one.id).anchoring == "anchored"


def test_a_manner_is_recorded_and_exported(tmp_path: Path) -> None:
    """The manner is in the library's file, and the next one who opens it reads the source in it."""
    library, source = opened(tmp_path)
    library.set_manner(source, "markdown")
    library.close()
    again = Library.open([tmp_path], author="t")
    assert again.source(source).manner == "markdown"
    assert "• first point • second point" in again.document(source).text


def test_undo_takes_back_the_manner_alone(tmp_path: Path) -> None:
    """What was read since, and the numbers that were given, stay when the manner is undone."""
    library, source = opened(tmp_path)
    library.document(source)
    library.set_manner(source, "markdown")
    library.document(source)
    library.mark_read(source, 0, 10)
    library.set_place(source, 7)
    with library.transaction("both"):
        one = library.add(source, 0, 4)
        library.delete(one.id)
    library.undo()
    library.undo()
    after = library.source(source)
    assert (after.manner, after.read, after.place, after.last_number) == ("", ((0, 10),), 7, 1)
    library.redo()
    assert library.source(source).manner == "markdown"


def test_the_manner_it_has_is_no_change(tmp_path: Path) -> None:
    """Asking for the manner that a source has leaves nothing to undo."""
    library, source = opened(tmp_path)
    library.set_manner(source, "")
    assert library.undo() is None
