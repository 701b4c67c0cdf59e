"""After `f`: one line with what the figure is about, or with its two readings; both can be altered at once and later."""

from typing import TYPE_CHECKING

import pytest

from tui.screens.forms.figure_details import FigureDetails

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Sit

TEXT = """# The mill

According to Meta, the mill has over 58 % of the market in 2025.

94.000

A letter of 1e999 pages, and three billion users, cost roughly $3–5 per hour.
"""


@pytest.fixture
def mill(folder: "Path") -> "Path":
    """A folder whose first source has figures."""
    (folder / "0-mill.md").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_a_figure_shows_what_it_is_about_and_tab_alters_it(
    sit: "Sit", mill: "Path", size: tuple[int, int]
) -> None:
    """Enter keeps what was read; what is typed is stored with the passage, shown next time, and undone at once."""
    async with sit(mill, size=size) as desk:
        await desk.to_source(1)
        await desk.go("58 %")
        await desk.press("f")
        assert "share of market"[: size[0] // 4] in desk.left
        assert desk.footer.split()[:2] == ["Tab", "alter"]
        await desk.press("enter")
        assert desk.annotations[0].figures == {}
        assert not desk.footer.startswith("Tab alter")
        await desk.press("g", "=")
        assert isinstance(desk.app.screen, FigureDetails)
        box = desk.typed
        assert (box.value, box.placeholder) == ("", "share of market")
        await desk.press("tab", "tab", "tab")
        await desk.type("net")
        assert desk.app.focused is not None
        assert desk.app.focused.region.width >= 12
        await desk.press("shift+tab", "shift+tab", "shift+tab")
        await desk.type("market share")
        await desk.press("enter")
        assert desk.annotations[0].figures == {"58 %": {"basis": "net", "metric": "market share"}}
        await desk.press("g", "=")
        assert desk.typed.value == "market share"
        await desk.press("escape", "u")
        assert desk.annotations[0].figures == {}
        assert desk.annotations[0].tags == ("figure",)


async def test_of_two_readings_one_is_chosen_or_none(sit: "Sit", mill: "Path") -> None:
    """Other keys leave it open and do what they do; the choice is undone, changed and opened again by a key."""
    async with sit(mill, size=(100, 30)) as desk:
        await desk.to_source(1)
        await desk.go("94.000")
        await desk.press("f")
        assert desk.left.endswith("94.000 may be")
        assert desk.footer.startswith("1 ninety-four thousand  2 ninety-four  ")
        before = desk.page.cursor
        await desk.press("k")
        assert desk.page.cursor < before
        assert desk.annotations[0].figures == {}
        await desk.go("94.000")
        await desk.press("g", "=", "1")
        assert desk.annotations[0].figures == {"94.000": {"reading": "94000"}}
        assert "94.000 is ninety-four thousand" in desk.left
        await desk.press("g", "=", "2")
        assert desk.annotations[0].figures == {"94.000": {"reading": "94"}}
        await desk.press("u")
        assert desk.annotations[0].figures == {"94.000": {"reading": "94000"}}
        await desk.press("g", "=", "0")
        assert desk.annotations[0].figures == {}


async def test_a_number_that_cannot_be_compared_says_so(sit: "Sit", mill: "Path") -> None:
    """In one line; a passage with several numbers has no line of details, but each can be altered."""
    async with sit(mill, size=(100, 30)) as desk:
        await desk.to_source(1)
        await desk.go("1e999")
        await desk.press("f")
        assert "1e999 is not compared: beyond the numbers that can be compared" in desk.left
        await desk.press("u")
        await desk.go("A letter")
        await desk.press("s", "f")
        assert "not compared" in desk.left
        await desk.go("billion")
        await desk.press("g", "=")
        assert isinstance(desk.app.screen, FigureDetails)
        assert desk.shows("three billion users", "#details > .caption")


async def test_without_a_figure_there_is_nothing_to_alter(sit: "Sit", mill: "Path") -> None:
    """A passage without a number says so, and no passage offers to make one."""
    async with sit(mill, size=(100, 30)) as desk:
        await desk.to_source(1)
        await desk.press("g", "=")
        assert "no passage here" in desk.left
        await desk.go("The mill")
        await desk.press("s", "c", "g", "=")
        assert desk.left.startswith("no number in 1:1")
