"""Finding in all sources, and tagging all places of some words, through the keys."""

from typing import TYPE_CHECKING, Any

from textual.widgets import Input

from tui.screens.search import HitList
from tui.screens.tag_all import OccurrencesScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit


def hits(desk: "Desk") -> list[str]:
    """The rows of the list."""
    return [row.rstrip() for row in desk.rows("#hits") if row.strip()]


async def search(desk: "Desk", typed: str) -> Any:
    """Open the search, type, and wait until everything has been searched."""
    await desk.press("g", "/")
    await desk.type(typed)
    await desk.worked()
    await desk.settle()
    return desk.app.screen.query_one(HitList)


async def test_words_are_found_in_all_sources(sit: "Sit") -> None:
    """The list says where each place is; Enter opens it, n goes on from there, Ctrl-O returns."""
    async with sit() as desk:
        await desk.go("Prices")
        before = desk.page.cursor
        found = await search(desk, "planted orchard")
        assert [hit.source for hit in found.items] == [desk.library.sources()[1].id]
        assert desk.shows("2 A letter about the orchard", "#hits")
        await desk.press("enter")
        assert desk.bare
        assert desk.number == 2
        assert desk.here.startswith("orchard was planted")
        await desk.press("n")
        assert desk.here.startswith("planted in 1911")
        await desk.press("ctrl+o", "ctrl+o")
        assert (desk.number, desk.page.cursor) == (1, before)


async def test_a_search_typed_at_once_opens_the_best_hit(sit: "Sit") -> None:
    """Keys behind Enter wait for the search and then go to the text; Esc returns to the very place."""
    async with sit() as desk:
        await desk.burst("g/1911\rsc")
        await desk.until(lambda: desk.annotations)
        assert desk.annotations[0].exact.startswith("The orchard was planted in 1911")
        place = desk.screen.session.spot
        await desk.burst("g/zzzz\x1b[27u")
        await desk.quiet()
        assert desk.bare
        assert desk.screen.session.spot == place
        await desk.burst("g/zzzz\r")
        await desk.quiet()
        assert desk.shows("No matches", "#hits")
        await desk.press("escape")
        assert desk.screen.session.spot == place


async def test_filters_narrow_to_passages(sit: "Sit") -> None:
    """Tags, notes and states find passages, whose address and words are shown; what is wrong is said."""
    async with sit() as desk:
        await desk.go("Planted in 1902")
        await desk.press("s", "c", "i", *"check the archive", "enter")
        await desk.go("Apples bring")
        await desk.press("s", "f")
        found = await search(desk, "tag:claim")
        assert [hit.annotation for hit in found.items] == [desk.annotations[0].id]
        assert desk.shows("1:1 C The orchard", "#hits")
        for typed, count in {"is:noted": 1, "archive": 1, "note:arch tag:figure": 0, "-tag:claim is:tagged": 1}.items():
            desk.app.screen.query_one(Input).value = typed
            await desk.settle()
            await desk.quiet()
            assert len(found.items) == count, typed
        desk.app.screen.query_one(Input).value = "tog:claim"
        await desk.settle()
        await desk.quiet()
        assert desk.shows("no filter tog:", ".caption")
        await desk.press("escape")
        assert desk.bare


async def test_the_search_is_usable_in_a_small_terminal(sit: "Sit") -> None:
    """With 40 columns and 12 rows the words that were found are in sight, and so is how to ask."""
    async with sit(size=(40, 12)) as desk:
        await desk.press("g", "/")
        await desk.settle()
        assert desk.shows("tag:claim", "#hits")
        await desk.press(*"winter")
        await desk.quiet()
        assert desk.shows("…comes in winter", "#hits")
        await desk.press("enter")
        assert desk.here.startswith("winter")


async def test_a_source_that_cannot_be_read_is_said(sit: "Sit", folder: "Path") -> None:
    """The search skips it, names it and finds the rest."""
    async with sit() as desk:
        (folder / "2-letter.txt").write_bytes(b"%PDF-1.7")
        desk.library.let_go(desk.library.sources()[1].id)
        found = await search(desk, "apples")
        assert {desk.library.source(hit.source).number for hit in found.items} == {1}
        assert "2-letter.txt cannot be read" in found.title


async def test_what_a_source_holds_is_no_command_to_the_terminal(sit: "Sit", tmp_path: "Path") -> None:
    """Escapes, markup and controls beside the words are shown as signs."""
    bad = tmp_path / "bad"
    bad.mkdir()
    (bad / "a.txt").write_text("Here [/b] \x1b]0;x\x07 is\u202e the needle \x1b[31m of it.\n", encoding="utf-8")
    async with sit(bad) as desk:
        await search(desk, "needle")
        rows = "".join(hits(desk))
        assert "needle" in rows
        assert not any(sign in rows for sign in "\x1b\x07\u202e")
        await desk.press("escape", "*", "T")
        assert not any(sign in "".join(desk.rows("#occurrences")) for sign in "\x1b\x07\u202e")


async def test_all_places_of_a_word_are_tagged_as_one_step(sit: "Sit") -> None:
    """Each is ticked at first; those left out and those that have the tag, or a brief passage around them, are not touched."""
    async with sit() as desk:
        await desk.go("pears the rest")
        await desk.press("v", "e", "e", "o")
        await desk.go("pears are the better")
        await desk.press("T")
        assert isinstance(desk.app.screen, OccurrencesScreen)
        rows = [row for row in desk.rows("#occurrences") if "pears" in row.lower()]
        assert len(rows) >= 3
        await desk.press("o", "enter")
        await desk.until(lambda: desk.bare)
        assert [one.tags for one in desk.annotations] == [("opinion",), ("opinion",), ("opinion",)]
        assert "tagged 2 places as opinion" in desk.left
        await desk.press("u")
        assert len(desk.annotations) == 1
        await desk.press("T", "c", "a", "k", "x", "enter")
        await desk.until(lambda: desk.bare)
        assert sum("claim" in one.tags for one in desk.annotations) == 1


async def test_all_places_in_all_sources(sit: "Sit") -> None:
    """Tab takes the other sources in, in a burst with what follows; Esc leaves everything as it was."""
    async with sit() as desk:
        await desk.go("orchard")
        await desk.press("T", "tab")
        await desk.worked()
        await desk.settle()
        assert desk.shows("2 A letter about the orchard", "#occurrences")
        await desk.press("escape")
        assert not desk.annotations
        await desk.burst("Tc\r]a")
        await desk.until(lambda: desk.bare and desk.annotations)
        assert {one.exact for one in desk.annotations} == {"orchard"}
