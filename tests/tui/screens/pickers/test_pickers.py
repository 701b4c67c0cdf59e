"""Help, palette and themes: everything can be found, tried and left."""

import asyncio
import json
import os
import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from tui.commands.base import verbs
from tui.keys.command_table import COMMANDS, shown
from tui.screens.board.screen import BoardScreen
from tui.screens.overview.counted import CountedScreen
from tui.screens.pickers.command_line import CommandLine
from tui.screens.pickers.help import HelpScreen
from tui.screens.pickers.theme_picker import ThemePicker
from tui.session.settings import config_folder, load_settings
from tui.theming.theme_file import themes

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit


async def walk(desk: "Desk") -> list[str]:
    """All that a picker shows while its cursor goes to the end, row by row."""
    seen: list[str] = []
    for _ in range(200):
        seen += desk.rows("#choices")
        before = desk.choices.cursor
        await desk.press("pagedown")
        if desk.choices.cursor == before:
            return seen
    raise AssertionError("the list has no end")


async def test_help_shows_every_command(sit: "Sit") -> None:
    """? and F1 list each command with its keys and its sentence; Esc closes the list and runs nothing."""
    async with sit(size=(140, 40)) as desk:
        for key in ("?", "f1"):
            await desk.press(key)
            assert isinstance(desk.app.screen, HelpScreen)
            rows = await walk(desk)
            for command in (one for one in COMMANDS.values() if one.where):
                keys = " ".join(map(shown, command.keys))
                words = command.help.replace("`", "")[:30]
                assert any(words in row and keys in row for row in rows), command.id
            await desk.press("escape")
            assert desk.bare


async def test_help_is_found_by_word_and_by_key(sit: "Sit") -> None:
    """Typing narrows the help to a word or to a key, and Enter closes it and runs nothing."""
    async with sit() as desk:
        await desk.press("?")
        await desk.type("undo")
        assert desk.choices.items[0].id == "change.undo"
        desk.typed.value = ""
        await desk.type("]a")
        assert desk.choices.items[0].id == "go.next_passage"
        await desk.type("zzzz")
        assert desk.shows("no command", "#choices")
        await desk.press("enter", "escape")
        desk.screen.set_focus(desk.page)
        await desk.press("?", "enter")
        assert desk.bare
        assert not desk.annotations


async def test_the_palette_runs_a_command(sit: "Sit") -> None:
    """The palette finds a command by its name and runs it on what is under the cursor."""
    async with sit() as desk:
        await desk.go("forty")
        for key in ("ctrl+p", ":"):
            await desk.press(key)
            assert isinstance(desk.app.screen, CommandLine)
            await desk.type("opinion")
            await desk.press("enter")
            assert desk.bare
        assert not desk.annotations
        await desk.press("u")
        assert [a.tags for a in desk.annotations] == [("opinion",)]


async def test_the_palette_is_over_other_screens_too(sit: "Sit") -> None:
    """Esc goes back to the screen below and `q` leaves that alone; any other command closes all screens and is run."""

    def top() -> type:
        return type(desk.app.screen)

    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c", "g", "T")
        below = desk.app.screen
        await desk.press("l", "enter", ":")
        assert top() is CommandLine
        await desk.press("escape")
        assert top() is CountedScreen
        await desk.press(":", "q", "enter")
        assert desk.app.screen is below
        await desk.press("enter", ":")
        await desk.type("2-letter")
        await desk.press("enter")
        await desk.until(lambda: desk.bare and desk.number == 2)
        await desk.press("g", "c", ":", *"claims", "enter")
        assert top() is BoardScreen
        assert len(desk.app.screen_stack) == 2


async def test_the_palette_exports(sit: "Sit", folder: "Path") -> None:
    """What the palette exports is what the command line would, in a new file in its folder of exports, and told by its name."""
    async with sit() as desk:
        sources = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
        await desk.go("forty")
        await desk.press("c", ":", "export", "enter")
        await desk.until(lambda: "xported 1 passage and 0 links to" in desk.left)
        (file,) = folder.glob(".postil/exports/json-*.json")
        assert file.name in desk.left
        exported = json.loads(file.read_bytes())
        assert [(one["address"], one["quote"]) for one in exported["annotations"]] == [
            ("1:1", "It has forty rows of trees.")
        ]
        assert {name: (folder / name).read_bytes() for name in sources} == sources
        assert len(desk.library.sources()) == 3


