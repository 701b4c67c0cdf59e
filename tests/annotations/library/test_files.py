"""Sources are followed to their files: by bytes whatever the names say, by likeness if a person confirms it."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unicodedata import normalize

import pytest

from annotations.errors import UsageError
from annotations.library import Library
from annotations.library.issues.findings import examine, findings

LICENCE = " ".join(f"Term {n} of the licence says that the work may be used by anyone for anything." for n in range(40))
TEXTS = {
    "a.md": "# Alpha\n\nThe alpha text says that prices rose by ten per cent. It is a long document about the north.\n",
    "b.md": "# Beta\n\nThe beta text says that prices fell by four per cent. It is another document about the south.\n",
}
QUOTES = {"a.md": "ten per cent", "b.md": "four per cent"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two sources and a passage in each."""
    home = tmp_path / "library"
    home.mkdir()
    for name, text in TEXTS.items():
        (home / name).write_text(text, "utf-8")
    mark(home, QUOTES)
    return home


def mark(home: Path, quotes: dict[str, str]) -> None:
    """Record a quote in each of some files."""
    library = Library.open([home], author="tester")
    for source in library.sources():
        if (quote := quotes.get(source.path)) is not None:
            start = library.document(source.id).text.index(quote)
            library.add(source.id, start, start + len(quote), tags=["claim"])
    library.close()


def places(home: Path) -> dict[str, list[tuple[str, str]]]:
    """The words and the anchoring of the passages of each file, after everything was looked at."""
    library = Library.open([home], author="tester")
    try:
        for _ in examine(library):
            pass
        return {source.path: list(_words(library, source.id)) for source in library.sources()}
    finally:
        library.close()


def _words(library: Library, source_id: str) -> Iterator[tuple[str, str]]:
    for one in library.passages(source_id):
        yield (library.document(source_id).text[one.start : one.end] if one.placed else ""), one.anchoring


def swap(home: Path) -> None:
    (home / "a.md").rename(home / "x")
    (home / "b.md").rename(home / "a.md")
    (home / "x").rename(home / "b.md")


def turn(home: Path) -> None:
    (home / "b.md").rename(home / "c.md")
    (home / "a.md").rename(home / "b.md")


def take_over(home: Path) -> None:
    (home / "a.md").rename(home / "a v2.md")
    (home / "a.md").write_text("# New\n\nSomething else is here now.\n", "utf-8")


def keep_a_copy(home: Path) -> None:
    (home / "a copy.md").write_bytes((home / "a.md").read_bytes())
    (home / "a.md").write_text(TEXTS["a.md"].replace("long", "short"), "utf-8")


MOVES: dict[str, tuple[Callable[[Path], None], dict[str, str]]] = {
    "two names were swapped": (swap, {"b.md": "ten per cent", "a.md": "four per cent"}),
    "a name passed on": (turn, {"b.md": "ten per cent", "c.md": "four per cent"}),
    "a name was taken over": (take_over, {"a v2.md": "ten per cent", "b.md": "four per cent"}),
    "a copy was kept before an edit": (keep_a_copy, {"a.md": "ten per cent", "b.md": "four per cent"}),
}


@pytest.mark.parametrize("move", MOVES)
@pytest.mark.parametrize("recent", [True, False])
def test_the_bytes_decide_which_file_is_a_source(folder: Path, move: str, *, recent: bool) -> None:
    """Passages are where their bytes are, on opening or, if the library was written since, once all was read."""
    do, wanted = MOVES[move]
    do(folder)
    later = time.time() + 1000
    for file in () if recent else (folder / ".postil").glob("*.json*"):
        os.utime(file, (later, later))
    found = places(folder)
    for path, words in wanted.items():
        assert found[path] == [(words, "anchored")]
    assert all(path in wanted or not own for path, own in found.items())
    assert places(folder) == found


