"""Files that come or change names while the program runs, and places in a source that is edited meanwhile."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.services import watch_sources as watching

if TYPE_CHECKING:
    from tests.tui.conftest import Sit


@pytest.fixture(autouse=True)
def _often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The files are looked at more often than for people."""
    monkeypatch.setattr(watching, "EVERY", 0.02)
    monkeypatch.setattr(watching, "SPARING", 0)


async def test_new_files_are_listed_and_told(sit: "Sit", folder: Path) -> None:
    """Without a key being pressed, and nothing on the page moves."""
    async with sit() as desk:
        before, rows = desk.page.cursor, desk.rows()
        for name in ("8-more.md", "9-most.md"):
            (folder / name).write_text(f"# What came later, {name[0]}\n\nNew words.\n", encoding="utf-8")
        await desk.until(lambda: "new in the folder: " in desk.left)
        await desk.until(lambda: desk.shows("9-most", "#sources"))
        assert (desk.page.cursor, desk.rows()) == (before, rows)
        numbers = {source.path: source.number for source in desk.library.sources()}
        assert sorted((numbers["8-more.md"], numbers["9-most.md"])) == [len(numbers) - 1, len(numbers)]
        await desk.to_source(numbers["9-most.md"])
        assert desk.shows("New words.")
        await desk.go("New words")
        await desk.press("s", "c")
        assert desk.annotations[0].exact == "New words."


async def test_a_renamed_file_stays_the_same_source(sit: "Sit", folder: Path) -> None:
    """The page stays where it is, passages too, and the new name is told."""
    async with sit() as desk:
        await desk.go("Planted")
        await desk.press("c")
        await desk.quiet()
        (folder / "1-orchard.md").rename(folder / "orchard.md")
        await desk.until(lambda: desk.library.source(desk.screen.session.source).path == "orchard.md")
        await desk.until(lambda: "is orchard.md now" in desk.left)
        await desk.until(lambda: not desk.library.is_missing(desk.screen.session.source))
        assert desk.number == 1
        assert desk.here.startswith("Planted")
        assert [one.anchoring for one in desk.library.passages(desk.screen.session.source)] == ["anchored"]
        await desk.go("A last word")
        await desk.press("o")
        assert len(desk.annotations) == 2


async def test_a_file_that_was_only_read_is_known_under_another_name(sit: "Sit", folder: Path) -> None:
    """Its number and what was read of it stay, though nothing was annotated, and the program was closed meanwhile."""
    async with sit() as desk:
        await desk.until(lambda: all(source.bytes_sha256 for source in desk.library.sources()))
        await desk.to_source(2)
        await desk.go("1911")
        await desk.press("q")
    (folder / "2-letter.txt").rename(folder / "0-letter.txt")
    async with sit() as desk:
        assert (desk.number, desk.here[:4]) == (2, "1911")
        assert desk.library.source(desk.screen.session.source).path == "0-letter.txt"


async def test_marks_and_jumps_follow_an_edit(sit: "Sit", folder: Path) -> None:
    """What is put in before them moves them along, and what was read stays read."""
    async with sit() as desk:
        await desk.go("A last word")
        await desk.press("m", "a", "g", "g")
        await desk.go("Nobody counts")
        await desk.press("G")
        source = desk.screen.session.source
        desk.library.mark_read(source, desk.at("Planted"), desk.at("It has"))
        path = folder / "1-orchard.md"
        before = path.read_text("utf-8")
        path.write_text(before.replace("Planted", "Some words that are new.\n\nPlanted"), encoding="utf-8")
        await desk.until(lambda: "Some words that are new" in desk.text)
        await desk.settle()
        await desk.press("`", "a")
        assert desk.here.startswith("A last word")
        await desk.press("ctrl+o", "ctrl+o")
        assert desk.here.startswith("Nobody counts")
        read = [desk.text[start:end] for start, end in desk.library.source(source).read]
        assert any(stretch.startswith("Planted in 1902.") for stretch in read)
        assert not any("words that are new" in stretch for stretch in read)
