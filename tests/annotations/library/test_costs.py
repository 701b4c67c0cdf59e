"""What one change costs: how many functions of the library it runs through, and in how many files."""

import sys
from itertools import islice
from pathlib import Path
from types import FrameType

import pytest

from annotations import errors
from annotations.library import Library
from annotations.records.bookkeeping import AT_ONCE
from annotations.store.journal import format as wire

ROOT = str(Path(errors.__file__).parent)


def calls_of(library: Library, annotation_id: str, tag: str) -> list[tuple[str, str]]:
    """File and name of each function of the package that a change of a tag calls in this thread."""
    found: list[tuple[str, str]] = []

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename.startswith(ROOT):
            found.append((frame.f_code.co_filename.removeprefix(ROOT), frame.f_code.co_qualname))

    sys.setprofile(note)
    try:
        library.toggle_tag(annotation_id, tag)
    finally:
        sys.setprofile(None)
    return found


def test_a_change_of_a_tag_goes_through_few_functions_in_few_files(tmp_path: Path) -> None:
    """In a library of one passage, giving a tag and removing it are at most 70 calls over at most 12 files each."""
    (tmp_path / "a.txt").write_text("The harbour opened in 1902. It was rebuilt later.\n")
    library = Library.open([tmp_path], author="tester")
    passage = library.add(library.sources()[0].id, 4, 11, tags=["claim"]).id
    library.flush()
    for _ in range(2):
        found = calls_of(library, passage, "opinion")
        assert 0 < len(found) <= 70, "\n".join(map(str, found))
        assert len({file for file, _ in found}) <= 12, sorted({file for file, _ in found})
        library.flush()
    library.close()


def test_a_change_does_not_grow_with_the_sources_of_which_something_became_known(tmp_path: Path) -> None:
    """The first change among 350 new sources writes its own and a hundred others; the rest follows in batches."""
    for number in range(1, 351):
        (tmp_path / f"{number}.txt").write_text(f"Harbour {number} opened in 1902.\n")
    library = Library.open([tmp_path], author="tester")
    last = library.sources()[-1]
    passage = library.add(last.id, 0, 7, tags=["claim"])
    _, touched = written(library)[-1]
    assert last.id in touched
    assert len(touched) <= AT_ONCE + 1
    library.store.flush()
    assert Library.open([tmp_path]).annotation(passage.id).source == last.id
    batches = 0
    while library.transactions.write_facts():
        batches += 1
    assert 1 < batches <= 350 // AT_ONCE
    assert not library.transactions.owing
    assert {key for _, touched in written(library) for key in touched} == {source.id for source in library.sources()}
    library.undo()
    library.close()
    assert [kind for kind, _ in written(library)].count("touch") == batches + 1
    numbers = {source.path: source.number for source in library.sources()}
    assert {source.path: source.number for source in Library.open([tmp_path]).sources()} == numbers


def test_closing_writes_what_a_change_left_for_later(tmp_path: Path) -> None:
    """A program that ends right after its change has recorded all that became known of the sources."""
    for number in range(1, 151):
        (tmp_path / f"{number}.txt").write_text(f"Harbour {number} opened in 1902.\n")
    library = Library.open([tmp_path], author="tester")
    library.add(library.sources()[0].id, 0, 7, tags=["claim"])
    assert library.transactions.owing
    library.close()
    assert {key for _, touched in written(library) for key in touched} == {source.id for source in library.sources()}


def written(library: Library) -> list[tuple[str, list[str]]]:
    """Return the kind of each line of the journal with the ids of the sources whose facts it records."""
    journal = library.store.journal
    lines = [journal.line_at(offset, length) for offset, length, _ in journal.briefs(known=True)]
    return [(line.kind, [source.id for source in line.touched]) for line in lines]


def test_a_journal_that_was_read_ahead_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Changes between the steps are in the history all the same, in their order, however many steps were taken."""
    (tmp_path / "a.txt").write_text("The harbour opened in 1902. It was rebuilt later.\n")
    library = Library.open([tmp_path], author="tester")
    passage = library.add(library.sources()[0].id, 4, 11, tags=["claim"]).id
    for _ in range(9):
        library.toggle_tag(passage, "figure")
    library.close()
    read: list[bytes] = []
    decode = wire.decode_brief

    def counting(data: bytes) -> wire.EntrySummary:
        read.append(data)
        return decode(data)

    for ahead in (0, 4, 99):
        library = Library.open([tmp_path], author="tester")
        steps = library.history.prepare()
        taken = sum(1 for _ in islice(steps, ahead))
        library.toggle_tag(passage, "opinion")
        library.flush()
        with monkeypatch.context() as patch:
            patch.setattr(wire, "decode_brief", counting)
            read.clear()
            entries = library.history.entries()
            lines = (tmp_path / ".postil" / "journal.jsonl").read_bytes().count(b"\n") - 1
            # What was read to its end is kept up to date by the changes themselves.
            assert len(read) == (lines - taken if taken == ahead else 0)
        assert [entry.sequence for entry in entries] == sorted((one.sequence for one in entries), reverse=True)
        assert not [*steps]
        library.close()
        again = Library.open([tmp_path], author="tester")
        assert again.history.entries() == entries
        again.close()
