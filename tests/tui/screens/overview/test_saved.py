"""Saved searches on the screen: saved where they are typed, applied, renamed, deleted, found by name."""

from typing import TYPE_CHECKING

from textual.widgets import Input

from tests.tui.overlays import fill, shown
from tui.screens.board.screen import BoardScreen
from tui.screens.search import SearchScreen

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


def names(desk: "Desk") -> list[str]:
    """The names of the saved searches."""
    return [one.name for one in desk.library.searches.all()]


async def test_a_search_is_saved_and_applied(sit: "Sit") -> None:
    """F2 where it is typed, then a name; in the list Enter searches again."""
    async with sit(size=(100, 30)) as desk:
        await desk.press("g", "/", *"pears", "f2")
        assert "Save the search as" in shown(desk)
        await desk.press(*"Fruit", "enter")
        assert "saved as Fruit" in shown(desk)
        assert [(one.name, one.place, one.query) for one in desk.library.searches.all()] == [
            ("Fruit", "search", "pears")
        ]
        await desk.press("escape", "g", "/", *"trees", "escape")
        await desk.press("g", "Q", "enter")
        assert isinstance(desk.app.screen, SearchScreen)
        assert desk.typed.value == "pears"


async def test_a_filter_of_the_board_is_saved_with_its_order(sit: "Sit") -> None:
    """And applied from the command line by its name."""
    async with sit(size=(100, 30)) as desk:
        await fill(desk)
        await desk.press("g", "c", "s", "/", *"status:open", "enter", "f2", *"To do", "enter")
        saved = desk.library.searches.named("to do")
        assert (saved.place, saved.query, saved.sort) == ("board", "status:open", "contested")
        await desk.press("escape", "escape")
        assert desk.bare
        desk.screen.session.board_view().sort = "place"
        await desk.press(":", *"to do")
        assert "saved search" in shown(desk)
        await desk.press("enter")
        assert isinstance(desk.app.screen, BoardScreen)
        await desk.until(lambda: "most contested first" in shown(desk) and "status:open" in shown(desk))


async def test_a_saved_filter_is_described_with_its_order_and_what_it_hides(sit: "Sit") -> None:
    """The ledger hides what is resolved, the board what is settled."""
    async with sit(size=(100, 30)) as desk:
        desk.library.searches.save("a", "figures", "rent", sort="sources", unsettled=True)
        desk.library.searches.save("b", "board", "rent", sort="independent", group="tag", unsettled=True)
        await desk.press("g", "Q")
        assert desk.shows("most sources first · resolved hidden", "#detail")
        await desk.press("j")
        assert desk.shows("fewest sources first · by tag · settled hidden", "#detail")


async def test_it_is_renamed_deleted_and_undone(sit: "Sit") -> None:
    """Undo stops at what was done here; a name that is taken is refused and can be corrected."""
    async with sit(size=(100, 30)) as desk:
        for name in ("one", "two"):
            desk.library.searches.save(name, "search", name)
        await desk.press("g", "Q", "e", *"two", "enter")
        assert "already" in shown(desk)
        await desk.press(*"x", "enter")
        assert names(desk) == ["two", "twox"]
        assert "renamed to twox" in shown(desk)
        await desk.press("d", "d")
        assert names(desk) == ["two"]
        await desk.press("u", "u")
        assert names(desk) == ["one", "two"]
        await desk.press("u")
        assert "nothing to undo" in shown(desk)


async def test_nothing_typed_is_not_saved(sit: "Sit") -> None:
    """Nor anything in a library that cannot be written."""
    async with sit(size=(100, 30)) as desk:
        await desk.press("g", "/", "f2")
        assert "nothing to save" in shown(desk)
        await desk.press("escape", "g", "Q")
        assert "No saved searches yet" in shown(desk)
        await desk.press("e", "d", "d", "enter", "escape")
        desk.library.store.read_only = "for a test"
        await desk.press("g", "/", *"pears", "f2")
        assert "for a test" in shown(desk)


async def test_the_command_line_completes_names(sit: "Sit") -> None:
    """After the name of the command."""
    async with sit(size=(100, 30)) as desk:
        desk.library.searches.save("Fruit", "search", "pears")
        await desk.press(":", *"saved fr")
        assert "Fruit" in shown(desk)
        await desk.press("enter")
        assert isinstance(desk.app.screen, SearchScreen)
        assert desk.typed.value == "pears"


async def test_a_name_never_hides_a_command(sit: "Sit") -> None:
    """`:help` helps, whatever is saved under that name."""
    async with sit(size=(100, 30)) as desk:
        desk.library.searches.save("help", "search", "pears")
        await desk.press(":", *"help", "enter")
        assert not isinstance(desk.app.screen, SearchScreen)


async def test_the_filter_of_each_list_is_saved_and_applied(sit: "Sit") -> None:
    """With F2 there; the saved filter opens the same list, narrowed by the same words."""
    lists = {
        "gD": ("disputes", "apples"),
        "gT": ("statistics", "one"),
        "gC": ("timeline", "1911"),
        "gq": ("queue", "rows"),
    }
    async with sit(size=(100, 30)) as desk:
        await fill(desk)
        for keys, (place, words) in lists.items():
            await desk.press(*keys)
            screen = type(desk.app.screen)
            await desk.press("f2")
            assert "nothing to save" in shown(desk)
            await desk.press("/", *words, "enter", "f2", *f"of {place}", "enter")
            saved = desk.library.searches.named(f"of {place}")
            assert (saved.place, saved.query) == (place, words)
            await desk.press("escape", "escape")  # Drops the filter, then leaves.
            assert desk.bare
            await desk.press(":", *f"saved of {place}", "enter")
            assert type(desk.app.screen) is screen
            assert desk.app.screen.query(Input)[0].value == words
            await desk.press("escape", "escape")  # Drops the filter, then leaves.
            assert desk.bare
