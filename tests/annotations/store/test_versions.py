"""What can be read of files that are no longer one version of one library."""

import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from annotations.library import Library
from annotations.library.edits.plan import Planned
from annotations.model import Edit
from annotations.store.file.salvage import salvage
from annotations.store.journal import format as wire
from annotations.store.journal.format import Held
from annotations.store.journal.trail import read
from annotations.store.versions import holds_of, thinned
from annotations.text.conflict_markers import conflicted, versions
from tests.cloning import add, notes, opened

CONFLICTS = [
    ("a\n<<<<<<< HEAD\nb\n=======\nc\n>>>>>>> theirs\nd\n", ["a\nb\nd\n", "a\nc\nd\n"], None),
    ("<<<<<<<\r\nb\r\n=======\r\nc\r\n>>>>>>>\r\n", ["b\r\n", "c\r\n"], None),
    ("<<<<<<< x\nb\n||||||| base\nz\n=======\nc\n>>>>>>> y\n", ["b\n", "c\n"], "z\n"),
    ("<<<<<<<<<<< x\nb\n===========\nc\n>>>>>>>>>>> y\n", ["b\n", "c\n"], None),
    ("<<<<<<< x\nb\n=======\n>>>>>>> y\n", ["b\n", ""], None),
    ("<<<<<<< x\na\n<<<<<<< x\nb\n=======\nc\n>>>>>>> y\n=======\nd\n>>>>>>> y\n", ["a\nb\n", "a\nc\n", "d\n"], None),
    (
        "<<<<<<< x\nb\n||||||| m\n<<<<<<<<< p\n1\n=========\n2\n>>>>>>>>> q\n=======\nc\n>>>>>>> y\n",
        ["b\n", "c\n"],
        "1\n2\n",
    ),
    ("a\n<<<<<<< x\nb\n=======\nc\n", ["a\nb\nc\n"], None),
    ("a\n=======\nb\n", ["a\n=======\nb\n"], None),
    ('{"note":"<<<<<<< x"}\n', ['{"note":"<<<<<<< x"}\n'], None),
]


@pytest.mark.parametrize(("text", "sides", "base"), CONFLICTS)
def test_conflict_markers_are_taken_apart(text: str, sides: list[str], base: str | None) -> None:
    """Of any length, with CRLF, with a base, within each other, and cut off; nothing else is taken for one."""
    found = versions(text.encode())
    assert found.sides == [side.encode() for side in sides]
    assert found.base == (base.encode() if base is not None else None)
    assert conflicted(text.encode()) == (len(sides) > 1 or "<<<<<<< x\nb" in text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "a.txt").write_text("words " * 100, encoding="utf-8")
    library = opened(folder)
    for place in range(8):
        add(library, place, f"note {place}")
    one, other = library.annotation("1:1"), library.annotation("1:2")
    library.connect(one.id, other.id, "cites")
    library.close()
    return folder


def test_each_line_that_is_sound_is_read(folder: Path) -> None:
    """Whatever byte is spoiled costs one record at most, or the line that frames some, and lines are counted."""
    content = (folder / ".postil/library.json").read_bytes()
    whole = salvage(content)
    assert (len(whole.loaded.records["annotations"]), whole.lost, whole.more) == (8, 0, [])
    for place in random.Random(3).sample(range(len(content)), 150):
        spoiled = bytearray(content)
        spoiled[place] ^= 1 << (place % 7)
        found = salvage(bytes(spoiled))
        count = len(found.loaded.records["annotations"]) + sum(len(tables["annotations"]) for tables in found.more)
        assert count >= 7 or found.lost or found.loaded.kept


