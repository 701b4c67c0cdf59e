"""What was kept twice after a conflict, and what becomes of it."""

from collections.abc import Callable
from pathlib import Path
from shutil import copyfile, copytree

import pytest

from annotations.library import Library
from annotations.library.issues.conflicts import Twins, twins
from annotations.model import Annotation, Link

Find = Callable[[Library, int, str], tuple[str, int, int]]


@pytest.fixture
def torn(folder: Path, tmp_path: Path, span: Find) -> Library:
    """A library in which a note and the note of a link were written in two places."""
    library = Library.open([folder], author="here")
    one, other = (library.add(*span(library, number, words)) for number, words in ((1, "1902"), (2, "1911")))
    link = library.connect(one.id, other.id, "contradicts")
    library.close()
    copytree(folder, tmp_path / "copy")
    for place, words in ((tmp_path / "copy", "their words"), (folder, "our words")):
        library = Library.open([place], author="here")
        library.set_note(one.id, words)
        library.set_link_note(link.id, words)
        library.flush()
        if place != folder:
            library.close()
    copyfile(tmp_path / "copy/.postil/library.json", tmp_path / "new")
    (tmp_path / "new").replace(folder / ".postil/library.json")
    library.catch_up()
    return library


def notes(library: Library) -> tuple[list[str], list[str]]:
    """The notes of the passages that have one, and of the links."""
    return sorted(one.note for one in library.all_annotations() if one.note), sorted(
        link.note for link in library.all_links()
    )


def test_both_versions_are_found(torn: Library) -> None:
    """As pairs of passages and of links, as long as nothing was decided; also after opening again."""
    assert notes(torn) == (["our words", "their words"], ["our words", "their words"])
    assert [type(pair.one) for pair in twins(torn)] == [Annotation, Link]
    torn.close()
    again = Library.open([torn.folder])
    assert twins(again) == twins(torn)


@pytest.mark.parametrize("which", [0, 1])
def test_one_version_is_kept_under_the_first_name(torn: Library, which: int) -> None:
    """Its words stay, the address and the links are those of the first passage; undo brings both back."""
    before = torn.all_annotations()
    for pair in twins(torn):
        torn.keep_one(pair[which].id, pair[1 - which].id)
        assert pair not in twins(torn)
    kept = torn.annotation("1:1")
    assert kept.note == before[which].note
    assert [len(found) for found in notes(torn)] == [1, 1]
    assert [link.source for link in torn.all_links()] == [kept.id]
    torn.undo()
    torn.undo()
    assert torn.all_annotations() == before
    assert len(twins(torn)) == 2
    torn.redo()
    torn.redo()
    assert not twins(torn)
    torn.close()


def test_both_versions_may_be_kept(torn: Library) -> None:
    """Then there is nothing to decide any more, and the next one who opens the library is not asked again."""
    for pair in twins(torn):
        torn.keep_both(pair.other.id)
    assert notes(torn) == (["our words", "their words"], ["our words", "their words"])
    torn.close()
    again = Library.open([torn.folder], author="here")
    assert not twins(again)
    again.undo()
    assert len(twins(again)) == 1
    again.close()


def test_what_was_made_at_once_is_not_kept_twice(library: Library, span: Find, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passages and links of one moment at different places, as a bulk tag makes them, are no versions of one."""
    monkeypatch.setattr("annotations.library.edits.annotations.now", lambda: "2026-01-02T03:04:05.678Z")
    one, other = library.add(*span(library, 1, "1902")), library.add(*span(library, 1, "forty"))
    third = library.add(*span(library, 2, "1911"))
    library.connect(one.id, other.id, "supports")
    library.connect(one.id, third.id, "contradicts")
    found: list[Twins] = twins(library)
    assert found == []