@pytest.mark.parametrize(("patience", "written"), [(120.0, 1), (0.0, 0)])
async def test_an_export_is_finished_when_the_program_is_left(
    sit: "Sit", folder: "Path", tmp_path: "Path", monkeypatch: pytest.MonkeyPatch, patience: float, written: int
) -> None:
    """The program stays for it a while; after that nothing is written, and nothing runs on."""
    begun, slow = tmp_path / "begun", tmp_path / "slow"
    # What is to be ended does not end by itself, however slowly the test goes on.
    export = f'"{sys.executable}" "$@"' if written else "sleep 3600"
    slow.write_text(f"#!/bin/sh\necho $$ > {begun}.new\nmv {begun}.new {begun}\nexec {export}\n")
    slow.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(slow))
    monkeypatch.setattr(verbs, "_PATIENCE", patience)
    async with sit() as desk:
        await desk.press(":", "export", "enter")
        await desk.until(begun.exists)
    # The event loop of the program waits for these when it ends.
    await asyncio.gather(*asyncio.all_tasks() - {asyncio.current_task()}, return_exceptions=True)
    with pytest.raises(ProcessLookupError):
        os.kill(int(begun.read_text()), 0)
    assert len([*folder.glob(".postil/exports/*")]) == written


@pytest.mark.parametrize(("program", "said"), [("/no/such/program", "No such file"), ("false", "nothing was written")])
async def test_an_export_that_fails_is_told(
    sit: "Sit", folder: "Path", monkeypatch: pytest.MonkeyPatch, program: str, said: str
) -> None:
    """Where the export cannot be begun or comes to nothing it says so in a line, and the program goes on."""
    monkeypatch.setattr(sys, "executable", shutil.which(program) or program)
    async with sit() as desk:
        await desk.press(":", "export", "enter")
        await desk.until(lambda: said in desk.left)
        assert not list(folder.glob(".postil/exports/*"))
        await desk.press("w")
        assert desk.app.is_running


async def test_the_palette_opens_a_source(sit: "Sit") -> None:
    """The palette finds a source by its title or its file and opens it; Ctrl-O comes back; Esc does nothing."""
    async with sit() as desk:
        await desk.press("ctrl+p")
        await desk.type("A long one")
        await desk.press("enter")
        await desk.until(lambda: desk.number == 3)
        await desk.press("ctrl+p")
        await desk.type("2-letter")
        await desk.press("enter")
        await desk.until(lambda: desk.number == 2)
        await desk.press("ctrl+o")
        assert desk.number == 3
        await desk.press("ctrl+p", "down", "escape")
        assert (desk.number, desk.app.screen) == (3, desk.screen)


@pytest.mark.parametrize("columns", [30, 40, 44, 100])
async def test_the_themes_are_not_cut_off_at_the_edge(sit: "Sit", columns: int) -> None:
    """Their box lies within the terminal however narrow that is."""
    async with sit(size=(columns, 12)) as desk:
        await desk.press("g", "t")
        await desk.settle()
        box = desk.app.screen.query_one("#picker").region
        assert 0 <= box.x < box.right < columns


async def test_a_theme_is_tried_and_left(sit: "Sit") -> None:
    """The screen wears each theme that is passed; Esc gives back the one from before, and nothing is kept."""
    async with sit() as desk:
        before = desk.app.theme
        ground = desk.page.render_line(0)
        await desk.press("gt")
        assert isinstance(desk.app.screen, ThemePicker)
        worn = [desk.app.theme]
        for _ in range(len(desk.choices.items) - 1):
            await desk.press("down")
            worn.append(desk.app.theme)
        assert len(set(worn)) == len(themes(print))
        assert desk.page.render_line(0) != ground
        await desk.press("escape")
        assert desk.app.theme == before
        assert desk.page.render_line(0) == ground
        assert load_settings()[0].theme == ""


