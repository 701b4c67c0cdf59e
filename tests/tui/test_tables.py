"""Tables on the page: panned by keys, their head kept in sight, their cells kept apart by the mouse."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Sit

COLUMNS, ROWS = 16, 60


@pytest.fixture
def tables(tmp_path: "Path") -> "Path":
    """A folder with a table that is wider than the page, one that is longer, and one whose cells wrap."""
    folder = tmp_path / "tables"
    folder.mkdir()
    wide = ["|" + "|".join(f"head {c}" for c in range(COLUMNS)) + "|", "|" + "---|" * COLUMNS]
    wide += ["|" + "|".join(f"cell {r} {c}" for c in range(COLUMNS)) + "|" for r in range(ROWS)]
    (folder / "1-wide.md").write_text("# Wide\n\n" + "\n".join(wide) + "\n\nThe end.\n", encoding="utf-8")
    long = "".join(f"|row {r}|{r * 7}|\n" for r in range(ROWS))
    (folder / "2-long.md").write_text(f"# Long\n\n|name|figure|\n|---|---|\n{long}\nThe end.\n", encoding="utf-8")
    wrapped = f"|short|{'words of a long cell ' * 12}|also short|\n|second||below|\n"
    (folder / "3-wrapped.md").write_text(f"|a|b|c|\n|---|---|---|\n{wrapped}", encoding="utf-8")
    return folder


async def test_keys_pan_a_wide_table(sit: "Sit", tables: "Path") -> None:
    """Zl makes columns of a table in records and pans them, zh leads back; what is said names the columns."""
    async with sit(tables, size=(100, 24)) as desk:
        await desk.press("zl")
        assert desk.left.startswith("no table under the cursor")
        await desk.go("cell 12 0")
        assert not desk.shows("cell 12 0 │ cell 12 1")
        await desk.press("zh")
        assert desk.left.startswith("each cell on a line of its own")
        await desk.press("zl")
        assert desk.shows("cell 12 0 │ cell 12 1 │ cell 12 2")
        assert desk.left.startswith("columns 2 to ")
        await desk.press("3zl")
        assert desk.shows("cell 12 0 ‹ cell 12 4 │ cell 12 5")
        assert desk.shows("›")
        await desk.press("99zl")
        assert desk.shows(f"cell 12 {COLUMNS - 1}")
        assert "there are no more" in desk.left
        assert not desk.shows("›")
        await desk.press("99zh")
        assert not desk.shows("cell 12 0 │ cell 12 1")
        assert desk.under_cursor


async def test_a_motion_pans_to_where_it_goes(sit: "Sit", tables: "Path") -> None:
    """In a panned table w and ) go on to columns that are off the screen, which come into sight."""
    async with sit(tables, size=(100, 24)) as desk:
        await desk.go("cell 2 0")
        await desk.press("zl")
        for c in range(1, COLUMNS):
            await desk.press(")")
            assert desk.here.startswith(f"cell 2 {c}\t") or desk.here.startswith(f"cell 2 {c}\n")
            assert desk.shows(f"cell 2 {c}")
        await desk.press(")")
        assert desk.here.startswith("cell 3 0")
        await desk.press("k", "c")
        assert desk.annotations[0].exact == "cell 2 0"


async def test_the_head_of_a_table_stays_in_sight(sit: "Sit", tables: "Path") -> None:
    """While a table goes on its head is the first row of the page, also when one pages, and the cursor is below it."""
    async with sit(tables, size=(100, 20)) as desk:
        await desk.to_source(2)
        await desk.go("row 30")
        for keys in ("j", "space", "-", "ctrl+d", "zt", "k", "k", "k"):
            await desk.press(keys)
            assert "name" in desk.rows()[0]
            assert desk.page.view.row_of(desk.page.cursor) >= 2
        here, top = desk.page.cursor, desk.page.view.top
        x = desk.rows()[0].index("name")
        await desk.click(x, 0)
        assert (desk.page.cursor, desk.page.view.top) == (here, top)
        await desk.press("gg")
        assert "Long" in desk.rows()[0]
        await desk.press("G")
        assert desk.shows("The end.")


async def test_a_drag_keeps_to_the_cells_it_touches(sit: "Sit", tables: "Path") -> None:
    """A drag within a cell that wraps selects of that cell alone, also where it ends beside text of a neighbour."""
    async with sit(tables, size=(100, 20)) as desk:
        await desk.to_source(3)
        x, y = desk.cell("short")
        await desk.mouse("down", x, y)
        await desk.mouse("drag", x + 3, y + 2)
        await desk.mouse("up", x + 3, y + 2)
        assert desk.selected == "short"
        await desk.press("escape")
        x, y = desk.cell("words of a long")
        await desk.mouse("down", x, y)
        await desk.mouse("drag", x + 6, y + 2)
        await desk.mouse("up", x + 6, y + 2)
        selected = desk.selected
        assert selected is not None
        assert selected.startswith("words of a long cell")
        assert "also" not in selected
        await desk.press("escape", "V")
        assert desk.selected is not None
        assert desk.selected.startswith("short\t")
        assert desk.selected.endswith("\talso short")


async def test_the_cursor_stands_in_an_empty_cell(sit: "Sit", tables: "Path") -> None:
    """Right and down come to an empty cell, which there is nothing to select or to tag in."""
    async with sit(tables, size=(100, 20)) as desk:
        await desk.to_source(3)
        await desk.go("second")
        await desk.press("$", "l")
        assert desk.here.startswith("\tbelow")
        await desk.press("s")
        assert desk.selected is None
        await desk.press("escape", "l")
        assert desk.here.startswith("below")


async def test_a_letter_in_the_gutter_is_its_passage(sit: "Sit") -> None:
    """A click on a letter, a link's glyph or the bar chooses the passage it stands for; beside them it does not."""
    async with sit(size=(130, 30)) as desk:
        await desk.go("Planted")
        await desk.press("c")
        await desk.go("forty")
        await desk.press("v", "e", "f", "escape")
        await desk.go("The orchard")
        y = desk.cell("forty rows")[1]
        row = desk.rows()[y]
        await desk.click(row.index("F"), y)
        assert desk.page.current is not None
        assert desk.page.current.annotation.exact == "forty"
        await desk.click(row.index("C"), y)
        assert desk.page.current.annotation.exact == "Planted in 1902."
        await desk.go("The orchard")
        await desk.click(row.index("▏"), y)
        assert desk.page.current is not None
        assert desk.page.current.annotation.exact == "forty"


