"""How a list shows where its cursor is."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


def grounds(desk: "Desk") -> list[str]:
    """The background of each row of the list of passages that has text, below its title."""
    panel = desk.screen.panes.passages
    strips = [panel.render_line(y) for y in range(1, panel.size.height)]
    found = []
    for strip in strips:
        segments = [segment for segment in strip if segment.text.strip() and segment.style]
        if segments:
            found.append(str(segments[-1].style.bgcolor))  # type: ignore[union-attr]
    return found


@pytest.mark.parametrize("theme", ["", "paper"])
async def test_the_item_under_the_cursor_alone_has_a_ground(sit: "Sit", theme: str) -> None:
    """It differs from the others, more so while the list is focused; the cursor moves it."""
    async with sit(size=(160, 40), theme=theme) as desk:
        for words in ("Planted in 1902", "Apples bring", "Then they fell"):
            await desk.go(words)
            await desk.press("s", "c")
        await desk.press("gp", "g", "g")
        focused = grounds(desk)
        plain = focused[-1]
        marked = [ground for ground in focused if ground != plain]
        assert focused[0] == marked[0]
        assert set(marked) == {focused[0]}
        assert len(marked) < len(focused) / 2
        await desk.press("G")
        moved = grounds(desk)
        assert moved[0] == plain
        assert moved[-1] == focused[0]
        await desk.press("g", "g", "escape")
        assert desk.screen.pane == "page"
        await desk.go("Planted in 1902")
        await desk.press("h", "l")
        unfocused = grounds(desk)
        assert unfocused[-1] == plain
        assert unfocused[0] not in (plain, focused[0])


async def test_a_click_meets_the_item_that_is_seen(sit: "Sit") -> None:
    """Wherever it is if the items were replaced after the last frame, which shows the former ones; none if it is gone."""
    async with sit(size=(160, 40)) as desk:
        await desk.go("Planted in 1902")
        await desk.press("s", "c")
        panel = desk.screen.panes.passages
        assert panel.index_at(1) == 0
        shown = panel.items[0]
        await desk.go("The orchard")
        await desk.press("s", "c")
        others = [one for one in panel.items if one != shown]
        panel.show([shown])
        await desk.settle()
        panel.show([*others, shown])
        assert panel.index_at(1) == len(others) > 0
        panel.show([])
        assert panel.index_at(1) is None