def test_records_that_stand_twice_are_all_read(folder: Path) -> None:
    """As a merge that takes the lines of both sides leaves them: with the same numbers, or laid out by another program."""
    content = (folder / ".postil/library.json").read_bytes()
    row = next(line for line in content.splitlines() if b'"note 7"' in line).rstrip(b",")
    twin = row.replace(b'"id":"', b'"id":"f').replace(b"note 7", b"note 9")
    doubled = content.replace(row, row + b",\n" + twin)
    found = salvage(doubled)
    assert found.lost == 0
    assert len(found.loaded.records["annotations"]) + sum(len(one["annotations"]) for one in found.more) == 9
    assert salvage(doubled.replace(b"\n", b" ")).loaded.records == found.loaded.records
    (folder / ".postil/library.json").write_bytes(doubled)
    assert notes(Library.open([folder])) == sorted([f"note {place}" for place in range(8)] + ["note 9"])


def test_names_of_places_fit_the_start_of_the_file() -> None:
    """However long many clones have merged each other: the latest place of each journal, further back fewer."""
    held = [Held(f"{journal:036}", sequence, f"{sequence:08x}") for journal in range(9) for sequence in range(1, 300)]
    kept = thinned(held)
    assert len(kept) * len(f'{{"id":"{"0" * 36}","sequence":123456,"sum":"00000000"}},') < 3500
    assert {(one.id, one.sequence) for one in kept} >= {(f"{journal:036}", 299) for journal in range(9)}
    own = [one.sequence for one in thinned(held[:299])]
    assert own[0] == 299
    assert own == sorted(own, reverse=True)
    assert own[-1] < 200
    assert holds_of(
        {"journal": 5, "holds": [{"id": "x", "sequence": "1", "sum": ""}, {"id": "x", "sequence": 3, "sum": "a"}]}
    ) == [Held("x", 3, "a")]


def test_old_notes_of_what_is_durable_are_read() -> None:
    """Without the checksum of the line, and a longer one whose start an older program wrote over."""
    old = b'{"id":"j","durable":"0000000000000005","sum":"7099f526"}\n'
    assert wire.decode_promise(old, "j") == (5, "")
    new = wire.encode_promise("j", 4, "0badcafe")
    assert wire.decode_promise(new, "j") == (4, "0badcafe")
    assert wire.decode_promise(old + new[len(old) :], "j") == (5, "")


def test_an_old_program_reads_what_a_merge_wrote(folder: Path) -> None:
    """Fields that it does not know are kept: what it was called before, where a journal began, what a merge brought."""
    library = opened(folder)
    one = library.annotation("1:1")
    plan = Planned(None, "as a merge does", [Edit("annotations", one.id, one, replace(one, was=("1:9",)))])
    library.transactions.change(lambda _: plan)
    library.close()
    content = (folder / ".postil/library.json").read_bytes()
    assert content.count(b'"was":["1:9"]') == 1
    assert content.count(b'"was"') == 1
    trail = read((folder / ".postil/journal.jsonl").read_bytes())
    assert trail.header is not None
    assert Library.open([folder]).annotation("1:1").was == ("1:9",)
    assert Library.open([folder]).annotation("1:9").id == one.id


@pytest.mark.parametrize("journal", [True, False], ids=["with the journal", "alone"])
@pytest.mark.parametrize("first", [True, False], ids=["theirs first", "theirs last"])
def test_sides_that_name_the_same_place_are_compared(folder: Path, *, journal: bool, first: bool) -> None:
    """Whoever settled the conflict in the line of `meta` alone left two sides that claim to be the same."""
    file = folder / ".postil/library.json"
    lines = file.read_bytes().splitlines(keepends=True)
    at = next(place for place, line in enumerate(lines) if b'"note 3"' in line)
    sides = [lines[at], lines[at].replace(b'"note 3"', b'"theirs"')]
    one, other = reversed(sides) if first else sides
    lines[at] = b"<<<<<<< HEAD\n" + one + b"=======\n" + other + b">>>>>>> theirs\n"
    file.write_bytes(b"".join(lines))
    if not journal:
        (folder / ".postil/journal.jsonl").unlink()
        (folder / ".postil/journal.lock").unlink(missing_ok=True)
    library = Library.open([folder], author="tester")
    found = [one.note for one in library.all_annotations()]
    library.close()
    assert "theirs" in found
    assert len(found) - ("note 3" in found) == 8
    assert journal or "note 3" in found
