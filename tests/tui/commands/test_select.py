"""Selecting, with the keyboard and with the mouse."""

import asyncio
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Sit

SENTENCE = "It has forty rows of trees."
PARAGRAPH = "Planted in 1902. It has forty rows of trees. Nobody counts them now."

SELECTIONS = [
    # where the cursor is, the keys, what is selected then
    ("forty", "s", SENTENCE),
    ("forty", "ss", PARAGRAPH),
    ("forty", "2s", PARAGRAPH),
    ("forty", "ss{backspace}", SENTENCE),
    ("forty", "s{backspace}", "forty"),
    ("forty", "s{backspace}{backspace}", None),
    ("forty", "s{escape}", None),
    ("1.20", "s", "$1.20"),
    ("400", "s", "400"),
    ("More pears", "s", "More pears will be planted."),
    ("forty", "ve", "forty"),
    ("forty", "v", "f"),
    ("forty", "vv", None),
    ("forty", "v3l", "fort"),
    ("forty", "v{escape}", None),
    ("forty", "vb", "has f"),
    ("forty rows", "vbOw", "has forty r"),
    ("forty rows", "veOb", "has forty"),
    ("forty", "v2e", "forty rows"),
    ("forty", "v)", "forty rows of trees. N"),
    ("forty", "sO", SENTENCE),
    ("forty", "V", "row"),
    ("forty", "VV", None),
    ("forty", "vV", "row"),
    ("forty", "Vv", "f"),
]


async def test_keys_select_what_they_say(sit: "Sit") -> None:
    """S v V grow, shrink, swap and leave as their help says, and the selection has no white space at its edges."""
    async with sit(size=(160, 30)) as desk:
        for start, keys, wanted in SELECTIONS:
            await desk.go(start)
            await desk.press(*_parts(keys))
            found = PARAGRAPH if wanted == "row" else wanted
            assert desk.selected == found, (start, keys)
            assert desk.selected is None or desk.selected == desk.selected.strip()
            assert desk.under_cursor
            while desk.page.selection is not None:
                await desk.press("escape")


async def test_the_section_is_the_largest_scope(sit: "Sit") -> None:
    """S a third time takes the section with its heading, and Backspace goes all the way down to the word."""
    async with sit() as desk:
        await desk.go("they rose")
        await desk.press("sss")
        section = desk.selected
        assert section is not None
        assert section.startswith("Prices\n")
        assert section.endswith("Then they fell.")
        await desk.press("s")
        assert desk.selected == section
        found = []
        for _ in range(4):
            await desk.press("backspace")
            found.append(desk.selected)
        assert found == [
            "A last word on prices: they rose. Then they fell.", "A last word on prices: they rose.", "they", None,
        ]  # fmt: skip


async def test_a_motion_takes_the_end_of_a_selection_along(sit: "Sit") -> None:
    """After s, motions move the end; O has them move the start; the text under it stays where it is."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("s")
        top = desk.page.view.top
        await desk.press("2w")
        assert desk.selected == SENTENCE + " Nobody c"
        await desk.press("O", "w")
        assert desk.selected == "has forty rows of trees. Nobody c"
        assert desk.page.view.top == top


async def test_the_status_counts_the_words(sit: "Sit") -> None:
    """The status bar says how many words are selected, and the footer what can be done with them."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("s")
        assert "selected 6 words" in desk.left
        assert "c claim" in desk.footer
        await desk.press("escape", "v")
        assert "selected 1 word" in desk.left
        assert "words" not in desk.left


async def test_a_vast_selection_is_not_counted(sit: "Sit", folder: "Path") -> None:
    """Of more text than a person selects the status bar says the characters, which it need not count for each key."""
    (folder / "0-vast.txt").write_text("word " * 40_000, "utf-8")
    async with sit() as desk:
        await desk.press("v", "G")
        assert "selected 199,999 characters" in desk.left


async def test_a_click_puts_the_cursor_there(sit: "Sit") -> None:
    """A click puts the cursor on the character under it, and one beside the text on the nearest of its row."""
    async with sit() as desk:
        x, y = desk.cell("forty rows of trees")
        await desk.click(x + 3, y)
        assert desk.here.startswith("ty rows of trees")
        assert desk.selected is None
        await desk.click(0, y)
        assert desk.here.startswith("Planted")
        await desk.press("v", "w")
        await desk.click(x, y)
        assert desk.selected is None
        blank = next(i for i, row in enumerate(desk.rows()) if i > y and not row.strip(" ┃"))
        await desk.click(x, blank)
        assert desk.here.startswith("forty rows")


