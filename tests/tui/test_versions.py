"""Other versions of the library that lie beside it are told when the program opens, and taken in by one key."""

from pathlib import Path
from shutil import copyfile, copytree
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library

if TYPE_CHECKING:
    from tests.tui.conftest import Sit


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Others are looked for more often than a person needs."""
    monkeypatch.setattr("tui.services.follow_library.EVERY", 0.1)
    monkeypatch.setattr("tui.services.follow_library.WRITER_EVERY", 0.02)


def mark(folder: Path, words: str, note: str = "") -> None:
    """Record a passage, and leave."""
    library = Library.open([folder])
    source = library.sources()[0].id
    start = library.document(source).text.index(words)
    library.add(source, start, start + len(words), note=note)
    library.close()


@pytest.fixture
def elsewhere(folder: Path, tmp_path: Path) -> Path:
    """The home of a copy of the library in which another passage was recorded."""
    mark(folder, "1902")
    copytree(folder, tmp_path / "elsewhere")
    mark(tmp_path / "elsewhere", "forty rows", "from elsewhere")
    mark(folder, "60%")
    return tmp_path / "elsewhere" / ".postil"


@pytest.mark.parametrize("size", [(130, 30), (40, 12)])
@pytest.mark.parametrize("name", ["library (conflicted copy 2026-01-02).json", "journal.sync-conflict-20260102.jsonl"])
async def test_a_copy_is_told_on_opening_and_taken_in_by_a_key(
    sit: "Sit", folder: Path, elsewhere: Path, name: str, size: tuple[int, int]
) -> None:
    """What it alone has is there, the copy is among the backups, and u takes it back."""
    kind = "journal.jsonl" if name.startswith("journal") else "library.json"
    copyfile(elsewhere / kind, folder / ".postil" / name)
    async with sit(size=size) as desk:
        assert "problem" in desk.left
        assert len(desk.annotations) == 2
        await desk.press("g!")
        assert "another version of" in " ".join(" ".join(desk.rows("#detail")).split())
        assert "t merge copy" in " ".join(desk.rows("Caption"))
        await desk.press("t")
        assert len(desk.annotations) == 3
        assert not (folder / ".postil" / name).exists()
        entries = [row.strip() for row in desk.rows("#entries") if row.strip()]
        assert entries[0] == "Problems · 1"
        assert entries[1].startswith("▌! Two passages were 1:2; one is 1:3 n")
        await desk.press("escape", "u")
        # It is the work of another author: that is asked.
        await desk.press("y")
        await desk.until(lambda: len(desk.annotations) == 2)
    assert any(path.name.endswith(name) for path in (folder / ".postil/backups").iterdir())


async def test_a_copy_that_comes_while_the_program_is_open_is_told(sit: "Sit", folder: Path, elsewhere: Path) -> None:
    """Within seconds, with the key that lists it; a copy that cannot be read stays where it is, with the reason."""
    async with sit() as desk:
        await desk.quiet()
        (folder / ".postil/library 2.json").write_text("{", encoding="utf-8")
        copyfile(elsewhere / "library.json", folder / ".postil/library 3.json")
        await desk.until(lambda: "appeared beside the library" in desk.left)
        assert "g!" in desk.left
        await desk.press("g!", "t")
        assert "cannot be read" in " ".join(desk.rows("Caption"))
        await desk.press("j", "t")
        assert len(desk.annotations) == 3
        await desk.press("escape")
    assert (folder / ".postil/library 2.json").exists()


async def test_conflict_markers_are_merged_when_the_program_opens(sit: "Sit", folder: Path, elsewhere: Path) -> None:
    """It is told, the file has one version again, and the one with the markers is among the backups."""
    file = folder / ".postil/library.json"
    ours, theirs = file.read_bytes(), (elsewhere / "library.json").read_bytes()
    left = b"<<<<<<< HEAD\n" + ours + b"=======\n" + theirs + b">>>>>>> theirs\n"
    file.write_bytes(left)
    async with sit() as desk:
        assert "problems" in desk.left
        assert len(desk.annotations) == 3
        await desk.press("g!")
        assert desk.shows("conflict markers", "#entries")
        await desk.press("escape")
    assert b"<<<<<<<" not in file.read_bytes()
    assert any(path.read_bytes() == left for path in (folder / ".postil/backups").iterdir())