def test_equal_files_go_with_their_folders(tmp_path: Path) -> None:
    """Of equal files in folders that were both renamed each keeps its own passages."""
    for name, own in (("x", "of x"), ("y", "of y")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "same.md").write_text(TEXTS["a.md"], "utf-8")
        (tmp_path / name / "own.md").write_text(f"Words {own} alone.\n", "utf-8")
    mark(tmp_path, {"x/same.md": "ten per cent", "y/same.md": "long document"})
    library = Library.open([tmp_path], author="tester")
    for source in library.sources():
        library.document(source.id)
        library.know_file(source.id, library.fingerprint(source.id))
        library.set_place(source.id, 3)
    library.checkpoint()
    library.close()
    (tmp_path / "x").rename(tmp_path / "second")
    (tmp_path / "y").rename(tmp_path / "first")
    found = places(tmp_path)
    assert found["second/same.md"] == [("ten per cent", "anchored")]
    assert found["first/same.md"] == [("long document", "anchored")]


@pytest.mark.parametrize(("was", "now"), [("NFC", "NFD"), ("NFD", "NFC")])
def test_a_name_that_is_composed_otherwise_is_the_same(tmp_path: Path, was: str, now: str) -> None:
    """Neither a source more nor a file that is gone; the number stays."""
    name = "été 한글.md"
    one, other = (
        (normalize("NFC", name), normalize("NFD", name))
        if was == "NFC"
        else (normalize("NFD", name), normalize("NFC", name))
    )
    (tmp_path / one).write_text(TEXTS["a.md"], "utf-8")
    mark(tmp_path, {one: "ten per cent"})
    (tmp_path / one).rename(tmp_path / other)
    assert now in ("NFC", "NFD")
    assert places(tmp_path) == {one: [("ten per cent", "anchored")]}


def test_a_file_that_was_renamed_and_edited_is_offered(folder: Path) -> None:
    """It is named with its share, nothing is moved by itself, and moving it is one change that can be undone."""
    (folder / "a.md").rename(folder / "c.md")
    (folder / "c.md").write_text(TEXTS["a.md"].replace("long", "short"), "utf-8")
    library = Library.open([folder], author="tester")
    for _ in examine(library):
        pass
    (missing,) = [one for one in findings(library) if one.kind == "missing"]
    assert "c.md is a.md, edited" in missing.message
    assert library.passage("1:1" and library.annotation("1:1").id).anchoring == "orphan"
    with pytest.raises(UsageError, match="has passages of its own"):
        library.files.take(missing.source, library.annotation("2:1").source)
    library.files.take(missing.source, missing.likely)
    assert {source.number: source.path for source in library.sources()} == {1: "c.md", 2: "b.md"}
    library.document(missing.source)
    assert library.passage(library.annotation("1:1").id).placed
    library.undo()
    for _ in examine(library):
        pass
    assert {source.path for source in library.sources()} == {"a.md", "b.md", "c.md"}
    assert "c.md is a.md, edited" in next(one for one in findings(library) if one.kind == "missing").message
    library.redo()
    library.close()
    assert places(folder)["c.md"] == [("ten per cent", "anchored")]


def test_a_licence_makes_no_file_another_one(folder: Path) -> None:
    """What files share is not what a passage is in."""
    (folder / "a.md").write_text(f"{LICENCE}\n\n{TEXTS['a.md']}", "utf-8")
    mark(folder, {})
    library = Library.open([folder], author="tester")
    source = library.sources()[0]
    library.document(source.id)
    library.accept([library.annotation("1:1").id])
    library.close()
    (folder / "a.md").unlink()
    for name in ("c.md", "d.md"):
        (folder / name).write_text(f"{LICENCE}\n\nThis is {name}, which is about trees and rivers.\n", "utf-8")
    library = Library.open([folder], author="tester")
    for _ in examine(library):
        pass
    assert [one.likely for one in findings(library) if one.kind == "missing"] == [""]
    library.close()
