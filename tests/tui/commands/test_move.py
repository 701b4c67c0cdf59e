"""Moving: every motion of the table of commands goes where it says, and the cursor is always on the screen."""

from typing import TYPE_CHECKING

import pytest

from tui.keys.command_table import GROUPS, Command

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit

MOTIONS = [
    # where it starts, the keys, where it ends
    ("Planted in", "l", "lanted in 1902."),
    ("Planted in", "3l", "nted in 1902."),
    ("Planted in", "h", "d\nPlanted"),
    ("Planted in", "w", "in 1902."),
    ("Planted in", "3w", ". It has forty"),
    ("Planted in", "e", "d in 1902."),
    ("in 1902", "2e", "2. It has"),
    ("in 1902", "3e", "t has forty"),
    ("in 1902", "b", "Planted in"),
    ("1902.", "2b", "Planted in"),
    ("in 1902", "$", "s them now."),
    ("in 1902", "0", "Planted in"),
    ("in 1902", "^", "Planted in"),
    ("in 1902", ")", "It has forty"),
    ("in 1902", "2)", "Nobody counts"),
    ("in 1902", "(", "Planted in"),
    ("It has forty", "(", "Planted in"),
    ("Planted in", "}", "Apples bring"),
    ("Planted in", "2}", "Prices\n"),
    ("in 1902", "{", "Planted in"),
    ("Planted in", "{", "The orchard"),
    ("Planted in", "]]", "Prices\n"),
    ("Planted in", "2]]", "Outlook\n"),
    ("A last word", "[[", "Prices\n"),
    ("A last word", "2[[", "The orchard"),
    ("Outlook", "]]", "Outlook\n"),
    ("A last word", "gg", "The orchard"),
    ("A last word", "home", "The orchard"),
    ("A last word", "3gg", "Apples bring"),
    ("Planted in", "G", "."),
    ("Planted in", "end", "."),
    ("Planted in", "2G", "Planted in"),
    ("Planted in", "100%", "."),
    ("Planted in", "999%", "."),
    ("Planted in", "0%", None),
    # in a table: sentences are cells, rows are rows, and a column is kept
    ("Apple\t", ")", "$1.20"),
    ("$1.20", ")", "400"),
    ("400", ")", "Pear\t"),
    ("Pear\t", "(", "400"),
    ("Apple\t", "j", "Pear\t"),
    ("$1.20", "j", "$2.05"),
    ("$2.05", "k", "$1.20"),
    ("$2.05", "0", "$2.05"),
    ("$2.05", "$", "5\t90"),
    # at the ends, and more than there is
    ("The orchard", "k", "The orchard"),
    ("The orchard", "h", "The orchard"),
    ("The orchard", "9999k", "The orchard"),
    ("The orchard", "99b", "The orchard"),
    ("The orchard", "(", "The orchard"),
    ("The orchard", "{", "The orchard"),
    ("The orchard", "[[", "The orchard"),
    ("Nobody likes it.", "9999l", "."),
    ("Nobody likes it.", "9999w", "."),
    ("Nobody likes it.", "999e", "."),
    ("Nobody likes it.", "9}", "."),
]


async def test_motions_go_where_they_say(sit: "Sit") -> None:
    """Each motion, with and without a count, puts the cursor where its help says and keeps it on the screen."""
    async with sit(size=(67, 20)) as desk:
        for start, keys, end in MOTIONS:
            await desk.go(start)
            before = desk.page.cursor
            await desk.press(keys)
            if end is None:
                assert desk.page.cursor == before, (start, keys)
            else:
                after = desk.text[desk.page.cursor :]
                assert after.startswith(end), (start, keys, after[:20])
                assert end != "." or len(after) == 1
            assert desk.under_cursor, (start, keys)
            assert not desk.screen.dispatcher.typed, (start, keys)


async def test_rows_keep_their_column(sit: "Sit") -> None:
    """J and k go by rows of the screen, keep the column across shorter rows, and come back to where they began."""
    async with sit(size=(130, 30)) as desk:
        await desk.go("rows of trees")
        start, column = desk.page.cursor, desk.cell("rows of trees")[0]
        await desk.press("j")
        assert desk.page.cursor == desk.at(".\nApples bring")
        await desk.press("5j")
        low = desk.page.cursor
        await desk.press("5k")
        assert desk.page.cursor < low
        await desk.press("k")
        assert desk.page.cursor == start
        assert desk.cell("rows of trees")[0] == column
        await desk.press("down", "up", "right", "left")
        assert desk.page.cursor == start


async def test_pages_go_there_and_back(sit: "Sit") -> None:
    """Whole and half pages move the text under a cursor that keeps its row, to the end and back to the start."""
    async with sit(size=(100, 20)) as desk:
        await desk.to_source(3)
        for down, up in (("ctrl+d", "ctrl+u"), ("space", "-"), ("pagedown", "pageup")):
            await desk.press("gg")
            tops = []
            for key in (down, down, down, up, up, up, up):
                await desk.press(key)
                tops.append(desk.page.view.top)
                assert desk.under_cursor
            assert tops[0] < tops[1] < tops[2] > tops[3] > tops[4]
            assert desk.page.view.top == (0, 0)
        for key in ("99space", "99ctrl+d"):
            await desk.press("gg", "99", key[2:])
            assert desk.page.view.progress() == 1.0
            assert desk.page.cursor > desk.at("Paragraph 60 begins")
            assert desk.under_cursor


