"""The statistics on the screen: tables, cells, what a number counts."""

from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from tests.tui.overlays import fill, let_go, numbered, quote, shown
from tui.screens.overview.count_list import CountList
from tui.screens.overview.counted import CountedScreen
from tui.screens.overview.counting import Counting
from tui.screens.overview.statistics import TABS, StatisticsScreen

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit


def table(desk: "Desk") -> CountList:
    """The table on the screen."""
    found = desk.app.screen
    assert isinstance(found, StatisticsScreen)
    return found.query_one(CountList)


async def opened(desk: "Desk") -> None:
    """Open the statistics of linked claims."""
    await fill(desk)
    await desk.press("g", "T")
    await desk.until(lambda: bool(table(desk).items))


async def test_a_number_is_opened_to_what_it_counts(sit: "Sit") -> None:
    """Enter on a cell lists its passages, and Enter there goes to one; Esc leads back to the cell."""
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        await desk.press("j", "l", "enter")
        assert isinstance(desk.app.screen, CountedScreen)
        assert "claim · 3 passages" in shown(desk)
        await desk.press("escape")
        assert (table(desk).cursor, table(desk).column) == (1, 1)
        await desk.press("enter", "j", "enter")
        assert desk.bare
        assert desk.here.startswith("Apples bring in 60%")


async def test_tables_are_turned(sit: "Sit") -> None:
    """By Tab, by their number and by a click on their name; the last one is shown when it is opened again."""
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        await desk.press("tab")
        assert "[Tags together]" in shown(desk)
        await desk.press("4")
        assert "[Agreement]" in shown(desk)
        assert "2✓" not in shown(desk)
        assert "1✓ 1✗" in shown(desk)
        await desk.press("7")
        assert f"there are {len(TABS)} tables" in shown(desk)
        await desk.click(shown(desk).splitlines()[0].index("Coverage") + 1, 0, "#claims")
        assert "[Coverage]" in shown(desk)
        await desk.press("escape", "g", "T")
        await desk.until(lambda: bool(table(desk).items))
        assert "[Coverage]" in shown(desk)
        await desk.press("shift+tab", "shift+tab")
        assert "[Links]" in shown(desk)


async def test_links_are_opened_at_either_end(sit: "Sit") -> None:
    """Enter goes to where the link starts, Tab to where it leads."""
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        await desk.press("3", "l", "enter", "tab")
        assert desk.bare
        assert desk.number == 2
        await desk.press("g", "T")
        await desk.until(lambda: bool(table(desk).items))
        await desk.press("enter", "enter")
        assert desk.number == 1


async def test_tags_in_one_sentence_are_found_in_the_texts(sit: "Sit") -> None:
    """While the screen is there, between the keys."""
    async with sit(size=(110, 30)) as desk:
        await fill(desk)
        source = quote(desk.library, 1, "pears the rest")
        desk.library.toggle_tag(source, "opinion")
        desk.library.toggle_tag(source, "claim")
        await desk.press("g", "T", "2")
        await desk.until(lambda: bool(table(desk).items))
        assert [line.heads for line in table(desk).items] == [("claim", "opinion")]


@pytest.mark.parametrize("at_once", [500, 0])
async def test_a_line_is_found_and_sorted(sit: "Sit", monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    """The filter leaves the totals out; sorting twice restores the order of the sources. Also if counted in a thread."""
    monkeypatch.setattr("tui.screens.overview.statistics.AT_ONCE", at_once)
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        desk.library.add(numbered(desk.library, 3), 2, 12)
        await desk.until(lambda: "passages" in table(desk).items[-1].cells)
        await desk.press("$", "s")
        assert "by no tag" in shown(desk)
        assert [line.heads[0] for line in table(desk).items] == ["", 3, 1, 2]
        await desk.press("s")
        assert "by no tag" not in shown(desk)
        assert [line.heads[0] for line in table(desk).items] == ["", 1, 2, 3]
        await desk.press("/", *"letter", "enter")
        assert [line.heads[0] for line in table(desk).items] == [2]
        await desk.press("/", *"xyz")
        assert "No matches" in shown(desk)


async def test_a_change_is_counted(sit: "Sit") -> None:
    """Also one that another program made while the screen is open."""
    async with sit(size=(110, 30)) as desk:
        await opened(desk)
        before = table(desk).items[0].cells["passages"].value
        desk.library.delete(next(one.id for one in desk.annotations if "fell" in one.exact))
        await desk.until(lambda: table(desk).items[0].cells["passages"].value == before - 1)  # type: ignore[operator]


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 45)])
async def test_every_table_fits(sit: "Sit", size: tuple[int, int]) -> None:
    """At every size the cursor stays in sight while it walks over all columns."""
    async with sit(size=size) as desk:
        await opened(desk)
        for number in range(1, len(TABS) + 1):
            await desk.press(str(number))
            for _ in range(9):
                assert any("[" in row for row in shown(desk).splitlines()[2:]) or not table(desk).items
                await desk.press("l")
            assert all(len(row) <= size[0] for row in shown(desk).splitlines())


async def test_an_empty_library_says_what_is_missing(sit: "Sit") -> None:
    """Each table in its own words; nothing can be opened."""
    async with sit(size=(80, 24)) as desk:
        await desk.press("g", "T", "3")
        await desk.until(lambda: "No links yet" in shown(desk))
        await desk.press("enter", "1", "enter")
        assert "nothing to list" in shown(desk)
        await let_go(desk)


def test_counting_ends_with_its_screen(folder: "Path") -> None:
    """Counting that nothing waits for any more stops at the next table, and gives nothing."""
    library = Library.open([folder], author="tester")
    records, counting = library.records(), Counting()
    assert counting.run(records, library.tag_tree) is not None
    assert counting.made == len(TABS)
    counting = Counting()
    counting.cancel()
    assert counting.run(records, library.tag_tree) is None
    assert counting.made == 1
