"""Keys that people bring along from vim and less do what they do there."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Sit


@pytest.mark.parametrize(("key", "same"), [("ctrl+f", "space"), ("ctrl+b", "-")])
async def test_ctrl_f_and_ctrl_b_turn_pages(sit: "Sit", key: str, same: str) -> None:
    """They move by a page, as Space and - do, and start no link."""
    async with sit(size=(100, 20)) as desk:
        await desk.to_source(3)
        places = []
        for press in (key, same):
            await desk.press("50%", press)
            places.append(desk.page.cursor)
            assert desk.bare
        assert places[0] == places[1] != 0


async def test_ctrl_e_and_ctrl_y_scroll_by_rows(sit: "Sit") -> None:
    """The text moves by a row or by a count; the cursor stays on its character until the edge takes it along."""
    async with sit(size=(100, 20)) as desk:
        await desk.to_source(3)
        await desk.press("50%", "zz")
        cursor, row = desk.page.cursor, desk.page.view.row_of(desk.page.cursor)
        await desk.press("ctrl+e")
        assert (desk.page.cursor, desk.page.view.row_of(cursor)) == (cursor, row - 1)
        await desk.press("3", "ctrl+y")
        assert (desk.page.cursor, desk.page.view.row_of(cursor)) == (cursor, row + 2)
        await desk.press("50", "ctrl+e")
        assert desk.page.cursor > cursor
        assert desk.under_cursor


async def test_h_m_and_zl_reach_the_rows_of_the_screen(sit: "Sit") -> None:
    """H goes to the first visible row, M to the middle one, zL to the last."""
    async with sit(size=(100, 20)) as desk:
        await desk.to_source(3)
        await desk.press("50%", "zz")
        rows = []
        for key in ("H", "M", "zL"):
            await desk.press(key)
            rows.append(desk.page.view.row_of(desk.page.cursor))
        assert rows[0] < rows[1] < rows[2]
        assert rows[0] <= 4
        assert rows[2] >= desk.page.size.height - 5


async def test_an_apostrophe_goes_to_a_mark(sit: "Sit") -> None:
    """'a goes where `a goes."""
    async with sit() as desk:
        await desk.go("A last word")
        await desk.press("ma", "gg", "'a")
        assert desk.here.startswith("A last word")


async def test_the_hash_finds_the_word_backwards(sit: "Sit") -> None:
    """# goes to the match before the cursor."""
    async with sit() as desk:
        await desk.go("pears rest" if "pears rest" in desk.text else "pears the rest")
        first = desk.page.cursor
        await desk.go("pears will be")
        await desk.press("#")
        assert first <= desk.page.cursor < desk.at("pears will be")


async def test_zz_leaves(sit: "Sit") -> None:
    """ZZ ends the program as q does."""
    async with sit() as desk:
        await desk.press("ZZ")
        await desk.until(lambda: desk.app.leaving)


async def test_text_objects_are_selected(sit: "Sit") -> None:
    """After v or without it, gi and ga with the key of an object select it; c tags exactly that."""
    async with sit() as desk:
        await desk.go("the rest. The")
        await desk.press("v", "g", "i", ",")
        assert desk.selected == "pears the rest"
        await desk.press("c")
        assert [a.exact for a in desk.annotations] == ["pears the rest"]
        await desk.go("bring in")
        await desk.press("g", "a", ",")
        assert desk.selected == "Apples bring in 60% of the income,"
        await desk.press("escape", "g", "i", '"')
        assert "no quotation around the cursor" in desk.left
        await desk.press("g", "i", "?")
        assert "select with" in desk.left
        await desk.press("escape")
        assert desk.selected is None


async def test_unknown_keys_are_named_as_the_documentation_writes_them(sit: "Sit") -> None:
    """Ctrl-W x, Alt-Z and a count are written as in help, not as Textual names them."""
    async with sit(size=(140, 30)) as desk:
        for keys, shown in ((("ctrl+w", "x"), "Ctrl-W x does nothing"), (("g", "z"), "gz does nothing")):
            await desk.press(*keys)
            assert shown in desk.left
        await desk.press("ctrl+w")
        assert desk.left.startswith("Ctrl-W ")
