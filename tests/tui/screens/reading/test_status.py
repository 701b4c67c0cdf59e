"""The status of a passage: open, checked, disputed, excluded (`dropped` in records)."""

from typing import TYPE_CHECKING

from annotations.model import status_name

if TYPE_CHECKING:
    from tests.tui.conftest import Sit


async def test_a_status_is_given_shown_and_undone(sit: "Sit") -> None:
    """S and a letter: a sign in the margin, in the panel and the status line; an open passage has none."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c")
        column, row = desk.cell("Planted in")
        layout = [line[column:] for line in desk.rows()]
        for key, name, sign in (("c", "checked", "+"), ("d", "disputed", "!"), ("x", "excluded", "-")):
            await desk.press("S")
            assert "Status of" in desk.left
            assert "c + checked" in desk.footer
            await desk.press(key)
            assert status_name(desk.annotations[0].status) == name
            assert desk.left == f"1:1 is {name}"
            await desk.press("w")
            assert f"{sign} {name}" in desk.left
            assert desk.rows()[row][column - 2] == sign
            assert desk.shows(f"{sign} {name}", "#passages")
            assert [line[column:] for line in desk.rows()] == layout
        await desk.press("S", "o")
        assert desk.annotations[0].status == "open"
        assert desk.rows()[row][column - 2] == "▏"
        await desk.press("u")
        assert desk.annotations[0].status == "dropped"
        await desk.quiet()
        assert desk.stored().annotations[0]["status"] == "dropped"


async def test_a_status_needs_a_passage_and_a_letter_that_means_one(sit: "Sit") -> None:
    """Without a passage it says how to make one; another letter asks again, and Esc leaves it as it is."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("S")
        assert "no passage here" in desk.left
        await desk.press("c", "S", "z")
        assert "o open, c checked" in desk.left
        await desk.press("escape")
        assert desk.annotations[0].status == "open"
        await desk.press("gp", "S", "c")
        assert desk.annotations[0].status == "checked"