async def test_a_drag_takes_whole_words(sit: "Sit") -> None:
    """From within one word to within another, in either direction, both are in the selection; a click selects none."""
    async with sit() as desk:
        x, y = desk.cell("forty rows")
        for one, other in ((x + 3, x + 7), (x + 7, x + 3)):
            await desk.mouse("down", one, y)
            await desk.mouse("drag", other, y)
            assert desk.selected == "forty rows"
            await desk.mouse("up", other, y)
        await desk.press("c")
        assert [a.exact for a in desk.annotations] == ["forty rows"]
        await desk.click(x, y)
        assert desk.selected is None


async def test_a_drag_with_alt_selects_in_either_direction(sit: "Sit") -> None:
    """With Alt a drag selects the characters from where the button went down to where it comes up, over rows."""
    async with sit() as desk:
        x, y = desk.cell("forty rows")
        to_x, to_y = desk.cell("income")
        for one, other in (((x, y), (to_x, to_y)), ((to_x, to_y), (x, y))):
            await desk.mouse("down", *one)
            await desk.mouse("alt drag", (one[0] + other[0]) // 2, (one[1] + other[1]) // 2)
            await desk.mouse("alt drag", *other)
            await desk.mouse("up", *other)
            assert desk.selected is not None
            assert desk.selected.startswith("forty rows")
            assert desk.selected.endswith("of the i")
            await desk.mouse("drag", 0, 0)
            assert desk.selected.endswith("of the i")
            await desk.press("escape")
            assert desk.selected is None


@pytest.mark.parametrize(("clicks", "wanted"), [(2, "forty"), (3, SENTENCE), (4, PARAGRAPH)])
async def test_clicks_in_a_row_select_more(sit: "Sit", clicks: int, wanted: str) -> None:
    """A double click selects the word, a triple click the sentence, a fourth the paragraph."""
    async with sit() as desk:
        x, y = desk.cell("forty rows")
        for _ in range(clicks):
            await desk.click(x + 2, y)
        assert desk.selected == wanted


async def test_a_drag_stays_within_the_cells_of_a_table(sit: "Sit") -> None:
    """A double click in a table takes the word of the cell and nothing of its neighbours."""
    async with sit() as desk:
        x, y = desk.cell("$2.05")
        await desk.click(x + 1, y)
        await desk.click(x + 1, y)
        assert desk.selected == "$2.05"


async def test_the_wheel_scrolls_and_the_cursor_stays_on_the_screen(sit: "Sit") -> None:
    """The wheel moves the text by three rows; the cursor stays until it would leave the screen."""
    async with sit(size=(100, 20)) as desk:
        await desk.to_source(3)
        await desk.press("5j")
        here = desk.page.cursor
        first = desk.rows()
        await desk.mouse("wheel down", 20, 5)
        assert [row.rstrip("┃ ") for row in desk.rows()[:10]] == [row.rstrip("┃ ") for row in first[3:13]]
        assert desk.page.cursor == here
        for _ in range(10):
            await desk.mouse("wheel down", 20, 5)
            assert desk.under_cursor
        assert desk.page.cursor > here
        for _ in range(20):
            await desk.mouse("wheel up", 20, 5)
            assert desk.under_cursor
        assert desk.page.view.top == (0, 0)


async def test_a_drag_below_the_edge_scrolls(sit: "Sit") -> None:
    """With the mouse held below the page the text scrolls and is selected, until the button comes up."""
    async with sit(size=(100, 16)) as desk:
        await desk.to_source(3)
        x, y = desk.cell("Paragraph 1 begins")
        await desk.mouse("down", x, y)
        await desk.mouse("drag", x + 5, desk.page.size.height)
        await desk.until(lambda: "Paragraph 6 begins" in (desk.selected or ""))
        await desk.mouse("up", x + 5, desk.page.size.height)
        top, selected = desk.page.view.top, desk.selected
        await desk.mouse("drag", x, 0)
        await asyncio.sleep(0.15)  # Time for three rows, if it scrolled on.
        assert (desk.page.view.top, desk.selected) == (top, selected)


def _parts(keys: str) -> list[str]:
    """``ss{backspace}`` as keys."""
    return [part for part in keys.replace("{", "\0").replace("}", "\0").split("\0") if part]