async def test_the_blank_at_which_a_row_wraps_is_not_marked(sit: "Sit") -> None:
    """A passage over two rows is coloured as far as its words go, and the cursor is seen on the blank between them."""
    async with sit(size=(100, 24)) as desk:
        await desk.to_source(3)
        await desk.go("Paragraph 1 begins")
        await desk.press("ss", "c", "gg")
        x, y = desk.cell("Paragraph 1 begins")
        row = desk.page.view.rows()[y][1]
        blank = row.end - 1
        assert desk.text[blank] == " "

        def grounds() -> list[object]:
            cells = [segment.style for segment in desk.page.render_line(y) for _ in segment.text]
            return [style and style.bgcolor for style in cells]

        last = x + blank - row.start
        assert grounds()[last - 1] == grounds()[x]
        assert grounds()[last] != grounds()[x]
        before = grounds()[last]
        await desk.go("Paragraph 1 begins")
        await desk.press("$", "l")
        assert desk.page.cursor == blank
        assert grounds()[last] != before


async def test_what_is_said_is_said_whole(sit: "Sit") -> None:
    """A sentence that is too long beside what else the status bar tells makes it give way, or takes a row more."""
    async with sit(size=(64, 20)) as desk:
        await desk.go("$1.20")
        await desk.press("c")
        await desk.until(lambda: "saved" in desk.right)
        await desk.press("zl")
        said = "all columns of this table are on the screen"
        assert said in desk.rows("#status")[0]
        assert not desk.screen.query_one("#notice").display
        await desk.resize(40, 12)
        await desk.press("zl")
        await desk.until(lambda: desk.rows("#notice"))
        assert " ".join(" ".join(desk.rows("#notice")).split()) == said
        await desk.press("j")
        assert not desk.screen.query_one("#notice").display
