"""Kept texts: written once, known by their hash, followed by, and gone when nothing needs them."""

import os
import stat
import time
import tracemalloc
import zlib
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.library import Library
from annotations.model import TEXT_DIGITS
from annotations.sources.text_versions import SMALL, ArchivedText, TextVersions, pack, text_hash, unpack

Find = Callable[[Library, int, str], tuple[str, int, int]]
Open = Callable[[], Library]


def kept(folder: Path) -> list[Path]:
    """The files of the kept texts."""
    return sorted((folder / ".postil/texts").glob("*.txt.z"))


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=300))
def test_a_kept_text_is_read_as_it_was(text: str) -> None:
    """A reading of it has exactly that text, and blocks that make it up."""
    document = ArchivedText(text).document
    assert document.complete
    assert document.text == text
    assert "\n".join(text[block.start : block.end] for block in document.blocks) == text


def test_a_text_is_kept_once_for_its_owner_alone(folder: Path, open_library: Open, span: Find) -> None:
    """The first passage of a source brings its text; the second one writes nothing; each record names it."""
    library = open_library()
    text = library.document(library.sources()[0].id).text
    one = library.add(*span(library, 1, "1902"))
    library.add(*span(library, 1, "forty"))
    library.close()
    [path] = kept(folder)
    assert path.name == f"{text_hash(text)}.txt.z"
    assert one.text == text_hash(text)[:TEXT_DIGITS]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert TextVersions(folder / ".postil").get(one.text) == text


def test_the_file_never_goes_before_the_texts_that_it_names(folder: Path, open_library: Open, span: Find) -> None:
    """Whoever copies a folded library has the texts with it, though a text is in no hurry by itself."""
    library = open_library()
    one = library.add(*span(library, 1, "1902"))
    library.checkpoint()
    assert [path.name[:TEXT_DIGITS] for path in kept(folder)] == [one.text]
    library.close()


