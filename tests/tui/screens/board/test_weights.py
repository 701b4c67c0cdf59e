"""The heads of the board show grade and date of the sources."""

from typing import TYPE_CHECKING

import pytest

from tests.tui.overlays import fill

if TYPE_CHECKING:
    from tests.tui.conftest import Sit


@pytest.mark.parametrize("size", [(160, 30), (80, 24), (40, 12)])
async def test_grade_and_date_are_at_the_head(sit: "Sit", size: tuple[int, int]) -> None:
    """Where there is room; they never take the place of the claims."""
    async with sit(size=size) as desk:
        await fill(desk)
        first = desk.library.sources()[0]
        desk.library.about.set_facts(first.id, {"credibility": "B2", "published": "2026-04"})
        await desk.press("g", "c")
        await desk.until(lambda: any("Of apples" in strip.text for strip in desk.strips()))
        heads = [strip.text for strip in desk.strips() if "B2 · 2026-04" in strip.text]
        assert heads or size == (40, 12)
