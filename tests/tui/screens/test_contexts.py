"""Every screen over the page takes its keys, hints and help from the table of commands."""

import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from annotations.library.edits.plan import Planned
from annotations.model import Edit, LinkKind
from tests.tui.overlays import OVERLAYS, fill, let_go
from tests.tui.overlays import shown as drawn
from tui.keys.command_table import COMMANDS, CONTEXTS, OVERVIEWS, hints, usable, uses
from tui.keys.commands.motions import STEPS
from tui.keys.link_kind_keys import letters
from tui.screens.base.overlay import Overlay, method_of
from tui.screens.forms.folder_prompt import LocateForm
from tui.screens.links.pair_queue import QueueScreen
from tui.screens.pickers.help import HelpScreen
from tui.widgets.item_list import ItemList

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


OWN = """\
"move.down" = ["&"]
"change.undo" = ["ctrl+n"]
"link.flip" = ["!"]
"find.earlier" = ["ctrl+g"]
"find.pattern" = ["ctrl+r"]
"app.quit" = ["Q"]
"tag.claim" = ["f9"]
"""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that changed are seen sooner than a person needs."""
    monkeypatch.setattr("tui.services.watch_sources.EVERY", 0.1)


@pytest.fixture
def own(home: Path) -> None:
    """Keys of the user's own for moving, undo and flipping."""
    config = home / ".config" / "postil"
    config.mkdir(parents=True, exist_ok=True)
    (config / "keys.toml").write_text(OWN, encoding="utf-8")


def top(desk: "Desk") -> Overlay[object]:
    """The screen on top."""
    screen = desk.app.screen
    assert isinstance(screen, Overlay)
    return screen


async def test_each_screen_has_its_commands_its_hints_and_its_help(sit: "Sit") -> None:
    """In all of them: a method for each command, a way to leave in sight, and `?` or F1 lists its keys and goes back."""
    seen = set()
    async with sit(size=(80, 24)) as desk:
        await fill(desk, lost=True)
        for name, opening in OVERLAYS.items():
            await desk.press(*opening)
            screen = top(desk)
            seen.add(screen.context)
            for use in uses(screen.context):
                resolved = [one for one in screen.handlers if hasattr(one, method_of(use.id))]
                assert resolved or use.id in STEPS, (name, use.id)
            if not screen.question.open:
                assert "Esc" in drawn(desk), name
                asks = "f1" if CONTEXTS[screen.context].typing and screen.text_box.text else "?"
                await desk.press(asks)
                if screen.context != "help":
                    assert isinstance(desk.app.screen, HelpScreen), name
                    assert desk.choices.items[0].label == CONTEXTS[screen.context].title
                    await desk.press("escape")
                    assert top(desk) is screen, name
            await let_go(desk)
            await desk.to_source(1)
            await desk.go("Apples bring")
    # Those that need another library have tests of their own: the reasons of a row need figures.
    assert seen == CONTEXTS.keys() - {"folder", "find", "welcome", "reasons"}


def overview(desk: "Desk") -> str:
    """The command of the overview that is open alone over the page."""
    assert desk.app.screen_stack[-2] is desk.screen
    return CONTEXTS[top(desk).CONTEXT].overview


async def whole(desk: "Desk") -> None:
    """Wait until the screen on top has read what it shows."""
    await desk.until(lambda: all(one.is_finished for one in desk.app.workers if one.node is desk.app.screen))
    await desk.settle()


