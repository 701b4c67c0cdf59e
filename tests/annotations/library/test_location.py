"""A library whose folder is renamed, deleted, replaced or unmounted while it is open."""

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree, rmtree
from time import sleep

import pytest

from annotations.errors import StoreError, UsageError
from annotations.library import Library
from annotations.library.repair import repairs
from annotations.store import library_folder as site_module
from annotations.store.journal.journal import Journal
from annotations.store.library_folder import Site
from annotations.store.store import Store

Find = Callable[[Library, int, str], tuple[str, int, int]]


@pytest.fixture
def library(folder: Path, span: Find) -> Iterator[Library]:
    """A library with one passage that is on disk, held open as the program does."""
    library = Library.open([folder], author="tester", alone=True)
    library.add(*span(library, 1, "1902"), tags=["claim"])
    for source in library.sources():
        library.document(source.id)
    library.flush()
    yield library
    rmtree(library.folder, ignore_errors=True)
    library.store.rebase(None)
    library.store.close()


def stored(folder: Path) -> list[str]:
    """The words of the passages that a fresh process finds in a folder."""
    return sorted(one.exact for one in Library.open([folder]).all_annotations())


def texts(library: Library) -> list[str]:
    return sorted(one.exact for one in library.all_annotations())


def unmount(folder: Path) -> Path:
    """Take a folder away as an unmount does: it cannot be found by its name, its parent or an open descriptor."""
    away = folder.parent / "elsewhere" / "below"
    away.mkdir(parents=True, exist_ok=True)
    folder.rename(away / "x")
    return away / "x"


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not at its path cannot be found, as where it was unmounted."""
    monkeypatch.setattr(Site, "find", lambda _: None)


def test_a_renamed_folder_is_followed(library: Library, folder: Path, span: Find) -> None:
    """Changes and sources are those of the folder where it is now, and nothing appears at the old path."""
    there = folder.with_name("renamed")
    folder.rename(there)
    library.add(*span(library, 2, "1911"), tags=["claim"])
    library.catch_up()
    assert (library.folder, library.home, library.gone) == (there, there / ".postil", "")
    (there / "3-new.txt").write_text("Something new.", encoding="utf-8")
    assert library.location.add_found_sources(library.location.scan())
    assert library.document(library.sources()[-1].id).text == "Something new."
    library.flush()
    library.checkpoint()
    assert not folder.exists()
    assert stored(there) == ["1902", "1911"]


@pytest.mark.parametrize("how", ["descriptor", "parent", "parent's parent"])
def test_a_folder_is_found_with_and_without_a_descriptor(
    tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system does not say what an open folder is called, those beside it are looked at."""
    folder = tmp_path / "above" / "fruit"
    folder.mkdir(parents=True)
    (folder.parent / "another").mkdir()
    site = Site(folder, folder / ".postil", hold=how == "descriptor")
    monkeypatch.setattr(site_module, "_MOST", 0 if how == "descriptor" else 100)
    if how == "parent's parent":
        folder.parent.rename(tmp_path / "renamed")
        there = tmp_path / "renamed" / "fruit"
    else:
        there = folder.rename(folder.with_name("renamed"))
    assert site.missing()
    assert site.find() == there
    site.close()


@pytest.mark.usefixtures("lost")
def test_changes_wait_in_memory_and_are_written_when_the_folder_is_back(
    library: Library, folder: Path, span: Find
) -> None:
    """Nothing is made at the old path meanwhile; undo reaches what was saved before."""
    away = unmount(folder)
    library.catch_up()
    assert f"{folder} is gone" in library.gone
    library.add(*span(library, 1, "60%"), tags=["figure"])
    library.set_note(library.annotation("1:1").id, "noted")
    assert library.store.unsaved == 2
    with pytest.raises(StoreError, match="is gone"):
        library.flush()
    library.rest()
    assert [entry.label for entry in library.history.entries()] == ["note on 1:1", "figure 1:2", "claim 1:1"]
    for _ in range(3):
        assert library.undo()
    for _ in range(3):
        assert library.redo()
    library._cache.texts.flush()
    assert not folder.exists()
    away.rename(folder)
    library.catch_up()
    assert not library.gone
    library.flush()
    assert library.store.unsaved == 0
    assert stored(folder) == ["1902", "60%"]