async def test_percent_needs_a_number(sit: "Sit") -> None:
    """50% goes to the middle of the text; % alone says what it wants."""
    async with sit() as desk:
        await desk.to_source(3)
        await desk.press("50%")
        assert abs(desk.page.cursor / len(desk.text) - 0.5) < 0.01
        here = desk.page.cursor
        await desk.press("%")
        assert "50%" in desk.left
        assert desk.page.cursor == here


async def test_z_scrolls_and_leaves_the_cursor(sit: "Sit") -> None:
    """zt, zz and zb bring the cursor's row to the top, the middle and the bottom; the cursor stays."""
    async with sit(size=(100, 23)) as desk:
        await desk.to_source(3)
        await desk.press("40%")
        here, height = desk.page.cursor, desk.page.size.height
        for keys, row in (("zt", 0), ("zz", (height - 1) // 2), ("zb", height - 1)):
            await desk.press(keys)
            assert desk.page.cursor == here
            assert abs(desk.page.view.row_of(here) - row) <= 1, keys


async def test_the_column_of_text_takes_other_widths(sit: "Sit") -> None:
    """Zi and zo change it by four cells between two ends; the cursor stays in its row of the screen."""
    async with sit(size=(220, 23)) as desk:
        await desk.to_source(3)
        await desk.press("40%", "zz")
        here, row = desk.page.cursor, desk.page.view.row_of(desk.page.cursor)
        for keys, width, told in (
            ("zi", 88, "88 columns"),
            ("3zi", 100, "100 columns"),
            ("zo", 96, "96 columns"),
            ("99zi", 120, "120 columns"),
            ("zi", 120, "120 columns, the widest"),
            ("99zo", 40, "40 columns"),
            ("zo", 40, "40 columns, the narrowest"),
        ):
            await desk.press(keys)
            assert desk.left.rstrip() == told
            assert desk.page.text_width == width
            assert (desk.page.cursor, desk.page.view.row_of(here)) == (here, row)


async def test_a_column_wider_than_the_page_says_so(sit: "Sit") -> None:
    """What does not fit is told with the room that there is, and is taken once there is more."""
    async with sit(size=(70, 20)) as desk:
        await desk.press("zi")
        assert desk.left.startswith("88 columns · the page has room for ")
        assert desk.page.text_width < 70
        await desk.resize(220, 20)
        assert desk.page.text_width == 88


async def test_a_key_that_does_nothing_says_so(sit: "Sit") -> None:
    """An unknown key or sequence is named in one line that tells where the keys are; Esc drops a count."""
    async with sit() as desk:
        await desk.press("g_")
        assert "g_ does nothing here" in desk.left
        assert "?" in desk.left
        await desk.press("12")
        assert desk.left.startswith("12 ")
        await desk.press("escape", "j")
        assert desk.page.cursor < desk.at("Apples")


async def run(desk: "Desk", command: Command, before: str = "") -> None:
    """Run a command by its keys, or as the palette does if it has none."""
    keys = [*filter(None, [before]), *(command.keys[0].split(" ") if command.keys else ())]
    if keys:
        await desk.press_at_once(*keys)
    if not command.keys:
        desk.screen.dispatcher.run(command.id)
        await desk.settle()


async def test_an_empty_source_bears_every_key(sit: "Sit", folder: "Path") -> None:
    """In a source without text every command does nothing or says so in one line, and nothing is recorded.

    One with nothing but a mark of its coding and line ends is the same document.
    """
    for file in folder.iterdir():
        file.unlink()
    for name, text in (("1.txt", ""), ("2.txt", "\ufeff \n\n")):
        (folder / name).write_text(text, encoding="utf-8")
    async with sit() as desk:
        for number in (1, 2):
            await desk.to_source(number)
            assert desk.shows("This source is empty.")
            assert (desk.text, [*desk.page.document.blocks]) == ("", [])
        for group in GROUPS:
            for command in group.commands:
                if command.id in ("app.quit", "tag.own") or not command.keys:
                    continue
                await run(desk, command)
                assert "Internal error" not in desk.left, command.id
                while desk.app.screen is not desk.screen:
                    await desk.press("escape")
                await desk.press_at_once("gr")
        assert not desk.annotations
        assert desk.app.is_running


@pytest.mark.parametrize("before", ["vw3", "gp"])
async def test_every_command_can_be_run_anywhere(sit: "Sit", before: str) -> None:
    """No command fails on the page, with a selection, with a count or in a panel; what it opens, Esc closes."""
    async with sit(size=(100, 16)) as desk:
        for group in GROUPS:
            for command in group.commands:
                if command.id in ("app.quit", "tag.own") or not command.keys:
                    continue
                await run(desk, command, before)
                assert "Internal error" not in desk.left, (command.id, desk.left)
                while desk.app.screen is not desk.screen:
                    await desk.press("escape")
                await desk.press_at_once("escape", "escape")
        assert desk.app.is_running
