"""Places to come back to: marks by letter, and the numbers that nobody has tagged yet."""

from typing import TYPE_CHECKING

import pytest

from tui.commands import navigate as going
from tui.widgets.status_bar import FooterBar

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
        assert "mark a set here" in desk.left
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
        assert "no marks yet" in desk.left
        await desk.press("m7")
        assert "from a to z" in desk.left
        await desk.press("a", "j", "k", "`q")
        assert "mark q is not set" in desk.left
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
        assert ("x", "1 orchard") in desk.screen.query_one(FooterBar).hints


async def test_untagged_numbers_are_met_one_by_one(sit: "Sit") -> None:
    """]u meets each number once, neither years nor what is tagged a figure, and goes round the end of the text; [u goes back."""
    async with sit() as desk:
        await desk.go("$1.20")
        await desk.press("vef", "gg")
        assert [list(one.tags) for one in desk.annotations] == [["figure"]]
        for number in ("forty rows", "60%", "400", "$2.05", "90"):
            await desk.press("]u")
            assert after(desk).startswith(number)
            assert f"{number} is not tagged as a figure" in desk.left
            assert desk.selected == number
            assert desk.under_cursor
        last = desk.page.cursor
        await desk.press("]u")
        assert "forty rows is not tagged as a figure · from the top again" in desk.left
        await desk.press("[u")
        assert "from the end again" in desk.left
        assert desk.page.cursor == last
        await desk.press("2[u")
        assert after(desk).startswith("400")
        await desk.press("ctrl+o")
        assert desk.page.cursor == last
        await desk.press("9[u")
        assert after(desk).startswith("forty")
        for number in ("90", "$2.05", "400", "60%", "forty rows"):
            await desk.press("[u")
            assert after(desk).startswith(number)
            await desk.press("f")
        await desk.press("]u")
        assert desk.left == "no numbers without the tag figure in this source"


async def test_the_number_that_was_met_is_what_a_verb_takes(sit: "Sit") -> None:
    """After ]u the number is selected and f tags it alone; a motion lets go, v keeps it, s takes the sentence."""
    async with sit() as desk:
        await desk.press("2]u", "f")
        assert [a.exact for a in desk.annotations] == ["60%"]
        assert "1:1 figure “60%”" in desk.left
        assert desk.selected is None
        for keys, selected in (
            ("l", None),
            ("3j", None),
            ("zz", "$1.20"),
            ("v", "$1.20"),
            ("vh", "$1.2"),
            ("s", "$1.20"),
        ):
            await desk.press("escape", "escape", "gg", "2]u", keys)
            assert desk.selected == selected, keys
        await desk.press("escape", "gg", "v", "2]u")
        assert desk.selected == desk.text[: desk.at("$1.20") + 1]


async def test_a_sentence_settles_its_number_only_if_it_has_one(sit: "Sit", folder: "Path") -> None:
    """Of several numbers in a sentence that is tagged a figure each is still met; those of a brief passage are not."""
    (folder / "0-sums.txt").write_text(
        "In that year it made 187% more of what it had made before, and sold 12% less of it.\n\n"
        "It grew from 30 to 45 tons.\n\nWhat is left of it all is a mere 9% of what the brothers once had.\n",
        "utf-8",
    )
    async with sit() as desk:
        await desk.press("sf")
        assert [a.exact[:12] for a in desk.annotations] == ["In that year"]
        for number in ("187%", "12%"):
            await desk.press("]u")
            assert desk.selected == number
        await desk.go("It grew")
        await desk.press("sf")
        await desk.go("What is left")
        await desk.press("sf", "gg", "3]u")
        assert desk.selected == "12%"


async def test_f_takes_the_number_under_the_cursor(sit: "Sit") -> None:
    """On a number that a search went to, f tags the number, also within a claim, and again takes it off; c the sentence."""
    async with sit() as desk:
        await desk.press("/", "60%", "enter", "c")
        assert [a.exact for a in desk.annotations] == ["Apples bring in 60% of the income, pears the rest."]
        await desk.press("f")
        assert [(a.exact, a.tags) for a in desk.annotations[1:]] == [("60%", ("figure",))]
        assert "1:2 figure “60%”" in desk.left
        await desk.press("c")
        assert "added claim to 1:2 “60%”" in desk.left
        await desk.press("c", "f")
        assert "removed figure from 1:2" in desk.left
        assert len(desk.annotations) == 1
        await desk.go("the rest")
        await desk.press("f")
        assert [a.tags for a in desk.annotations] == [("claim", "figure")]
        assert "added figure to 1:1 “Apples bring" in desk.left
        await desk.go("60%")
        await desk.press("f")
        assert [a.tags for a in desk.annotations] == [("claim",)]


@pytest.mark.parametrize("size", [(160, 45), (100, 30), (80, 24), (40, 12)])
async def test_what_was_tagged_is_told_in_one_row(sit: "Sit", size: tuple[int, int]) -> None:
    """At any size the status line tells which passage was tagged and no second row is needed for it."""
    async with sit(size=size) as desk:
        await desk.go("Apples bring")
        await desk.press("c")
        assert "1:1 claim “Appl" in desk.left
        await desk.quiet()
        assert not desk.screen.query_one("#notice").display


async def test_only_the_tag_figure_settles_a_number(sit: "Sit") -> None:
    """A number in a claim is still met; one in a sentence that is tagged a figure is not."""
    async with sit() as desk:
        await desk.go("Apples bring")
        await desk.press("sc", "gg", "2]u")
        assert after(desk).startswith("60%")
        await desk.press("f", "gg", "2]u")
        assert after(desk).startswith("$1.20")


async def test_a_number_far_ahead_is_met_when_it_has_been_read(sit: "Sit", folder: "Path") -> None:
    """In a source that is still being read, ]u waits for the number and then goes there."""
    (folder / "0-vast.md").write_text("Nothing to count here.\n\n" * 20_000 + "The sum is 77% of it.\n", "utf-8")
    async with sit(read=False) as desk:
        assert desk.screen.pages.active.reading_on is not None
        await desk.press("]u")
        await desk.until(lambda: after(desk).startswith("77%"))


async def test_a_long_search_for_a_number_leaves_the_keys_free(
    sit: "Sit", folder: "Path", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it takes longer than keys may wait, ]u says that it is looking; a key gives the search up, else it arrives."""
    (folder / "0-vast.txt").write_text("Numbers, none.\n\n" * 500 + "The sum is 77% of it.\n", "utf-8")
    monkeypatch.setattr(going, "_AT_ONCE", -1.0)  # However fast this machine is: it takes longer.
    monkeypatch.setattr(going, "SLICE", -1.0)
    async with sit() as desk:
        await desk.burst("]ul")
        await desk.quiet()
        assert desk.page.cursor < 10
        await desk.burst("]u")
        assert "searching for" in desk.left
        await desk.until(lambda: "searching for" not in desk.left)
        assert after(desk).startswith("77%")


async def test_news_do_not_end_a_long_search(sit: "Sit", folder: "Path", monkeypatch: pytest.MonkeyPatch) -> None:
    """Only a key gives a search up: a message that comes meanwhile and replaces the one about the search does not."""
    (folder / "0-vast.txt").write_text("Numbers, none.\n\n" * 500 + "The sum is 77% of it.\n", "utf-8")
    monkeypatch.setattr(going, "_AT_ONCE", -1.0)
    monkeypatch.setattr(going, "SLICE", -1.0)
    async with sit() as desk:
        await desk.burst("]u")
        assert "searching for" in desk.left
        desk.app.notifications.notify_later("1.txt was changed")
        await desk.until(lambda: after(desk).startswith("77%"))
