"""What the keys do can be done with the mouse: hints are buttons, lists and boxes take clicks."""

import itertools
import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui.screens.overview.count_list import CountList
from tui.screens.overview.statistics import StatisticsScreen
from tui.screens.overview.suggestions import SuggestionList
from tui.widgets.item_list import ItemList
from tui.widgets.review.claim_matrix import ClaimList

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


async def click_hint(desk: "Desk", words: str, widget: str) -> None:
    """Click in the middle of some words of a bar."""
    row = next((y for y, line in enumerate(desk.rows(widget)) if words in line), None)
    assert row is not None, f"{words!r} is not in {desk.rows(widget)}"
    await desk.click(desk.rows(widget)[row].index(words) + len(words) // 2, row, widget)


async def test_the_hints_of_the_page_are_buttons(sit: "Sit") -> None:
    """A sentence is selected, tagged and undone by clicks in the bottom row, and help opens and closes."""
    async with sit(size=(120, 30)) as desk:
        await desk.click(*desk.cell("forty rows"))
        await click_hint(desk, "sentence", "#footer")
        assert desk.selected == "It has forty rows of trees."
        await click_hint(desk, "claim", "#footer")
        assert [a.tags for a in desk.annotations] == [("claim",)]
        await desk.click(*desk.cell("Planted"))
        await click_hint(desk, "undo", "#footer")
        assert not desk.annotations
        await click_hint(desk, "help", "#footer")
        assert not desk.bare
        await click_hint(desk, "cancel" if desk.shows("cancel", "Caption") else "leave", "Caption")
        assert desk.bare


async def test_the_answers_to_a_question_are_buttons(sit: "Sit") -> None:
    """The status of a passage is given by a click on its word."""
    async with sit(size=(120, 30)) as desk:
        await desk.go("forty")
        await desk.press("c", "S")
        await click_hint(desk, "checked", "#footer")
        assert desk.annotations[0].status == "checked"


async def test_a_box_is_left_by_its_cross_its_hint_and_a_click_outside(sit: "Sit") -> None:
    """Each of the three does what Esc does."""
    async with sit(size=(140, 40)) as desk:
        await desk.go("forty")
        boxes = (("g", "h"), ("g", "L"), ("?",), (":",), ("g", "/"), ("t",))
        for keys, way in itertools.product(boxes, ("cross", "hint", "outside")):
            await desk.press(*keys)
            assert not desk.bare, keys
            body = desk.app.screen.query_one("#records, #search, #picker")
            if way == "cross":
                await desk.mouse("down", body.region.width - 3, 0, f"#{body.id}")
                await desk.mouse("up", body.region.width - 3, 0, f"#{body.id}")
            elif way == "hint":
                await click_hint(desk, "Esc", "Caption")
            else:
                await desk.click(1 - body.region.x, 1 - body.region.y, f"#{body.id}")
            assert desk.bare, (keys, way)


async def test_the_hints_of_the_query_line_are_buttons(sit: "Sit") -> None:
    """While a query is typed, a click on Enter keeps it and one on Esc drops it."""
    async with sit(size=(120, 30)) as desk:
        await desk.press("/", "f", "o", "r", "t", "y")
        await click_hint(desk, "Esc", "#footer")
        assert desk.screen.finding is None


async def test_a_click_chooses_the_suggestion_that_a_hint_is_for(sit: "Sit") -> None:
    """It moves the cursor, for the keys in the bottom row act on that row; a click there goes to the place."""
    async with sit(size=(100, 30)) as desk:
        await desk.press("g", "S")
        await desk.until(lambda: all(worker.is_finished for worker in desk.app.workers))
        listed = desk.app.screen.query_one(SuggestionList)
        one = listed.items[2]
        await desk.click(8, 3, "#entries")
        assert listed.cursor == 2
        await click_hint(desk, "reject", "Caption")
        assert [each.words for each in desk.library.review.dismissals()] == [one.words]
        one = listed.items[listed.cursor]
        await desk.click(8, listed.cursor + 1, "#entries")
        assert desk.bare
        assert desk.page.cursor == one.start


async def right_click(desk: "Desk", x: int, y: int, widget: str = "#page") -> None:
    """Press the right button, and release it over the menu that is there then."""
    await desk.mouse("right", x, y, widget)
    await desk.mouse("right up", 1, 1, "#menu")


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_a_right_click_opens_what_can_be_done(sit: "Sit", size: tuple[int, int]) -> None:
    """On plain text, a selection and a passage; a click on a command runs it, and the menu is within the terminal."""
    async with sit(size=size) as desk:
        x, y = desk.cell("forty rows")
        await right_click(desk, x + 1, y)
        menu = desk.app.screen.query_one("#menu")
        assert desk.app.screen.region.contains_region(menu.region)
        assert desk.shows("claim", "#choices")
        await click_hint(desk, "claim", "#choices")
        assert [a.exact for a in desk.annotations] == ["It has forty rows of trees."]
        await right_click(desk, x + 1, y)
        assert desk.shows("delete", "#choices") or size == (40, 12)
        await desk.press("d" if size == (40, 12) else "escape")
        await desk.press("escape", "escape")
        await desk.go("forty")
        await desk.press("e", "v", "h", "h")
        selected = desk.selected
        await right_click(desk, *desk.cell("rty rows"))
        assert desk.selected == selected, "a click into the selection keeps it"
        assert desk.shows("copy", "#choices")
        await desk.press("o")
        assert desk.bare
        assert {a.exact for a in desk.annotations} == {"It has forty rows of trees.", selected}


async def test_a_right_click_in_a_panel_is_about_its_item(sit: "Sit") -> None:
    """A source, a passage and a link each have their own menu, at the item that was clicked."""
    async with sit(size=(160, 45)) as desk:
        await desk.go("forty")
        await desk.press("c")
        await desk.to_source(2)
        await desk.go("Apples bring")
        await desk.press("c", "L")
        await desk.to_source(1)
        await desk.go("forty")
        await desk.press("L", "s")
        row = next(y for y, line in enumerate(desk.rows("#passages")) if "It has forty" in line)
        await right_click(desk, 8, row, "#passages")
        assert desk.shows("1:1", "#choices")
        await click_hint(desk, "opinion", "#choices")
        assert set(desk.annotations[0].tags) == {"claim", "opinion"}
        row = next(y for y, line in enumerate(desk.rows("#passages")) if "Apples bring" in line)
        await right_click(desk, 8, row, "#passages")
        await click_hint(desk, "delete", "#choices")
        assert not desk.links
        row = next(y for y, line in enumerate(desk.rows("#sources")) if "A letter" in line)
        await right_click(desk, 8, row, "#sources")
        await click_hint(desk, "follow", "#choices")
        await desk.until(lambda: desk.number == 2)


async def test_the_menu_opens_by_key_and_its_keys_are_those_of_the_commands(sit: "Sit") -> None:
    """`g .` opens it at the cursor; the key of a command runs it there, Esc runs nothing."""
    async with sit(size=(80, 24)) as desk:
        await desk.go("forty")
        await desk.press("g", ".")
        assert not desk.bare
        await desk.press("escape")
        assert not desk.annotations
        await desk.press("g", ".", "f")
        assert [a.tags for a in desk.annotations] == [("figure",)]


async def wheel_to(desk: "Desk", words: str, widget: str) -> tuple[int, int]:
    """Turn the wheel over a list, up and then down, until it shows some words; return their cell."""
    for turn in ("wheel up", "wheel down"):
        shown: list[str] = []
        while shown != (shown := desk.rows(widget)):
            for y, line in enumerate(shown[1:], 1):
                if words in line:
                    return line.index(words), y
            await desk.mouse(turn, 4, 3, widget)
    raise AssertionError(f"{words!r} is not in the list: {desk.rows(widget)}")


async def to_source(desk: "Desk", number: int) -> None:
    """Click on a source in its panel."""
    if desk.number != number:
        await desk.click(*await wheel_to(desk, f" {number} ", "#sources"), "#sources")
        await desk.until(lambda: desk.number == number)


async def command(desk: "Desk", words: str) -> None:
    """Open the commands by the menu of the page, and click on one of them."""
    await right_click(desk, *desk.cell(" "))
    await click_hint(desk, "command line", "#choices")
    await desk.click(*await wheel_to(desk, words, "#choices"), "#choices")


async def tag_six(desk: "Desk") -> None:
    """Tag sentences of the source on the page: a click into each, and one on a hint."""
    source = desk.screen.session.source
    tags = itertools.cycle(("claim", "figure", "opinion"))
    while len(desk.library.passages(source)) < 6:
        for y, row in enumerate(desk.rows()):
            if len(desk.library.passages(source)) < 6 and len(row.strip()) > 40:
                await desk.click(desk.page.text_left + 8, y)
                if desk.page.current is None:
                    await click_hint(desk, next(tags), "#footer")
        await desk.mouse("wheel down", 30, 20)


async def link(desk: "Desk", address: str) -> None:
    """Click on Link in the menu of a passage in the panel."""
    await to_source(desk, int(address[0]))
    x, y = await wheel_to(desk, f" {address} ", "#passages")
    await right_click(desk, x + 8, y, "#passages")
    await click_hint(desk, "link", "#choices")


async def leave(desk: "Desk") -> None:
    """Click on Esc until nothing lies over the page."""
    while not desk.bare:
        await click_hint(desk, "Esc", "Caption")


async def test_a_whole_sitting_by_mouse(sit: "Sit", tmp_path: Path) -> None:
    """Thirty tags, twenty links of two types, the board, a dispute and the export need no key."""
    samples = tmp_path / "samples"
    samples.mkdir()
    for path in (Path(__file__).parents[2] / "seeds").glob("[1-5]*"):
        shutil.copy(path, samples)
    async with sit(samples, size=(160, 60)) as desk:
        for number in range(1, 6):
            await to_source(desk, number)
            await tag_six(desk)
        assert len(desk.annotations) == 30
        assert {tag for one in desk.annotations for tag in one.tags} == {"claim", "figure", "opinion"}
        for n in range(20):
            await link(desk, f"1:{n % 5 + 1}")
            await link(desk, f"{2 + n % 4}:{n // 4 + 1}")
            await click_hint(desk, "contradicts" if n % 2 else "supports", "#footer")
        assert [link.kind for link in desk.links].count("contradicts") == 10
        assert len(desk.links) == 20
        await command(desk, " claims  ")
        await desk.until(lambda: list(desk.app.screen.query("#claims")))
        await click_hint(desk, "Disputes", "#tabs")
        await desk.until(lambda: list(desk.app.screen.query("#entries")))
        await desk.click(8, 2, "#entries")
        await desk.until(lambda: desk.shows("Side 1", "#entries"))
        await leave(desk)
        await command(desk, " statistics  ")
        await desk.until(lambda: list(desk.app.screen.query("CountList")))
        await click_hint(desk, "Coverage", "CountList")
        assert desk.shows("[Coverage]", "CountList")
        await leave(desk)
        await command(desk, "export  Write")
        exports = samples / ".postil" / "exports"
        await desk.until(lambda: [*exports.glob("*.json")])
        await desk.quiet()
        (written,) = exports.glob("*.json")
        exported = json.loads(written.read_text(encoding="utf-8"))
        assert (len(exported["annotations"]), len(exported["links"])) == (30, 20)


async def test_the_wheel_scrolls_what_is_under_it(sit: "Sit") -> None:
    """A list scrolls to its end and back; the item that Enter would open stays on the screen."""
    async with sit(size=(100, 14)) as desk:
        for words in ("forty", "60%", "Apples", "Planted"):
            await desk.go(words)
            await desk.press("c")
        for keys in ("gs", "gc", "gh", "?", ":"):
            await desk.press(keys)
            shown = desk.app.screen.query("#sources, #claims, #entries, #choices").only_one(ItemList)
            last = len(shown.items) - 1
            for turn in ("wheel down", "wheel up"):
                for _ in range(len(shown.items) + 1):
                    await desk.mouse(turn, 3, 3, f"#{shown.id}")
                    assert shown.cursor in {index for index, _ in shown._drawn}, keys
                assert (last if turn == "wheel down" else 0) in {index for index, _ in shown._drawn}, keys
            await desk.press("escape")


async def test_the_wheel_over_a_panel_leaves_the_page_alone(sit: "Sit") -> None:
    """The focus, the cursor of the page and the current passage stay."""
    async with sit(size=(150, 7)) as desk:
        for words in ("forty", "60%", "Planted", "Nobody counts"):
            await desk.go(words)
            await desk.press("c")
        before = desk.page.cursor, desk.screen.focused, desk.screen.panes.passages.cursor
        rows = desk.rows("#passages")
        await desk.mouse("wheel down", 3, 3, "#passages")
        assert desk.rows("#passages") != rows
        assert (desk.page.cursor, desk.screen.focused, desk.screen.panes.passages.cursor) == before
        await desk.mouse("wheel up", 3, 3, "#passages")
        assert desk.rows("#passages") == rows


async def test_a_click_on_the_head_of_a_column_goes_there(sit: "Sit") -> None:
    """On the board and in the statistics, without opening anything."""
    async with sit(size=(120, 30)) as desk:
        await desk.go("forty")
        await desk.press("c", "gc")
        board = desk.app.screen.query_one(ClaimList)
        row = next(y for y, line in enumerate(desk.rows("#claims")) if "verdict" in line)
        await desk.click(desk.rows("#claims")[row].index("2"), row, "#claims")
        assert board.columns.at == 2
        await desk.click(desk.rows("#claims")[row].index("verdict"), row, "#claims")
        assert board.columns.at == 0, "the verdict is about the claim, and of no source"
        await desk.press("escape", "gT")
        assert isinstance(desk.app.screen, StatisticsScreen)
        counts = desk.app.screen.query_one(CountList)
        await desk.click(desk.rows("CountList")[1].index("figure") + 2, 1, "CountList")
        assert counts.cell is not None
        assert counts.cell[0].label == "figure"
        desk.app.screen.renew()
        await desk.worked()
        assert counts.cell[0].label == "figure", "the tables are shown again as soon as the sources are read"
        await desk.mouse("right", 2, 3, "CountList")
        assert counts.cursor == 1  # Row 1 has the heads.


async def test_a_drag_at_the_first_row_scrolls(sit: "Sit") -> None:
    """Where the terminal has no row above the page, its first row is the edge; a press there does not scroll."""
    async with sit(size=(100, 20)) as desk:
        await desk.to_source(3)
        await desk.press("G")
        top = desk.rows()[0]
        await desk.mouse("down", 30, 10)
        await desk.mouse("drag", 30, 5)
        assert desk.rows()[0] == top
        await desk.mouse("drag", 30, 0)
        await desk.until(lambda: desk.rows()[0] != top)
        await desk.mouse("up", 30, 0)
        assert desk.selected
