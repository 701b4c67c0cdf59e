"""Places to come back to: marks by letter, and the numbers that nobody has tagged yet."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit


def after(desk: "Desk", length: int = 12) -> str:
    """The text from the cursor on."""
    return desk.text[desk.page.cursor : desk.page.cursor + length]


async def test_a_mark_is_found_again_from_another_source(sit: "Sit") -> None:
    """M and a letter mark the cursor's place; the backquote goes there, opens its source, and Ctrl-O comes back."""
    async with sit(size=(100, 20)) as desk:
        await desk.go("A last word")
        await desk.press("ma")
        assert "mark a is here" in desk.left
        await desk.to_source(3)
        await desk.press("50%", "mb")
        here = desk.page.cursor
        await desk.press("`a")
        assert (desk.number, after(desk)) == (1, "A last word ")
        assert desk.under_cursor
        await desk.press("ctrl+o")
        assert (desk.number, desk.page.cursor) == (3, here)
        await desk.press("gg", "`b")
        assert (desk.number, desk.page.cursor) == (3, here)


async def test_a_mark_is_reached_from_a_panel_and_moves_when_set_again(sit: "Sit") -> None:
    """From the list of sources the text gets the keys; the letter stands for the last place that it was given."""
    async with sit() as desk:
        await desk.press("ma")
        await desk.go("Apples bring")
        await desk.press("ma", "gg", "gs", "`a")
        assert desk.screen.pane == "page"
        assert after(desk) == "Apples bring"


async def test_marks_that_cannot_be_are_told(sit: "Sit") -> None:
    """Without a mark, with another letter, with no letter at all: one line each, and nothing moves."""
    async with sit() as desk:
        await desk.press("3w")
        here = desk.page.cursor
        await desk.press("`")
        assert "no place is marked yet" in desk.left
        await desk.press("m7")
        assert "from a to z" in desk.left
        await desk.press("a", "j", "k", "`q")
        assert "no place has the mark q" in desk.left
        await desk.press("`A")
        assert "from a to z" in desk.left
        await desk.press("escape", "`", "escape", "m", "escape")
        assert desk.page.cursor == here
        assert desk.screen.session.marks.keys() == {"a"}
        await desk.press("l")
        assert desk.page.cursor == here + 1


async def test_a_mark_tells_of_its_source_while_it_is_asked_for(sit: "Sit") -> None:
    """The footer shows the letters there are, with the source of each."""
    async with sit() as desk:
        await desk.press("mx", "`")
        assert ("x", "1 The orchard") in desk.screen._footer.hints


async def test_untagged_numbers_are_met_one_by_one(sit: "Sit") -> None:
    """]u meets each number once, neither years nor what is tagged a figure, and stays on the last one; [u goes back."""
    async with sit() as desk:
        await desk.go("$1.20")
        await desk.press("vef", "gg")
        assert [list(one.tags) for one in desk.annotations] == [["figure"]]
        for number in ("60%", "400", "$2.05", "90"):
            await desk.press("]u")
            assert after(desk).startswith(number)
            assert f"{number} is not tagged a figure" in desk.left
            assert desk.page.selection is None
            assert desk.under_cursor
        last = desk.page.cursor
        await desk.press("]u")
        assert "no further number" in desk.left
        assert desk.page.cursor == last
        await desk.press("2[u")
        assert after(desk).startswith("400")
        await desk.press("ctrl+o")
        assert desk.page.cursor == last
        await desk.press("9[u")
        assert after(desk).startswith("60%")
        await desk.press("[u")
        assert "no number before" in desk.left


async def test_only_the_tag_figure_settles_a_number(sit: "Sit") -> None:
    """A number in a claim is still met; one in a sentence that is tagged a figure is not."""
    async with sit() as desk:
        await desk.go("Apples bring")
        await desk.press("sc", "gg", "]u")
        assert after(desk).startswith("60%")
        await desk.press("f", "gg", "]u")
        assert after(desk).startswith("$1.20")


async def test_a_number_far_ahead_is_met_when_it_has_been_read(sit: "Sit", folder: "Path") -> None:
    """In a source that is still being read, ]u waits for the number and then goes there."""
    (folder / "0-vast.md").write_text("Nothing to count here.\n\n" * 60_000 + "The sum is 77% of it.\n", "utf-8")
    async with sit() as desk:
        await desk.press("gg", "]u")
        await desk.quiet()
        assert after(desk).startswith("77%")


async def test_a_long_search_for_a_number_leaves_the_keys_free(sit: "Sit", folder: "Path") -> None:
    """Among very many tagged numbers ]u says that it is looking; a key gives the search up, else it arrives."""
    (folder / "0-vast.txt").write_text("Numbers " + "17 km, " * 60_000 + "\n\nThe sum is 77% of it.\n", "utf-8")
    async with sit() as desk:
        desk.library.add(desk.screen.session.source, 0, desk.at("The sum") - 2, tags=("figure",))
        await desk.burst("]ul")
        await desk.quiet()
        assert desk.page.cursor < 10
        await desk.press("]u")
        await desk.until(lambda: "looking for" not in desk.left)
        assert after(desk).startswith("77%")