async def test_the_key_of_an_overview_opens_it_from_any_other_one(sit: "Sit") -> None:
    """One is open at a time, each once on the way; Esc goes back to the one before as it was, `q` to the page."""
    keyed = [one for one in OVERVIEWS if COMMANDS[one].keys and not CONTEXTS[context_of(one)].typing]
    async with sit(size=(80, 24)) as desk:
        await fill(desk)
        as_left = {}
        for command in keyed:
            await desk.press_at_once(*COMMANDS[command].keys[0].split(" "))
            assert overview(desk) == command
            await whole(desk)
            await desk.press(*{"go.queue": ("tab", "O"), "go.suggestions": (" ", "s", "t")}.get(command, ("j",)))
            as_left[command] = drawn(desk)
        await desk.press(*COMMANDS[keyed[-1]].keys[0].split(" "))
        assert "already here" in drawn(desk)
        await desk.resize(40, 12)
        await desk.press("g")
        assert re.search(r"g …  .* \w{2,} · Esc cancel", drawn(desk))  # Each key has its word.
        await desk.press("escape")
        await desk.resize(80, 24)
        for command in reversed(keyed[:-1]):
            await desk.press("escape")
            assert overview(desk) == command
            await whole(desk)
            assert drawn(desk) == as_left[command], command
        await desk.press("escape")
        assert desk.bare

        await desk.press("g", "h", "/", *"add", "enter")
        await desk.until(lambda: "of" in desk.app.screen.query_one(ItemList).title)
        await desk.press("j")
        left = desk.app.screen.query_one(ItemList).selected
        await desk.press_at_once("g", "c", "0", "enter", "g", "h", "g", "c", "g", "M")
        assert overview(desk) == "go.map"
        assert "Esc back" in drawn(desk)
        await desk.press("escape", "escape")
        await desk.until(lambda: desk.app.screen.query_one(ItemList).selected == left)
        await desk.press("g", "c", ":", *"timeline", "enter", "q")
        assert desk.bare
        await desk.press("g", "c", "escape")
        assert desk.bare


async def test_a_list_goes_on_where_it_was_left_for_a_passage(sit: "Sit") -> None:
    """With its filter and its cursor; after Esc it begins again."""
    async with sit(size=(80, 24)) as desk:
        await fill(desk)
        await desk.press("g", "L", "/", *"apples", "enter", "j")
        left = drawn(desk)
        assert "2 of 3" in left or "2 match" in left
        await desk.press("enter")
        assert desk.bare
        await desk.press("g", "L")
        assert drawn(desk) == left
        await desk.press("escape", "escape")
        assert desk.bare
        await desk.press("g", "L")
        assert desk.app.screen.query_one(ItemList).cursor == 0
        assert "Links · 3" in drawn(desk)


async def test_a_second_question_mark_types_one(sit: "Sit") -> None:
    """In an empty box the first one lists the keys, the second one goes back and is text; behind text it is text."""
    async with sit() as desk:
        await desk.press("g", "/", "?")
        assert isinstance(desk.app.screen, HelpScreen)
        await desk.press("?")
        assert desk.typed.value == "?"
        await desk.press("?")
        assert desk.typed.value == "??"
        await desk.press("escape", "i", "?", "?", "w", "h", "y", "?", "enter")
        assert [one.note for one in desk.annotations] == ["?why?"]


def context_of(command: str) -> str:
    """The context of the overview that a command opens."""
    return next(name for name, context in CONTEXTS.items() if context.overview == command)


def longer(items: ItemList[object]) -> bool:
    """Whether there is a second item."""
    return len(items.items) > 1


@pytest.mark.usefixtures("own")
async def test_own_keys_work_in_every_list(sit: "Sit") -> None:
    """The key of move.down moves and j does not; that of change.undo undoes and u does not; hints show them."""
    async with sit(size=(130, 30)) as desk:
        assert desk.shows("F9 tag it as a claim", "#passages")
        await fill(desk)
        for opening in (["g", "c"], ["g", "h"], ["g", "L"], ["g", "k"]):
            await desk.press(*opening)
            items = desk.app.screen.query_one(ItemList)
            await desk.until(partial(longer, items))
            await desk.press("home")
            place = items.cursor
            await desk.press("j")
            assert items.cursor == place, opening
            await desk.press("&")
            assert items.cursor > place, opening
            assert "Ctrl-N" in [key for key, _ in hints(top(desk).context, desk.screen.session.keys)], opening
            await desk.press("escape")
            assert desk.bare
        await desk.press("g", "c", "r")
        count = len(desk.library.history.entries())
        await desk.press("u")
        assert not any(entry.undone for entry in desk.library.history.entries())
        await desk.press("ctrl+n")
        assert any(entry.undone for entry in desk.library.history.entries())
        assert len(desk.library.history.entries()) == count
        await desk.press("escape")


@pytest.mark.usefixtures("own")
async def test_own_keys_work_in_the_queue(sit: "Sit") -> None:
    """Undo and flip; the letters of the defaults do nothing."""
    async with sit(size=(130, 30)) as desk:
        await fill(desk)
        for link in desk.links:
            desk.library.disconnect(link.id)
        await desk.press("g", "q")
        screen = desk.app.screen
        assert isinstance(screen, QueueScreen)
        await desk.until(lambda: screen.pair is not None)
        pair = screen.pair
        assert pair is not None
        await desk.press("O", "!", "l", "u")
        (link,) = desk.links
        assert (link.source, link.target, link.kind) == (pair.other, pair.one, "qualifies")
        await desk.press("ctrl+n")
        assert not desk.links
        await desk.press("Q")
        assert desk.bare


