"""After `f`: one line with what the figure is about, or with its two readings; both can be altered at once and later."""

from typing import TYPE_CHECKING

import pytest

from tests.tui.overlays import shown
from tui.screens.forms.figure_details import FigureDetails

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit

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
        await desk.press("g", "=")
        assert desk.left.startswith("1:1 94.000 is ninety-four thousand: ")
        await desk.press("2")
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
        await desk.press(*["tab"] * 4)
        assert "attribution  " in shown(desk)
        await desk.paste("the office for mills and bakeries")
        await desk.until(lambda: "mills and bakeries" in shown(desk))  # The box is at its cursor.
        boxes = shown(desk)
        assert "5 of 5" in boxes
        await desk.click(1, 0, "#field-basis")
        await desk.until(lambda: shown(desk) == boxes.replace("5 of 5", "4 of 5"))


async def test_without_a_figure_there_is_nothing_to_alter(sit: "Sit", mill: "Path") -> None:
    """A passage without a number says so, and no passage offers to make one."""
    async with sit(mill, size=(100, 30)) as desk:
        await desk.to_source(1)
        await desk.press("g", "=")
        assert "no passage here" in desk.left
        await desk.go("The mill")
        await desk.press("s", "c", "g", "=")
        assert desk.left.startswith("no number in 1:1")
        await desk.press("f")
        assert desk.left.startswith("added figure to 1:1 · no number to compare in it · u undo")


async def settled(desk: "Desk", *keys: str) -> None:
    """Press keys, and wait until the work that they began is done and its result is shown."""
    await desk.press(*keys)
    await desk.until(lambda: all(worker.is_finished for worker in desk.app.workers))
    await desk.settle()


async def test_every_way_to_tag_a_number_asks_for_its_reading(sit: "Sit", folder: "Path") -> None:
    """All places of its words at once, the board, the list of suggestions; one question for equal numbers."""
    (folder / "0-mill.md").write_text(
        "# Flour\n\n94.000\n\n# Bran\n\n94.000\n\nIt sold 96.000 kg of flour.\n\nTold of 8.000 and 7.000\n",
        encoding="utf-8",
    )
    async with sit(folder, size=(100, 30)) as desk:
        await desk.to_source(1)

        def chosen() -> list[object]:
            return [one.figures for one in desk.annotations]

        await desk.go("94.000")
        await desk.press("v", "e")
        await settled(desk, "T")
        await settled(desk, "f", "enter")
        assert desk.left.endswith("tagged 2 places as figure: 94.000 in 2 passages may be")
        await desk.press("2")
        assert "94.000 in 2 passages is ninety-four · u undo" in desk.left
        assert chosen() == [{"94.000": {"reading": "94"}}] * 2
        await desk.press("u")
        assert chosen() == [{}, {}]
        await desk.press("u")

        await desk.go("Told of")
        await desk.press("s", "f")
        assert desk.left.endswith("8.000 may be (1 more)")
        await desk.press("1")
        assert desk.left.endswith("8.000 is eight thousand: 7.000 may be")
        await desk.press("2")
        assert chosen() == [{"7.000": {"reading": "7"}, "8.000": {"reading": "8000"}}]
        await desk.press("u", "u", "u")

        await desk.press("s", "c")
        await settled(desk, "gc")
        await settled(desk, "f")
        assert "8.000 may be (1 of 2)  1 eight thousand  2 eight  Esc leave open" in shown(desk)
        await desk.press("escape")
        assert desk.shows(
            "2 numbers not compared until a reading is chosen · g= on the passage asks again", ".caption:last-of-type"
        )
        await settled(desk, "f", "f")
        await desk.press("1")
        assert "8.000 is eight thousand: 7.000 may be (2 of 2)" in shown(desk)
        await desk.press("1", "escape")
        assert chosen() == [{"7.000": {"reading": "7000"}, "8.000": {"reading": "8000"}}]

        await settled(desk, "gS")
        await desk.press("t", "/", *"sold", "enter")
        await settled(desk, "a")
        assert "96.000 kg may be" in shown(desk)
        await desk.press("1")
        assert {"96.000 kg": {"reading": "96000 kg"}} in chosen()
        await desk.press("u", "u")
        assert len(chosen()) == 1


async def test_a_reading_is_chosen_in_the_ledger(sit: "Sit", mill: "Path") -> None:
    """By the key that does it on the page; a figure with one reading has its details there."""
    async with sit(mill, size=(100, 30)) as desk:
        await desk.to_source(1)
        for words in ("94.000", "58 %"):
            await desk.go(words)
            await desk.press("f", "escape")
        await settled(desk, "gf", "s")
        await desk.press("g", "=")
        if isinstance(desk.app.screen, FigureDetails):
            await desk.press("escape", "j", "g", "=")
        assert "94.000 may be" in shown(desk)
        await desk.press("1")
        assert "94.000 is ninety-four thousand · u undo" in shown(desk)
        assert {"94.000": {"reading": "94000"}} in [one.figures for one in desk.annotations]