@pytest.mark.usefixtures("lost")
def test_all_changes_that_waited_are_counted(library: Library, folder: Path, span: Find) -> None:
    """Also one that is made and saved between two looks; not those of an earlier time."""
    for words in ("60%", "forty"):
        away = unmount(folder)
        library.catch_up()
        library.add(*span(library, 1, words))
        library.catch_up()
        library.set_note(library.annotation("1:1").id, words)
        away.rename(folder)
        library.store.flush()
        library.catch_up()
        assert library.location.waited == 2


@pytest.mark.usefixtures("lost")
def test_changes_that_the_saver_is_writing_are_not_taken_for_those_of_others(
    library: Library, folder: Path, span: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are neither applied again nor counted twice while the saver has written them and does not know yet."""
    away = unmount(folder)
    library.catch_up()
    library.add(*span(library, 1, "60%"), tags=["figure"])
    written, looked = threading.Event(), threading.Event()
    unsaved: list[int] = []
    note, changed = Journal._note, Store.changed

    def slow_note(journal: Journal) -> None:
        if threading.current_thread() is not threading.main_thread():
            unsaved.append(library.store.unsaved)
            written.set()
            assert looked.wait(120)
            sleep(0.02)  # For a look that would not wait.
        note(journal)

    def watched(store: Store) -> bool:
        found = changed(store)
        if written.is_set():
            looked.set()
        return found

    monkeypatch.setattr(Journal, "_note", slow_note)
    monkeypatch.setattr(Store, "changed", watched)
    others: list[object] = []
    library.transactions.on_change = others.append
    away.rename(folder)
    library.store.hurry()
    assert written.wait(120)
    library.catch_up()
    library.flush()
    assert (unsaved, others) == ([1], [])
    assert library.undo() is not None


@pytest.mark.usefixtures("lost")
def test_what_another_program_wrote_in_the_folder_meanwhile_is_brought_together(
    library: Library, folder: Path, span: Find
) -> None:
    """A change that waited and one that came are both there when the folder is back."""
    away = unmount(folder)
    library.catch_up()
    library.add(*span(library, 1, "60%"))
    other = Library.open([away], author="other")
    other.add(*span(other, 2, "1911"))
    other.close()
    away.rename(folder)
    library.catch_up()
    library.flush()
    assert texts(library) == stored(folder) == ["1902", "1911", "60%"]


def test_a_deleted_folder_is_gone_and_its_library_is_written_where_it_is_named(
    library: Library, folder: Path, span: Find, tmp_path: Path
) -> None:
    """A folder without a library gets all of it, and nothing of that can be undone by accident."""
    library.checkpoint()
    rmtree(folder)
    library.catch_up()
    assert library.gone
    library.add(*span(library, 1, "60%"))
    assert not folder.exists()
    there = tmp_path / "new"
    there.mkdir()
    with pytest.raises(UsageError, match="cannot be opened as a folder"):
        library.location.locate(tmp_path / "nowhere")
    assert library.location.stranger(there) == f"{there} has no library"
    library.location.locate(there)
    assert (library.gone, library.folder) == ("", there)
    library.flush()
    assert texts(library) == stored(there) == ["1902", "60%"]
    assert library.undo() is None
    library._cache.texts.flush()
    assert len(list((there / ".postil/texts").iterdir())) == 1
    library.set_note(library.annotation("1:1").id, "there")
    library.flush()
    assert Library.open([there]).annotation("1:1").note == "there"


def test_a_copy_put_in_the_place_of_a_deleted_folder_is_brought_together(
    library: Library, folder: Path, span: Find, tmp_path: Path
) -> None:
    """A backup that is put back, or a fresh checkout, is the same library by its journal."""
    copy = tmp_path / "backup"
    copytree(folder, copy)
    library.add(*span(library, 1, "60%"))
    library.flush()
    rmtree(folder)
    library.catch_up()
    library.add(*span(library, 2, "1911"))
    copytree(copy, folder)
    library.catch_up()
    assert library.gone == ""
    library.flush()
    library.checkpoint()
    assert texts(library) == stored(folder) == ["1902", "1911", "60%"]


def test_what_waited_stays_single_steps_where_the_journal_goes_on(
    library: Library, folder: Path, span: Find, tmp_path: Path
) -> None:
    """A folder that is mounted again, or was moved to another file system, is a copy of what was opened."""
    there = tmp_path / "another" / "fruit"
    copytree(folder, there)
    rmtree(folder)
    library.catch_up()
    library.add(*span(library, 1, "60%"))
    library.set_note(library.annotation("1:1").id, "noted")
    assert library.location.stranger(there) == ""
    library.location.locate(there)
    library.flush()
    assert not library.problems
    assert texts(library) == stored(there) == ["1902", "60%"]
    assert [entry.label for entry in library.history.entries()] == ["note on 1:1", "passage 1:2", "claim 1:1"]
    assert library.undo()
    library.flush()
    assert Library.open([there]).annotation("1:1").note == ""


def test_another_library_at_the_old_path_is_left_alone_until_it_is_named(
    library: Library, folder: Path, span: Find
) -> None:
    """It is somebody else's: nothing is written into it unasked."""
    rmtree(folder)
    folder.mkdir()
    (folder / "a.txt").write_text("Another text altogether.", encoding="utf-8")
    other = Library.open([folder], author="other")
    other.add(*span(other, 1, "Another"))
    other.close()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    library.catch_up()
    assert "not the one that was opened" in library.gone
    library.add(*span(library, 1, "60%"))
    with pytest.raises(StoreError):
        library.flush()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    assert library.location.stranger(folder) == f"{folder} has another library"
    library.location.locate(folder)
    library.flush()
    assert stored(folder) == ["1902", "60%", "Another"]


@pytest.mark.parametrize("deleted", [True, False])
def test_only_the_library_folder_is_gone(library: Library, folder: Path, span: Find, *, deleted: bool) -> None:
    """It is not made again unasked; putting it back or naming the folder goes on."""
    home = folder / ".postil"
    if deleted:
        rmtree(home)
    else:
        home.rename(folder / ".old")
    library.catch_up()
    assert f"{home} is gone" in library.gone
    library.add(*span(library, 1, "60%"))
    assert not home.exists()
    if deleted:
        library.location.locate(folder)
    else:
        (folder / ".old").rename(home)
        library.catch_up()
    library.flush()
    assert library.gone == ""
    assert stored(folder) == ["1902", "60%"]


def test_a_library_that_was_never_written_is_made_in_the_folder_that_was_opened(folder: Path, span: Find) -> None:
    """The first change makes `.postil` there, and nowhere else."""
    library = Library.open([folder], alone=True)
    there = folder.rename(folder.with_name("renamed"))
    folder.mkdir()
    library.catch_up()
    library.add(*span(library, 1, "1902"))
    library.close()
    assert list(folder.iterdir()) == []
    assert stored(there) == ["1902"]


def test_what_cannot_be_saved_is_rescued_to_the_user_s_data(
    library: Library, folder: Path, span: Find, home: Path
) -> None:
    """The file is taken in like a copy that a sync client left."""
    away = unmount(folder)
    folder.parent.joinpath("beside").mkdir()
    library.store.site.close()
    library.add(*span(library, 1, "60%"))
    file = library.location.rescue()
    assert file.is_relative_to(home)
    library.store.rebase(None)
    assert stored(away) == ["1902"]
    os.link(file, away / ".postil" / file.name)
    [repair] = repairs([away])
    repair.do()
    assert stored(away) == ["1902", "60%"]


def test_a_second_look_around_a_folder_reports_only_news(library: Library, folder: Path) -> None:
    """What is as it was is found so without matching it again; a file that came or went is news."""
    look = library.location
    assert look.news() is None
    new = folder / "3-new.txt"
    new.write_text("Something new.", encoding="utf-8")
    found = look.news()
    assert found is not None
    assert [library.source(key).path for key in look.add_found_sources(found)] == ["3-new.txt"]
    assert look.news() is None
    new.unlink()
    assert look.news() is not None


def test_only_files_that_seem_changed_are_asked_about(library: Library) -> None:
    """A file that was edited or is gone is suspected, one that was never read or is as it was is not."""
    first, second = library.source_ids[:2]
    assert library.suspect_files([first, second]) == []
    library.document(first)
    assert library.suspect_files([first, second]) == []
    library.path(first).write_text("It was rewritten.", encoding="utf-8")
    assert library.suspect_files([first, second]) == [first] == library.changed_files([first])
    library.document(second)
    library.path(second).unlink()
    assert library.suspect_files([second]) == [second]
    # A file that is gone counts from the second look on; one that is back is asked about once more.
    assert library.changed_files([second]) == []
    assert library.changed_files(library.suspect_files([second])) == [second]
