"""Undo across sources, and what is said about saving."""

import json
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from annotations.store.journal.journal import Journal
from tui.widgets.message_line import Caption

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Sit


async def test_undo_and_redo_show_where_it_happened(sit: "Sit") -> None:
    """U and Ctrl-R open the source and put the cursor where the change was, and say what was undone."""
    async with sit(size=(130, 20)) as desk:
        await desk.to_source(3)
        await desk.go("number 30 too")
        await desk.press("c")
        where = desk.annotations[0].start
        await desk.press("gg")
        await desk.to_source(1)
        await desk.press("c", "j", "j")
        first = desk.library.annotation("1:1")
        await desk.press("2]s")
        await desk.press("u")
        assert (desk.number, desk.page.cursor) == (1, first.start)
        assert desk.left.startswith("undone: ")
        await desk.press("u")
        assert (desk.number, desk.page.cursor) == (3, where)
        assert desk.under_cursor
        assert not desk.annotations
        await desk.press("u")
        assert "nothing to undo" in desk.left
        await desk.press("2", "ctrl+r")
        assert len(desk.annotations) == 2
        assert (desk.number, desk.page.cursor) == (1, first.start)
        await desk.press("ctrl+r")
        assert "nothing to redo" in desk.left
        await desk.press("99u")
        assert not desk.annotations
        await desk.quiet()
        assert not desk.stored().annotations


def add_as(author: str, folder: "Path", words: str, *, tag: str = "claim") -> None:
    """Have another author tag words of the first source."""
    library = Library.open([folder], author=author)
    source = library.sources()[0].id
    start = library.document(source).text.index(words)
    library.add(source, start, start + len(words), tags=[tag])
    library.close()


@pytest.mark.parametrize("size", [(130, 30), (40, 12)])
async def test_another_author_s_change_is_undone_after_a_question(
    sit: "Sit", folder: "Path", size: tuple[int, int]
) -> None:
    """One's own go first; then it is named with its author, n leaves it, y undoes it; redo of that asks nothing."""
    async with sit(size=size) as desk:
        await desk.go("forty")
        await desk.press("c")
        await desk.quiet()
        add_as("anna", folder, "1902")
        await desk.until(lambda: len(desk.annotations) == 2)
        await desk.press("j", "u")
        assert [one.exact for one in desk.annotations] == ["1902"]
        assert "undone: claim 1:1" in desk.left
        await desk.press("u")
        asked = " ".join(row.strip() for row in desk.rows("#notice")) + desk.left
        assert "undo claim 1:2 by anna?" in asked
        await desk.press("n")
        assert "nothing changed" in desk.left
        assert desk.annotations
        await desk.press("9u", "y")
        assert not desk.annotations
        assert "undone: claim 1:2 by anna" in desk.left
        await desk.press("u")
        assert "nothing to undo" in desk.left
        await desk.press("ctrl+r")
        assert "redone: claim 1:2 by anna" in desk.left
        await desk.press("ctrl+r")
        assert len(desk.annotations) == 2
        await desk.quiet()


@pytest.mark.parametrize("screen", ["gc", "gh"])
async def test_screens_over_the_page_ask_too(sit: "Sit", folder: "Path", screen: str) -> None:
    """A key that is not y cancels."""
    add_as("anna", folder, "1902")
    async with sit() as desk:
        await desk.press(screen)

        def said() -> str:
            return " ".join(one.text for one in desk.app.screen.query(Caption))

        await desk.press("u")
        assert "undo claim 1:1 by anna?" in said()
        await desk.press("j", "y")
        assert desk.annotations
        await desk.press("u", "y")
        assert not desk.annotations
        assert "undone: claim 1:1 by anna" in said()
        await desk.press("ctrl+r")
        assert desk.annotations
        assert "redone: claim 1:1 by anna" in said()


async def test_every_step_back_is_the_state_that_was(sit: "Sit") -> None:
    """Undo goes back through tags, notes, bounds, links and deletions one by one, and redo forward again."""
    steps = (
        ("c",), ("f",), ("i", "a", "enter"), (">", "w", "enter"), ("t", "n", "e", "w", "enter"),
        ("L", "]s", "L", "s"), ("[s",), ("]a", "dd"), ("o",),
    )  # fmt: skip
    async with sit() as desk:
        await desk.go("forty")
        states = [(desk.annotations, desk.links, desk.library.tags())]
        for step in steps:
            await desk.press(*step)
            state = (desk.annotations, desk.links, desk.library.tags())
            if state != states[-1]:
                states.append(state)
        assert len(states) >= 8
        for state in states[-2::-1]:
            await desk.press("u")
            assert (desk.annotations, desk.links, desk.library.tags()) == state
        for state in states[1:]:
            await desk.press("ctrl+r")
            assert (desk.annotations, desk.links, desk.library.tags()) == state
        await desk.quiet()
        library = Library.open([desk.library.folder])
        try:
            assert (library.all_annotations(), library.all_links(), library.tags()) == states[-1]
        finally:
            library.close()


