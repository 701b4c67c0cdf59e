"""Files that come, go and change names while a library is open, and what was read of a text that was changed."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import SourceError
from annotations.library import Library
from annotations.sources.scan import Scan

Find = Callable[[Library, int, str], tuple[str, int, int]]
Open = Callable[[], Library]


def met(library: Library) -> list[str]:
    """The paths of the sources that a look around brought."""
    return [library.source(key).path for key in library.location.add_found_sources(library.location.scan())]


def listed(library: Library) -> list[tuple[int, str]]:
    return [(one.number, one.path) for one in library.sources()]


def read_again(library: Library, source: str) -> None:
    """Read the file of a source as it is now, and find its passages there."""
    reading = library.fresh(source)
    while reading.step():
        pass
    work = library.reanchor_job(source, reading)
    work.run()
    library.take_reanchored(work)


def test_a_new_file_is_a_source(library: Library, folder: Path, span: Find, open_library: Open) -> None:
    """It gets the next number, can be annotated at once, and is the same source when the library is opened again."""
    assert met(library) == []
    (folder / "notes").mkdir()
    (folder / "notes/new.md").write_text("# New\n\nPears are ripe in 1930.\n", encoding="utf-8")
    assert met(library) == ["notes/new.md"]
    assert met(library) == []
    assert listed(library) == [(1, "1-orchard.md"), (2, "2-letter.txt"), (3, "notes/new.md")]
    library.add(*span(library, 3, "1930"))
    again = open_library()
    assert listed(again) == [(1, "1-orchard.md"), (2, "2-letter.txt"), (3, "notes/new.md")]
    assert again.passages(again.sources()[2].id)[0].annotation.exact == "1930"


def test_a_file_under_another_name_is_the_same_source(library: Library, folder: Path, span: Find) -> None:
    """Number and passages stay; also if its absence had been noticed before."""
    made = library.add(*span(library, 2, "1911"))
    (folder / "2-letter.txt").rename(folder / "a letter.txt")
    assert met(library) == ["a letter.txt"]
    assert listed(library) == [(1, "1-orchard.md"), (2, "a letter.txt")]
    source = library.annotation(made.id).source
    (folder / "a letter.txt").rename(folder / "b letter.txt")
    library.lose(source, "it is gone")
    assert library.is_missing(source)
    assert met(library) == ["b letter.txt"]
    read_again(library, source)
    assert not library.is_missing(source)
    assert library.passage(made.id).anchoring == "anchored"
    library.flush()
    assert listed(Library.open([folder])) == [(1, "1-orchard.md"), (2, "b letter.txt")]


def test_a_copy_is_a_source_of_its_own(library: Library, folder: Path, span: Find) -> None:
    """Only who is gone can have come back under another name."""
    library.add(*span(library, 2, "1911"))
    (folder / "copy.txt").write_bytes((folder / "2-letter.txt").read_bytes())
    assert met(library) == ["copy.txt"]
    assert len(library.sources()) == 3


def test_a_folder_that_is_gone_is_said(library: Library, folder: Path, tmp_path: Path) -> None:
    """The look fails as opening would, and nothing is taken for gone that was only not looked at."""
    folder.rename(tmp_path / "elsewhere")
    with pytest.raises(SourceError):
        library.location.scan()
    assert library.location.add_found_sources(Scan(folder, [])) == []
    assert len(library.sources()) == 2


@pytest.mark.parametrize("annotated", [True, False])
def test_what_was_read_follows_the_text(
    library: Library, folder: Path, span: Find, open_library: Open, *, annotated: bool
) -> None:
    """A new paragraph is unread, what was read stays read further down, also where a program was not running."""
    source, start, end = span(library, 1, "The orchard was planted in 1902.")
    library.mark_read(source, start, end)
    if annotated:
        library.add(source, start, end)
        library.flush()
        library = open_library()
    else:
        library.document(source)
    path = folder / "1-orchard.md"
    text = path.read_text(encoding="utf-8").replace("The orchard was", "A line that is new.\n\nThe orchard was")
    path.write_text(text, encoding="utf-8")
    if annotated:
        library.document(source)
    else:
        read_again(library, source)
    now = library.document(source).text
    assert [now[start:end] for start, end in library.source(source).read] == ["The orchard was planted in 1902."]
    assert "A line that is new." in now