@pytest.mark.usefixtures("own")
async def test_own_keys_work_in_the_line_of_a_query(sit: "Sit") -> None:
    """Its own keys recall a query and make it a pattern, the footer and the help show them, those of the defaults do nothing."""
    async with sit(size=(130, 30)) as desk:
        await desk.press("/", "r", "o", "w", "s", "enter")
        await desk.press("/", "ctrl+t", "up")
        assert desk.screen.finding is not None
        await desk.until(lambda: not desk.finding)
        assert "Ctrl-R pattern" in desk.footer
        await desk.press("?")
        assert isinstance(desk.app.screen, HelpScreen)
        assert desk.choices.items[0].label == CONTEXTS["find"].title
        await desk.press("escape", "ctrl+g")
        assert desk.finding == "rows"
        await desk.press("ctrl+r")
        assert desk.finding != "rows"
        assert desk.finding.endswith("rows")
        await desk.press("escape")
        assert desk.screen.finding is None


@pytest.mark.usefixtures("own")
async def test_messages_name_own_keys(sit: "Sit") -> None:
    """A message after a change names the key of undo that the user has, on the page and in lists."""
    async with sit(size=(130, 30)) as desk:
        await fill(desk)
        await desk.press("d", "d")
        assert "Ctrl-N undo" in desk.left
        await desk.press("ctrl+n")
        await desk.press("g", "c", "r")
        assert "Ctrl-N undo" in top(desk).caption.text
        await desk.press("Q")
        await desk.press("g", "L", "d", "d")
        assert "Ctrl-N undo" in top(desk).caption.text


@pytest.mark.parametrize("key", ["l", "O", "q", "x"])
async def test_an_own_link_type_works_whatever_its_letter(sit: "Sit", folder: Path, key: str) -> None:
    """One that has the new letter of a built-in type keeps it; one with the letter of a command gets another.

    Each can be chosen by the letter that is shown.
    """
    library = Library.open([folder], author="tester")
    with library.transaction("put"):
        made = LinkKind(name="limits", key=key, glyph="◆", inverse="limited by")
        library.transactions.commit(Planned(made, "put", [Edit("kinds", "limits", None, made)]))
    library.close()
    async with sit() as desk:
        found = letters(desk.library, desk.screen.session.keys)
        assert set(found.values()) == set(desk.library.kinds())
        letter = {name: one for one, name in found.items()}
        assert (letter["limits"] == key) == (key == "l")
        assert not set(found) & {"O", "q", "u", "x"}
        await desk.go("forty")
        for name in ("limits", "qualifies"):
            await desk.to_source(1)
            await desk.go("forty")
            await desk.press("L")
            await desk.to_source(2)
            await desk.go("forty")
            await desk.press("L")
            assert f"{letter[name]} " in desk.footer
            await desk.press(letter[name])
        assert sorted(link.kind for link in desk.links) == ["limits", "qualifies"]
        desk.library.link_types.change("limits", key=key, glyph="◆", inverse="bounded by")
        assert desk.library.kind("limits").inverse == "bounded by"


async def test_a_screen_below_help_closes_when_its_records_are_gone(sit: "Sit") -> None:
    """As soon as help is closed, with the reason on the page."""
    async with sit() as desk:
        await fill(desk)
        await desk.press("K", "?")
        assert isinstance(desk.app.screen, HelpScreen)
        for link in desk.links:
            desk.library.disconnect(link.id)
        await desk.press("escape")
        assert desk.bare
        assert "links of this passage are not in the library" in desk.left


def test_the_prompt_for_a_folder_has_its_commands() -> None:
    """It opens only where the folder is gone."""
    assert all(hasattr(LocateForm, method_of(use.id)) for use in uses(LocateForm.CONTEXT))


def test_keys_that_type_are_no_commands_where_text_is_typed() -> None:
    """A question mark is one of help on a list, and text in a box."""
    assert usable("app.help", {}, "picker") == ("f1",)
    assert usable("app.help", {}, "board") == ("?", "f1")
