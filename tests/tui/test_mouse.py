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
