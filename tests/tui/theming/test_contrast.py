"""What is under the cursor of a list can be read, whatever colours it has of its own and in every theme."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.color import Color
from rich.style import Style

from tests.tui.theming.built_in import theme
from tests.tui.theming.test_theme_file import COLOURED, SIXTEEN_ONLY, contrast
from tui.theming.contrast import READABLE, on_ground
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

LISTS = [
    # the keys that bring a list up, and where it is
    (("gs",), "#sources"),
    (("gp",), "#passages"),
    (("gp", "j"), "#passages"),
    (("gO",), "#outline"),
    (("gc",), "#claims"),
    (("gc", "l", "l"), "#claims"),
    (("gL",), "#entries"),
    (("gh",), "#entries"),
    (("g/", "trees"), "#hits"),
    (("T",), "#occurrences"),
    ((":",), "#choices"),
    (("?",), "#choices"),
    (("t",), "#choices"),
    (("gt",), "#choices"),
]


async def furnish(desk: "Desk") -> None:
    """Have something with a colour of its own in every list: tags, a link, notes, statuses."""
    for words, keys in (("forty", ("s", "c")), ("60%", ("ve", "f")), ("Nobody counts", ("s", "o"))):
        await desk.go(words)
        await desk.press(*keys)
    await desk.go("forty")
    await desk.press("Sd", "i", "a note", "ctrl+s", "L", "]s")
    await desk.go("It has forty")
    await desk.press("s", "c", "L", "c", "[s")
    await desk.quiet()


def worst(shown: ItemList[Any]) -> float:
    """The least contrast of a letter with its ground in the rows of the item under the cursor."""
    above = _ground(shown, 0)
    rows = [y for y in range(1, shown.size.height) if _ground(shown, y) != above]
    assert rows, "no row is told apart"
    return min(
        contrast(_hex(segment.style.color), _hex(segment.style.bgcolor))
        for y in rows
        for segment in shown.render_line(y)
        if segment.style is not None and segment.text.strip()
    )


def _ground(shown: ItemList[Any], y: int) -> Color | None:
    style = next(iter(shown.render_line(y))).style
    return style.bgcolor if style is not None else None


def _hex(colour: Color | None) -> str:
    assert colour is not None
    assert colour.triplet is not None
    return colour.triplet.hex


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_the_row_under_the_cursor_can_be_read(sit: "Sit", size: tuple[int, int]) -> None:
    """In every list and every theme each letter of the row under the cursor has a contrast of 4.5 with its ground."""
    async with sit(size=size) as desk:
        await furnish(desk)
        for keys, name in LISTS:
            await desk.go("forty")
            await desk.press(*keys)
            await desk.until(lambda name=name: list(desk.app.screen.query(name)))  # type: ignore[misc]
            shown = desk.app.screen.query_one(name, ItemList)
            await desk.until(lambda shown=shown: shown.items)  # type: ignore[misc]
            for colours in COLOURED:
                shown.set_theme_styles(Styles(theme(colours)))
                assert worst(shown) >= READABLE, (keys, colours, size)
            shown.set_theme_styles(desk.screen.theme_styles)
            while not desk.bare or desk.screen.pane != "page":
                await desk.press("escape")


async def test_the_cursor_is_seen_in_a_selection(sit: "Sit", folder: Path) -> None:
    """In every theme, and without any colour, the cursor is told apart from what is selected around it, and read."""
    async with sit(folder) as desk:
        await desk.go("forty")
        await desk.press("ve")
        for name in [*COLOURED, *SIXTEEN_ONLY, ""]:
            desk.page.set_theme_styles(Styles(theme(name or "terminal"), no_color=not name))
            strips = [desk.page.render_line(y) for y in range(desk.page.size.height)]
            segments = [segment for strip in strips for segment in strip]
            at = next(n for n, one in enumerate(segments) if one.text == "y" and segments[n - 1].text.endswith("fort"))
            selected, cursor = segments[at - 1].style, segments[at].style
            assert selected is not None, name
            assert cursor is not None, name
            if name in COLOURED:
                assert contrast(_hex(cursor.bgcolor), _hex(selected.bgcolor)) >= 3, name
                assert contrast(_hex(cursor.color), _hex(cursor.bgcolor)) >= READABLE, name
            else:
                assert (cursor.bgcolor, cursor.reverse) != (selected.bgcolor, selected.reverse), name


@pytest.mark.parametrize("name", COLOURED)
def test_what_can_be_read_keeps_its_colour(name: str) -> None:
    """A colour that stands out from the ground stays; one that does not gives way to that of the ground."""
    colours = theme(name)
    ground = Style(color=colours.colour("selection-text"), bgcolor=colours.colour("selection"))
    same = Style(color=colours.colour("selection"), italic=True)
    assert on_ground(same, ground).color == ground.color
    assert on_ground(same, ground).italic
    plain = Style(color="#000000" if contrast("#000000", colours.colour("selection")) >= READABLE else "#ffffff")
    assert on_ground(plain, ground).color == plain.color
    assert on_ground(plain, ground).bgcolor == ground.bgcolor


async def test_without_colours_of_its_own_the_row_is_reversed(sit: "Sit", folder: Path) -> None:
    """With sixteen colours the row under the cursor is one piece of reverse video, and no sign in it a ground."""
    async with sit(folder, theme="terminal") as desk:
        await furnish(desk)
        await desk.press("gp", "gg")
        styles = {segment.style for segment in desk.screen.panes.passages.render_line(1) if segment.text.strip()}
        assert {(style.reverse, style.color.name, style.bgcolor.name) for style in styles} == {  # type: ignore[union-attr]
            (True, "default", "default")
        }


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_sixteen_colours_are_the_terminals_own(sit: "Sit", folder: Path, size: tuple[int, int]) -> None:
    """With sixteen colours nothing on the screen has a colour that the terminal did not choose, panels and boxes included."""
    async with sit(folder, theme="terminal", size=size) as desk:
        await furnish(desk)
        for keys in ((), ("gp",), ("gs",), (":",), ("g/", "trees"), ("i",), ("gv",), ("gc",)):
            await desk.go("forty")
            await desk.press(*keys)
            await desk.quiet()
            strips = desk.strips()
            styles = [segment.style for strip in strips for segment in strip if segment.style is not None]
            chosen = {colour for style in styles for colour in (style.color, style.bgcolor) if colour is not None}
            assert {colour.name for colour in chosen if colour.triplet is not None} == set(), keys
            while not desk.bare or desk.screen.pane != "page":
                await desk.press("escape")


async def test_no_passage_is_lit_where_none_is_read(sit: "Sit") -> None:
    """The panel tells a passage apart while the cursor of the page is in it, and none while it is elsewhere."""
    async with sit() as desk:
        await furnish(desk)
        panel = desk.screen.panes.passages

        def lit() -> set[int]:
            return {y for y in range(panel.size.height) if _ground(panel, y) != _ground(panel, 0)}

        await desk.go("60%")
        assert lit()
        await desk.go("The end comes")
        assert not lit()
        await desk.press("gp")
        assert lit()
        await desk.press("escape")
        assert not lit()


@pytest.mark.parametrize("no_color", [True, False])
def test_the_faintest_text_is_not_the_colour_of_a_ground(no_color: bool) -> None:  # noqa: FBT001 - a case
    """Without colours of one's own faint text is dimmed: no palette makes it vanish, nor a row under a cursor hard to read."""
    styles = Styles(theme("terminal"), no_color=no_color)
    assert styles.faint.dim
    assert styles.faint.color == styles.base.color
    assert not on_ground(styles.faint, styles.list_cursor).dim
