"""Overviews that have nothing to list."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.keys.command_table import COMMANDS, OVERVIEWS
from tui.widgets.message_line import Caption

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

SIZES = ((160, 45), (80, 24), (40, 12))

ALWAYS = ("tag.codebook", "link.kinds", "app.problems", "go.orphans", "search.everywhere")
"""Overviews that have something built in, or that are empty because all is well."""

KEYS = {
    "go.claims": ("c to tag it",),
    "go.disputes": ("Press L on a passage",),
    "go.figures": ("press f",),
    "go.queue": ("c f o tag it", "gS suggests"),
    "go.suggestions": ("gq suggests links",),
    "go.map": ("Press L on a passage",),
    "go.timeline": ("F gives a source its date",),
    "search.saved": ("Press F2",),
    "link.browse": ("Press L on a passage",),
    "change.history": ("c tags it",),
}
"""The keys that each of them names while nothing is tagged."""


def words(desk: "Desk") -> str:
    """All that the screen shows, without the breaks of lines."""
    lines = ("".join(segment.text for segment in strip) for strip in desk.strips())
    return " ".join(" ".join(line.strip("│ ") for line in lines).split())


def framed(desk: "Desk") -> list[str]:
    """The rows that rule off a part of the screen."""
    rows = ("".join(segment.text for segment in strip).strip("│") for strip in desk.strips())
    return [row for row in rows if row and set(row) <= set("─▔")]


async def visit(desk: "Desk", check: Callable[[str, str], None], *without: str) -> None:
    """Open each overview, check what it shows, and leave it."""
    for command in OVERVIEWS:
        if command in (*ALWAYS, *without) or not COMMANDS[command].keys:
            continue
        await desk.press(*COMMANDS[command].keys[0].split(" "))
        await desk.quiet()
        shown = words(desk)
        check(command, shown)
        assert not framed(desk), (command, shown)
        await desk.press("escape")
        assert desk.bare, command


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_folder_without_sources(sit: "Sit", tmp_path: Path, size: tuple[int, int]) -> None:
    """Each overview says so and names the key that opens another folder; none has a frame around nothing."""
    (tmp_path / "none").mkdir()

    def check(command: str, shown: str) -> None:
        if command != "search.saved":
            assert "No sources in this folder" in shown, command
            assert "gF on the page opens another one." in shown, command

    async with sit(tmp_path / "none", size=size) as desk:
        await desk.press("escape")
        await visit(desk, check)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_a_source_without_tags(sit: "Sit", tmp_path: Path, size: tuple[int, int]) -> None:
    """Each overview says what is missing and names the keys that bring it."""
    one = tmp_path / "one"
    one.mkdir()
    (one / "1.txt").write_text("And then?\n", encoding="utf-8")

    def check(command: str, shown: str) -> None:
        assert all(key in shown for key in KEYS[command]), (command, shown)
        assert "/ filter" not in shown

    async with sit(one, size=size) as desk:
        await visit(desk, check, "go.statistics")


async def test_a_list_that_a_filter_empties(sit: "Sit") -> None:
    """It names the key that shows all again, while the filter is typed and when it is kept."""
    async with sit(size=(80, 24)) as desk:
        await desk.go("Apples bring")
        await desk.press("s", "f", "g", "L", "escape", "g", "h", "/", *"zzz")
        await desk.until(lambda: "No matches Esc shows all." in words(desk))
        assert not framed(desk)
        await desk.press("enter")
        assert "No matches Esc shows all." in words(desk)
        assert desk.app.screen.query(Caption).last().text.startswith("/ filter")
        await desk.press("escape")
        await desk.until(lambda: framed(desk))
        assert "No matches" not in words(desk)