async def test_saved_is_said_when_it_is_on_the_disk(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """While the change is on its way to the disk the bar says so; `✓ saved` stands there once it has arrived."""
    gate, sync = threading.Event(), Journal.sync

    def slowly(journal: Journal) -> None:
        assert gate.wait(10)
        sync(journal)

    monkeypatch.setattr(Journal, "sync", slowly)
    async with sit() as desk:
        assert "saved" not in desk.right
        await desk.go("forty")
        await desk.press("c")
        assert "saving" in desk.right
        assert "✓" not in desk.right
        gate.set()
        await desk.until(lambda: "✓ saved" in desk.right)
        assert desk.stored().tagged == {"It has forty rows of trees.": ["claim"]}
        gate.clear()
        await desk.press("o")
        assert "✓" not in desk.right
        gate.set()
        await desk.until(lambda: "✓ saved" in desk.right)
        assert desk.stored().tagged == {"It has forty rows of trees.": ["claim", "opinion"]}


async def test_a_row_that_is_said_does_not_hide_that_nothing_is_saved(
    sit: "Sit", full_disk: Callable[[], None]
) -> None:
    """In 40 columns the two rows that a message takes stand in the place of the status bar, and say so as well."""
    async with sit(size=(40, 12)) as desk:
        await desk.go("forty")
        await desk.press("c")
        await desk.until(lambda: desk.screen.save_problem)
        await desk.press("o")
        assert desk.screen.query_one("#notice").display
        assert "NOT SAVED" in " ".join(desk.rows("#notice"))
        full_disk()


async def test_a_failed_save_is_said_until_it_is_made_good(sit: "Sit", full_disk: Callable[[], None]) -> None:
    """A disk that refuses is named in the status bar and stays so; the next save that works takes it away."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c")
        await desk.until(lambda: "NOT SAVED" in desk.right)
        assert "No space left" in desk.left
        await desk.press("j")
        assert "NOT SAVED" in desk.right
        assert len(desk.annotations) == 1
        full_disk()
        await desk.press("f")
        await desk.until(lambda: "✓ saved" in desk.right)
        assert len(desk.stored().annotations) == 2


@pytest.mark.parametrize("content", ["{", '{"annotations": 3}', "", "[]", '{"meta": {"1": {"version": 999}}}'])
async def test_a_library_that_cannot_be_read_is_left_alone(sit: "Sit", folder: "Path", content: str) -> None:
    """A damaged or newer library opens read-only with the reason; every change is refused, the file untouched."""
    home = folder / ".postil"
    home.mkdir()
    path = home / "library.json"
    path.write_text(content, encoding="utf-8")
    async with sit() as desk:
        assert str(path) in desk.screen.library.read_only
        assert desk.left.strip().startswith(desk.screen.library.read_only[:20])
        assert "read-only" in desk.right
        await desk.press("j")
        assert "The orchard" in desk.rows()[0]
        for keys in (("c",), ("s", "f"), ("L", "]s", "L"), ("i",), ("t",), ("u",)):
            await desk.press(*keys)
            assert str(path) in desk.left, keys
            await desk.press("escape", "escape")
        assert not desk.annotations
        await desk.press("q")
    assert path.read_text(encoding="utf-8") == content
    assert [file.name for file in home.iterdir()] == ["library.json"]


async def test_what_is_shown_long_enough_counts_as_read(
    sit: "Sit", folder: "Path", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Text that stayed on the screen is marked as read in the list of sources, and that is kept."""
    monkeypatch.setattr("tui.screens.reading.screen.READ_AFTER", 0.01)
    async with sit() as desk:
        await desk.to_source(2)
        await desk.until(lambda: desk.library.read_share(desk.screen.session.source) > 0.9)
        assert desk.shows("▪▪▪▪▪", "#sources")
        await desk.press("q")
    stored = json.loads((folder / ".postil" / "library.json").read_text(encoding="utf-8"))
    assert any(source["path"] == "2-letter.txt" and source["read"] for source in stored["sources"].values())