def test_a_file_that_is_written_meanwhile_does_not_go_before_them_either(
    folder: Path, open_library: Open, span: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is written in a quiet moment waits for the texts, however little hurry they are in."""
    monkeypatch.setattr("annotations.sources.text_versions.GATHER", 600)
    library = open_library()
    one = library.add(*span(library, 1, "1902"))
    library.flush()
    assert not kept(folder)
    library.rest()
    library.flush()
    assert (folder / ".postil/library.json").exists()
    assert [path.name[:TEXT_DIGITS] for path in kept(folder)] == [one.text]
    library.close()


def test_looking_writes_nothing(folder: Path, open_library: Open) -> None:
    """A library that is only read keeps no text."""
    library = open_library()
    for source in library.sources():
        library.document(source.id)
    library.close()
    assert not (folder / ".postil").exists()


def test_a_damaged_text_is_told_and_not_used(folder: Path, open_library: Open, span: Find) -> None:
    """Whatever byte of it is another one, it is known by its hash; passages are looked for by their words."""
    library = open_library()
    one = library.add(*span(library, 1, "planted in 1902"))
    library.close()
    [path] = kept(folder)
    data = path.read_bytes()
    for place in range(0, len(data), 7):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        texts = TextVersions(folder / ".postil")
        assert texts.get(one.text) in (None, library.document(one.source).text)
    path.write_bytes(b"nothing of the kind")
    source = folder / "1-orchard.md"
    source.write_text("Before all.\n\n" + source.read_text("utf-8"), encoding="utf-8")
    again = open_library()
    assert again.document(one.source).text[slice(*again.passage(one.id)[1:3])] == "planted in 1902"
    assert any("is damaged" in problem for problem in again.problems)


def test_passages_of_two_versions_are_followed_each_from_its_own(folder: Path, open_library: Open, span: Find) -> None:
    """What was recorded before and after an edit is found after the next one, by the text of its own time."""
    library = open_library()
    old = library.add(*span(library, 1, "Apples bring in 60% of the income"))
    path = folder / "1-orchard.md"
    path.write_text("New.\n\n" + path.read_text("utf-8").replace("60%", "55%"), encoding="utf-8")
    library = open_library()
    new = library.add(*span(library, 1, "The pears are the better fruit"))
    assert old.text != new.text
    path.write_text("Newer.\n\n" + path.read_text("utf-8").replace("better", "lesser"), encoding="utf-8")
    library = open_library()
    text = library.document(old.source).text
    found = {one.annotation.id: (one.anchoring, text[one.start : one.end]) for one in library.passages(old.source)}
    assert found == {
        old.id: ("edited", "Apples bring in 55% of the income"),
        new.id: ("edited", "The pears are the lesser fruit"),
    }
    assert len(kept(folder)) == 2


def test_an_edited_passage_is_accepted_and_taken_back(folder: Path, open_library: Open, span: Find) -> None:
    """Accepting records the words of today as one change; undo brings words, place and the doubt back."""
    library = open_library()
    one = library.add(*span(library, 1, "bring in 60%"))
    path = folder / "1-orchard.md"
    before = path.read_text("utf-8")
    path.write_text(before.replace("60%", "47%"), encoding="utf-8")
    library = open_library()
    library.document(one.source)
    assert library.passage(one.id).anchoring == "edited"
    library.accept([one.id])
    assert (library.annotation(one.id).exact, library.passage(one.id).anchoring) == ("bring in 47%", "anchored")
    change = library.undo()
    assert change is not None
    assert change.label == "accept 1:1"
    assert library.annotation(one.id) == one
    assert library.passage(one.id).anchoring == "edited"
    path.write_text(before, encoding="utf-8")
    library = open_library()
    library.document(one.source)
    assert library.passage(one.id).anchoring == "anchored"


def test_texts_that_nothing_needs_go(folder: Path, open_library: Open, span: Find) -> None:
    """Old ones that no record and no undo refers to are removed; all others stay."""
    library = open_library()
    one = library.add(*span(library, 1, "1902"))
    library.close()
    texts = TextVersions(folder / ".postil")
    texts.keep(text_hash("once"), "once")
    texts.keep(text_hash("lately"), "lately")
    texts.close()
    old = time.time() - 90 * 24 * 3600
    for path in kept(folder):
        if path.name != f"{text_hash('lately')}.txt.z":
            os.utime(path, (old, old))
    journal = folder / ".postil/journal.jsonl"
    texts.prune({"another"}, journal)
    assert {path.name[:TEXT_DIGITS] for path in kept(folder)} == {one.text, text_hash("lately")[:TEXT_DIGITS]}
    texts.prune({"another"}, folder / "no journal")
    assert {path.name[:TEXT_DIGITS] for path in kept(folder)} == {text_hash("lately")[:TEXT_DIGITS]}


@pytest.mark.parametrize("size", [0, 1, 1000, 3_000_000])
def test_a_text_that_says_one_thing_again_and_again_is_kept_all_the_same(size: int) -> None:
    """What is written is never what a bomb would be."""
    data = b"x" * size
    assert unpack(pack(data)) == data


@pytest.mark.parametrize("named", ["by its hash", "by another"])
def test_a_file_that_unpacks_to_far_more_than_it_is_costs_next_to_nothing(folder: Path, named: str) -> None:
    """Five files of 65 KB that promise 64 MB each: whatever they are called, no more is unpacked than a text can be."""
    folder = folder / ".postil/texts"
    folder.mkdir(parents=True)
    packing = zlib.compressobj(9)
    bomb = (
        packing.compress(bytes(1 << 20))
        + b"".join(packing.compress(bytes(1 << 20)) for _ in range(63))
        + packing.flush()
    )
    digest = sha256()
    for _ in range(64):
        digest.update(bytes(1 << 20))
    names = [digest.hexdigest() if named == "by its hash" else f"{number}" * 64 for number in range(5)]
    texts = TextVersions(folder.parent)
    tracemalloc.start()
    for name in names:
        (folder / f"{name}.txt.z").write_bytes(bomb)
        assert texts.get(name[:TEXT_DIGITS]) is None
    assert tracemalloc.get_traced_memory()[1] < 6 << 20
    tracemalloc.stop()
    assert len(texts.problems) == len(set(names))


def test_texts_that_are_damaged_are_unpacked_only_so_long(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, the time for them is bounded; each is looked at once."""
    home = folder / ".postil"
    (home / "texts").mkdir(parents=True)
    data = zlib.compress(b"x" * SMALL)
    monkeypatch.setattr("annotations.sources.text_versions.WASTE", 4 * SMALL)
    for number in range(9):
        (home / f"texts/{number}{number:063}.txt.z").write_bytes(data)
    texts = TextVersions(home)
    for number in range(9):
        assert texts.get(f"{number}{number:063}") is None
    assert len(texts.problems) == 5