async def test_a_chosen_theme_is_kept(sit: "Sit") -> None:
    """Enter keeps the theme for this and for the next time."""
    async with sit() as desk:
        await desk.press("gt")
        await desk.type("Paper")
        await desk.press("enter")
        assert desk.app.theme == "paper"
        assert "theme Paper" in desk.left
    async with sit() as desk:
        assert desk.app.theme == "paper"
        await desk.press("gt")
        assert desk.choices.items[0].id == "paper"


async def test_every_theme_can_be_worn(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """In each theme and with NO_COLOR the program starts, and the same words stand at the same places."""
    shots = set()
    for name in themes(print):
        async with sit(size=(130, 20), theme=name) as desk:
            assert desk.app.theme == name
            await desk.go("forty")
            await desk.press("c", "s")
            shots.add("\n".join(desk.rows()))
            await desk.press("escape", "u")
    monkeypatch.setenv("NO_COLOR", "1")
    async with sit(size=(130, 20)) as desk:
        await desk.go("forty")
        await desk.press("c", "s")
        shots.add("\n".join(desk.rows()))
    assert len(shots) == 1


async def test_a_theme_that_is_not_there_is_named(sit: "Sit") -> None:
    """A wrong theme is said in one line with where those are that are there, and the program starts."""
    async with sit(theme="nosuch") as desk:
        await desk.until(lambda: "nosuch" in desk.left)
        assert "gt list all" in desk.left


async def test_keys_of_ones_own(sit: "Sit", home: "object") -> None:
    """A keys.toml gives a command other keys, in the footer too; one that cannot be used is said in one line."""
    config = home / ".config" / "postil"  # type: ignore[operator]
    config.mkdir(parents=True)
    (config / "keys.toml").write_text('"tag.claim" = ["D"]\n', encoding="utf-8")
    async with sit() as desk:
        await desk.press("c")
        assert "does nothing" in desk.left
        await desk.press("D")
        assert [a.tags for a in desk.annotations] == [("claim",)]
        assert "D claim" in desk.footer
        await desk.press("u")
    (config / "keys.toml").write_text('"no.such" = ["C"]\n', encoding="utf-8")
    async with sit() as desk:
        await desk.until(lambda: "no command" in desk.left)
        await desk.press("c")
        assert [a.tags for a in desk.annotations] == [("claim",)]


async def test_a_theme_may_be_given_by_its_title(sit: "Sit") -> None:
    """What is given at the start may be a title in any capitals; one that there is not is told in one row."""
    async with sit(theme="PAPER") as desk:
        assert desk.app.theme == "paper"
        assert "no theme" not in desk.left
    async with sit(theme="no such theme at all", size=(40, 12)) as desk:
        await desk.until(lambda: "no theme “no such" in desk.left)
        assert "gt list all" in desk.left
        assert not desk.screen.query_one("#notice").display


async def test_a_theme_that_was_kept_and_is_gone_is_told(sit: "Sit") -> None:
    """Whoever removes a theme of his own does not wonder why another one is worn."""
    config_folder().mkdir(parents=True, exist_ok=True)
    (config_folder() / "settings.toml").write_text('theme = "was here"\n', encoding="utf-8")
    async with sit() as desk:
        await desk.until(lambda: "no theme “was here”" in desk.left)


async def test_help_ranks_the_commands_of_all_parts_together(sit: "Sit") -> None:
    """The best answer is first whatever part lists it: no tag stands before the statistics, nor the page before the board."""
    async with sit() as desk:
        for opening, typed, first in (("?", "statistics", "go.statistics"), ("?", "next hit", "find.next")):
            await desk.press(opening, *typed)
            assert desk.choices.items[0].id == first
            await desk.press("escape")
        await desk.press("gc", "?", *"sort")
        assert [one.id for one in desk.choices.items[:2]] == ["board.sort", "list.sort"]
