"""Memos on sources, tags and the library: written, undone, merged, and never left on nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotations.errors import UsageError
from annotations.export.json import Export
from annotations.library import Library
from annotations.library.describe_change import Effect, effects
from annotations.store.file.snapshot import unfit

Opening = Callable[[], Library]


@pytest.fixture
def noted(library: Library) -> Library:
    """A memo of each kind."""
    library.add_tag("forecast")
    library.about.set_memo("library", "", "What we look for.\n")
    library.about.set_memo("source", library.sources()[1].id, "A letter,\n\nnot dated.")
    library.about.set_memo("tag", "forecast", "Only with a date.")
    return library


def state(library: Library) -> list[tuple[str, str]]:
    """The subjects of all memos and their texts."""
    return [(one.about, one.note) for one in library.about.memos()]


ALL = [("library", "What we look for."), ("source", "A letter,\n\nnot dated."), ("tag", "Only with a date.")]


def test_memos_are_kept_and_undone(noted: Library, open_library: Opening) -> None:
    """They are there when the library is opened again; an empty text removes one, and undo brings it back."""
    source = noted.sources()[1].id
    assert [noted.about.noted(about) for about in ("source", "tag")] == [frozenset([source]), frozenset(["forecast"])]
    library = open_library()
    assert state(library) == ALL
    library.about.set_memo("source", source, "Dated by its stamp.")
    library.about.set_memo("library", "", " ")
    assert state(library) == [("source", "Dated by its stamp."), ("tag", "Only with a date.")]
    assert (library.about.memo("library"), library.about.memo("source", source)) == ("", "Dated by its stamp.")
    library.undo()
    library.undo()
    assert state(library) == ALL
    library.checkpoint()
    assert state(open_library()) == ALL


def test_a_memo_on_nothing_is_refused(library: Library) -> None:
    """A source, a tag or a kind of subject that does not exist."""
    for about, key in (("source", "nope"), ("tag", "nope"), ("claim", "x"), ("library", "x")):
        with pytest.raises(UsageError):
            library.about.set_memo(about, key, "text")
    assert not library.history.entries()


def test_a_memo_goes_with_its_subject(noted: Library, folder: Path, open_library: Opening) -> None:
    """A renamed tag keeps it, a merged one hands it on, a removed one or a forgotten source takes it along."""
    noted.rename_tag("forecast", "guess")
    assert noted.about.memo("tag", "guess") == "Only with a date."
    noted.about.set_memo("tag", "opinion", "Whose?")
    noted.merge_tags("guess", "opinion")
    assert set(noted.about.memo("tag", "opinion").split("\n\n")) == {"Only with a date.", "Whose?"}
    noted.about.set_memo("tag", "opinion", "Whose, and when?")
    assert [one.note for one in noted.about.memos() if one.about == "tag"] == ["Whose, and when?"]
    (folder / "2-letter.txt").unlink()
    library = open_library()
    gone = library.sources()[1].id
    library.remove_source(gone)
    assert library.about.noted("source") == frozenset()
    library.undo()
    assert library.about.memo("source", gone) == "A letter,\n\nnot dated."
    assert not unfit(library._index.tables())


def test_undo_leaves_no_memo_on_nothing(library: Library) -> None:
    """A tag with a memo cannot be undone before the memo, and a memo comes back only with its subject."""
    library.add_tag("forecast")
    library.about.set_memo("tag", "forecast", "Only with a date.")
    memo, tag = library.history.entries()
    with pytest.raises(UsageError, match="the tag forecast has a memo"):
        library.transactions.undo_entry(tag.sequence)
    library.transactions.undo_entry(memo.sequence)
    library.transactions.undo_entry(tag.sequence)
    with pytest.raises(UsageError, match="the tag that it is about is gone"):
        library.transactions.redo_entry(memo.sequence)


def test_a_memo_is_described_and_exported(noted: Library) -> None:
    """The history shows its text before and after, a new one once; the export has it whole."""
    noted.about.set_memo("source", noted.sources()[1].id, "Dated.")
    newest, new, *_, first = noted.history.entries()
    assert newest.label == "memo on source 2"
    assert [*effects(noted, noted.history.edits_of(newest.sequence))] == [
        ("text of memo on source 2", "A letter,\n\nnot dated.", "Dated.")
    ]
    assert [*effects(noted, noted.history.edits_of(new.sequence))] == [
        Effect("memo on the tag forecast", "", "Only with a date.")
    ]
    assert first.label == "new tag forecast"
    exported = b"".join(Export(noted).pieces())
    assert exported.count(b'"about":') == 3


def test_sources_are_marked_read_and_unread(library: Library) -> None:
    """To a place, whole, or not at all; each mark is undone by itself, and what was read since stays read."""
    source = library.sources()[0]
    with pytest.raises(UsageError, match="was never opened"):
        library.about.mark_read(source.id)
    length = library.document(source.id).length
    library.mark_read(source.id, 5, 9)
    library.about.mark_read(source.id, 20)
    assert library.source(source.id).read == ((0, 20),)
    library.about.mark_read(source.id)
    assert library.source(source.id).read == ((0, length),)
    library.about.mark_read(source.id, read=False)
    assert library.source(source.id).read == ()
    library.mark_read(source.id, 30, 40)
    assert [entry.label for entry in library.history.entries()] == [
        "mark source 1 unread",
        "mark source 1 read",
        "mark source 1 read to here",
    ]
    library.undo()
    library.undo()
    library.undo()
    assert library.source(source.id).read == ((5, 9),)


def test_a_mark_reaches_the_board(library: Library, span: Callable[[Library, int, str], tuple[str, int, int]]) -> None:
    """A source without a stance is silent once it is marked read, and unread again after that."""
    library.add(*span(library, 1, "It has forty rows"), tags=["claim"])
    other = library.sources()[1].id
    library.document(other)
    for read, stance in ((True, "silent"), (False, "unread")):
        library.about.mark_read(other, read=read)
        board = library.board()
        assert board.cell(board.rows[0], other).stance == stance
