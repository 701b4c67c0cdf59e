"""Painted widgets: one paint per frame, and only changed rows are repainted."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from textual.strip import Strip

if TYPE_CHECKING:
    import pytest
    from textual.geometry import Region

    from tests.tui.conftest import Sit


async def test_a_cursor_movement_repaints_two_rows(sit: "Sit", monkeypatch: "pytest.MonkeyPatch") -> None:
    """The row that the cursor leaves and the one that it enters, not the whole page."""
    async with sit() as desk:
        await desk.press("j")
        rows: list[int] = []
        collect = desk.page._exchange_repaint_regions

        def counted() -> "Collection[Region]":
            regions = collect()
            rows.extend(y for region in regions for y in region.line_range)
            return regions

        monkeypatch.setattr(desk.page, "_exchange_repaint_regions", counted)
        await desk.press("j")
        assert len(rows) == 2


async def test_several_repaints_before_a_frame_paint_once(sit: "Sit", monkeypatch: "pytest.MonkeyPatch") -> None:
    """Each key may ask for a repaint; the frame paints the last state."""
    async with sit() as desk:
        painted: list[int] = []
        paint = desk.page.paint

        def counted() -> list[Strip]:
            painted.append(1)
            return paint()

        monkeypatch.setattr(desk.page, "paint", counted)
        for _ in range(20):
            desk.page.repaint()
        await desk.settle()
        assert len(painted) == 1
