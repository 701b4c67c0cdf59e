"""The compositor: the same picture as Textual's own, in whole and in part."""

from typing import TYPE_CHECKING

import pytest
from rich.segment import Segment
from textual._compositor import Compositor
from textual._context import visible_screen_stack
from textual.geometry import Region
from textual.screen import ModalScreen
from textual.strip import Strip

from tui.screens.base.overlay import Overlay
from tui.terminal.compositor import CullingCompositor

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

STATES = {
    "two panels and a page": (),
    "the sources over the page": ("g", "O"),
    "two pages": ("ctrl+w", "v"),
    "two pages, one above the other": ("ctrl+w", "s"),
    "a list over all": ("g", "/"),
    "the help": ("?",),
}


def cells(strip: Strip | None) -> list[Segment]:
    """What a piece looks like, however it is put together."""
    return [*Segment.simplify(segment for segment in strip or () if segment.text)]


def pictures(desk: "Desk", crop: Region) -> tuple[list[str], list[str]]:
    """What Textual's compositor and ours make of a region, row by row and piece by piece."""
    ours = desk.app.screen._compositor
    assert isinstance(ours, CullingCompositor)
    made = []
    for kind in (Compositor, CullingCompositor):
        chops = kind._render_chops(ours, crop, lambda y: y % 2 == 0 or crop == ours.size.region)
        made.append(
            [
                "|".join(f"{x}:{cells(chop)}" for x, chop in row.items() if crop.x <= x < crop.right)
                for row in chops[crop.y : crop.bottom : 2]
            ]
        )
    return made[0], made[1]


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
@pytest.mark.parametrize("keys", STATES.values(), ids=STATES.keys())
async def test_the_picture_is_that_of_textual(sit: "Sit", keys: tuple[str, ...], size: tuple[int, int]) -> None:
    """Whole and in part, whatever lies over what: piece by piece what Textual would show."""
    async with sit(size=size) as desk:
        await desk.press(*keys)
        width, height = size
        whole = pictures(desk, Region(0, 0, width, height))
        assert whole[0] == whole[1]
        assert len("".join(whole[1])) > width
        for region, _ in desk.app.screen._compositor.visible_widgets.values():
            part = pictures(desk, region.intersection(Region(0, 0, width, height)))
            assert part[0] == part[1]


@pytest.mark.parametrize("keys", [("?",), ("i",)], ids=["faded", "not faded"])
async def test_what_lies_below_is_faded_as_textual_does_it(sit: "Sit", keys: tuple[str, ...]) -> None:
    """Row by row what Textual makes of the screen below."""
    async with sit(size=(100, 30)) as desk:
        await desk.press(*keys)
        over, region = desk.app.screen, Region(0, 0, 100, 30)
        assert isinstance(over, Overlay)
        visible_screen_stack.set([desk.screen])
        theirs = [cells(strip) for strip in ModalScreen.render_lines(over, region)]
        assert [cells(strip) for strip in over.render_lines(region)] == theirs
        assert [cells(strip) for strip in over.render_lines(Region(10, 4, 20, 3))] == [
            cells(strip.crop(10, 30)) for strip in over.render_lines(region)[4:7]
        ]
