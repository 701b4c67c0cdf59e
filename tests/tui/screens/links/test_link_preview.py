"""Looking at links: a peek over the page, the list of all of them, and their notes."""

from typing import TYPE_CHECKING

import pytest

from tui.screens.links.link_list import LinksScreen
from tui.screens.links.link_preview import PeekScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


async def linked(desk: "Desk") -> None:
    """Link a sentence of the first source to two of the second; the cursor is on the first again."""
    for words, kind in (("planted in 1911", "c"), ("Apples bring in half", "l")):
        await desk.to_source(1)
        await desk.go("forty")
        await desk.press("L", "]s")
        await desk.go(words)
        await desk.press("L", kind)
    await desk.to_source(1)
    await desk.go("forty")


def shown(desk: "Desk", widget: str) -> str:
    """What a widget shows, as one text."""
    return "\n".join(row.strip() for row in desk.rows(widget))


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_a_peek_shows_each_other_end_with_its_context(sit: "Sit", size: tuple[int, int]) -> None:
    """K shows kind, source and context of the other end; Tab the next one; the page below does not move."""
    async with sit(size=size) as desk:
        await linked(desk)
        before = desk.page.cursor
        await desk.press("K")
        assert isinstance(desk.app.screen, PeekScreen), desk.left
        await desk.until(lambda: "It has forty rows." in shown(desk, "#peeked").replace("\n", " "))
        assert "1 of 2" in shown(desk, "#peeked")
        assert "✗ contradicts 2:1" in shown(desk, "#peeked")
        await desk.press("tab")
        assert "~ qualifies 2:2" in shown(desk, "#peeked")
        await desk.press("escape")
        assert desk.bare
        assert (desk.number, desk.page.cursor) == (1, before)


async def test_a_peek_says_how_a_link_reads_from_the_other_end(sit: "Sit") -> None:
    """Seen from its target a link reads the other way round."""
    async with sit() as desk:
        await linked(desk)
        await desk.to_source(2)
        await desk.go("Apples bring in half")
        await desk.press("K")
        assert "~ qualified by 1:1" in shown(desk, "#peeked")


async def test_enter_in_a_peek_goes_there_and_a_motion_goes_on(sit: "Sit") -> None:
    """Enter goes to the end that is shown, with a way back; any key of the page closes the peek and does what it does."""
    async with sit() as desk:
        await linked(desk)
        await desk.press("K", "tab", "enter")
        assert desk.here.startswith("Apples bring in half")
        await desk.press("ctrl+o")
        assert desk.number == 1
        row = desk.page.view.row_of(desk.page.cursor)
        await desk.press("K", "j")
        assert desk.bare
        assert desk.page.view.row_of(desk.page.cursor) > row


async def test_a_peek_needs_a_link(sit: "Sit") -> None:
    """Without a passage, or without links, nothing opens and the status line says why."""
    async with sit() as desk:
        await desk.press("K")
        assert "no passage here" in desk.left
        await desk.go("forty")
        await desk.press("s", "c", "K")
        assert "has no links" in desk.left
        assert desk.bare


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_all_links_are_listed_found_and_followed(sit: "Sit", size: tuple[int, int]) -> None:
    """With gL one lists all links; / narrows them, Enter goes to one end, Tab to the other."""
    async with sit(size=size) as desk:
        await linked(desk)
        await desk.press("gL")
        assert isinstance(desk.app.screen, LinksScreen)
        assert "Links · 2" in desk.rows("#entries")[0]
        assert "✗" in shown(desk, "#entries")
        await desk.press("/")
        await desk.type("half")
        await desk.press("enter")
        assert "Links · 1 of 2" in desk.rows("#entries")[0]
        await desk.press("tab")
        assert (desk.number, desk.here[:20]) == (2, "Apples bring in half")
        await desk.press("gL", "enter")
        assert desk.number == 1


async def test_a_link_is_deleted_from_the_list_and_brought_back(sit: "Sit") -> None:
    """With dd one deletes the link under the cursor, u brings it back, and u takes back nothing that was done before."""
    async with sit() as desk:
        await linked(desk)
        await desk.press("gL", "d", "j", "d")
        assert len(desk.links) == 2
        await desk.press("d")
        assert len(desk.links) == 1
        await desk.press("u", "u", "u")
        assert len(desk.links) == 2
        await desk.press("escape")
        assert desk.bare


async def test_a_link_has_a_note(sit: "Sit") -> None:
    """With i on a link in the panel one writes a note on it, which panel and peek show and undo takes back."""
    async with sit() as desk:
        await linked(desk)
        await desk.press("gp", "j", "i")
        await desk.type("nine years apart")
        await desk.press("enter")
        assert [link.note for link in desk.links] == ["nine years apart", ""]
        assert desk.annotations[0].note == ""
        assert desk.shows("✎ nine years apart", "#passages")
        await desk.press("gr", "K")
        assert "nine years apart" in shown(desk, "#peeked")
        await desk.press("escape", "u")
        assert [link.note for link in desk.links] == ["", ""]


async def test_the_draft_of_a_note_on_a_link_is_kept(sit: "Sit") -> None:
    """Esc keeps what was begun for the link, and i goes on with it."""
    async with sit() as desk:
        await linked(desk)
        await desk.press("gp", "j", "i")
        await desk.type("nine years")
        await desk.press("escape", "i", "enter")
        assert [link.note for link in desk.links] == ["nine years", ""]


async def test_the_peek_shows_no_controls_of_a_source(sit: "Sit") -> None:
    """What a terminal would obey is a sign in the peek and in the list."""
    async with sit() as desk:
        path = desk.library.path(desk.library.sources()[1].id)
        path.write_bytes(b"A letter\n\nPlanted \x1b[2J\x07 in [bold]1911[/bold].\n")
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("L", "]s")
        await desk.go("Planted")
        await desk.press("L", "c")
        await desk.to_source(1)
        await desk.go("forty")
        await desk.press("K")
        await desk.until(lambda: "Planted ␛[2J␇ in [bold]1911[/bold]." in shown(desk, "#peeked"))
        await desk.press("escape", "gL")
        assert "␛[2J␇" in shown(desk, "#detail")
