"""What the keys do can be done with the mouse: hints are buttons, lists and boxes take clicks."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


async def click_hint(desk: "Desk", words: str, widget: str) -> None:
    """Click in the middle of some words of a bar."""
    row = next((y for y, line in enumerate(desk.rows(widget)) if words in line), None)
    assert row is not None, f"{words!r} is not in {desk.rows(widget)}"
    await desk.click(desk.rows(widget)[row].index(words) + len(words) // 2, row, widget)


async def test_the_hints_of_the_page_are_buttons(sit: "Sit") -> None:
    """A sentence is selected, tagged and undone by clicks in the bottom row, and help opens and closes."""
    async with sit(size=(120, 30)) as desk:
        await desk.click(*desk.cell("forty rows"))
        await click_hint(desk, "sentence", "#footer")
        assert desk.selected == "It has forty rows of trees."
        await click_hint(desk, "claim", "#footer")
        assert [a.tags for a in desk.annotations] == [("claim",)]
        await desk.click(*desk.cell("Planted"))
        await click_hint(desk, "undo", "#footer")
        assert not desk.annotations
        await click_hint(desk, "help", "#footer")
        assert not desk.bare
        await click_hint(desk, "cancel" if desk.shows("cancel", "Caption") else "leave", "Caption")
        assert desk.bare


async def test_the_answers_to_a_question_are_buttons(sit: "Sit") -> None:
    """The status of a passage is given by a click on its word."""
    async with sit(size=(120, 30)) as desk:
        await desk.go("forty")
        await desk.press("c", "S")
        await click_hint(desk, "checked", "#footer")
        assert desk.annotations[0].status == "checked"


@pytest.mark.parametrize("keys", [("g", "h"), ("g", "L"), ("?",), (":",), ("g", "/"), ("t",)])
async def test_a_box_is_left_by_its_cross_its_hint_and_a_click_outside(sit: "Sit", keys: tuple[str, ...]) -> None:
    """Each of the three does what Esc does."""
    async with sit(size=(140, 40)) as desk:
        await desk.go("forty")
        for way in ("cross", "hint", "outside"):
            await desk.press(*keys)
            assert not desk.bare
            body = desk.app.screen.query_one("#records, #search, #picker")
            if way == "cross":
                await desk.mouse("down", body.region.width - 3, 0, f"#{body.id}")
                await desk.mouse("up", body.region.width - 3, 0, f"#{body.id}")
            elif way == "hint":
                await click_hint(desk, "Esc", "Caption")
            else:
                await desk.click(1 - body.region.x, 1 - body.region.y, f"#{body.id}")
            assert desk.bare, way


async def test_the_hints_of_the_query_line_are_buttons(sit: "Sit") -> None:
    """While a query is typed, a click on Enter keeps it and one on Esc drops it."""
    async with sit(size=(120, 30)) as desk:
        await desk.press("/", "f", "o", "r", "t", "y")
        await click_hint(desk, "Esc", "#footer")
        assert desk.screen.finding is None


async def right_click(desk: "Desk", x: int, y: int, widget: str = "#page") -> None:
    """Press the right button, and release it over the menu that is there then."""
    await desk.mouse("right", x, y, widget)
    await desk.mouse("right up", 1, 1, "#menu")


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_a_right_click_opens_what_can_be_done(sit: "Sit", size: tuple[int, int]) -> None:
    """On plain text, a selection and a passage; a click on a command runs it, and the menu is within the terminal."""
    async with sit(size=size) as desk:
        x, y = desk.cell("forty rows")
        await right_click(desk, x + 1, y)
        menu = desk.app.screen.query_one("#menu")
        assert desk.app.screen.region.contains_region(menu.region)
        assert desk.shows("claim", "#choices")
        await click_hint(desk, "claim", "#choices")
        assert [a.exact for a in desk.annotations] == ["It has forty rows of trees."]
        await right_click(desk, x + 1, y)
        assert desk.shows("delete", "#choices") or size == (40, 12)
        await desk.press("d" if size == (40, 12) else "escape")
        await desk.press("escape", "escape")
        await desk.go("forty")
        await desk.press("e", "v", "h", "h")
        selected = desk.selected
        await right_click(desk, *desk.cell("rty rows"))
        assert desk.selected == selected, "a click into the selection keeps it"
        assert desk.shows("copy", "#choices")
        await desk.press("o")
        assert desk.bare
        assert {a.exact for a in desk.annotations} == {"It has forty rows of trees.", selected}


async def test_a_right_click_in_a_panel_is_about_its_item(sit: "Sit") -> None:
    """A source, a passage and a link each have their own menu, at the item that was clicked."""
    async with sit(size=(160, 45)) as desk:
        await desk.go("forty")
        await desk.press("c")
        await desk.to_source(2)
        await desk.go("Apples bring")
        await desk.press("c", "L")
        await desk.to_source(1)
        await desk.go("forty")
        await desk.press("L", "s")
        row = next(y for y, line in enumerate(desk.rows("#passages")) if "It has forty" in line)
        await right_click(desk, 8, row, "#passages")
        assert desk.shows("1:1", "#choices")
        await click_hint(desk, "opinion", "#choices")
        assert set(desk.annotations[0].tags) == {"claim", "opinion"}
        row = next(y for y, line in enumerate(desk.rows("#passages")) if "Apples bring" in line)
        await right_click(desk, 8, row, "#passages")
        await click_hint(desk, "delete", "#choices")
        assert not desk.links
        row = next(y for y, line in enumerate(desk.rows("#sources")) if "A letter" in line)
        await right_click(desk, 8, row, "#sources")
        await click_hint(desk, "follow", "#choices")
        await desk.until(lambda: desk.number == 2)


async def test_the_menu_opens_by_key_and_its_keys_are_those_of_the_commands(sit: "Sit") -> None:
    """`g .` opens it at the cursor; the key of a command runs it there, Esc runs nothing."""
    async with sit(size=(80, 24)) as desk:
        await desk.go("forty")
        await desk.press("g", ".")
        assert not desk.bare
        await desk.press("escape")
        assert not desk.annotations
        await desk.press("g", ".", "f")
        assert [a.tags for a in desk.annotations] == [("figure",)]
