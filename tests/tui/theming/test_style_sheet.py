"""The style sheet of the program gives each widget what Textual's own would."""

from collections import Counter
from typing import TYPE_CHECKING, Any

from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget

from tests.tui.overlays import OVERLAYS
from tui.theming import style_sheet

if TYPE_CHECKING:
    import pytest

    from tests.tui.conftest import Desk, Sit


def _wrong(desk: "Desk") -> list[Widget]:
    """Style all widgets, and return those that look otherwise than by matching all rules again."""
    sheet = Stylesheet()
    sheet._rules = desk.app.stylesheet.rules
    for screen in desk.app.screen_stack:
        desk.app.stylesheet.update(screen)  # Textual itself leaves those as they are that a new source is about.
    wrong = []
    for widget in (one for screen in desk.app.screen_stack for one in screen.walk_children(Widget, with_self=True)):
        shown, again = vars(widget)["matched"], dict[tuple[Any, ...], Any]()
        sheet.apply(widget, cache=again)
        if again and [shown] != [*again.values()]:
            wrong.append(widget)
    return wrong


async def test_styles_are_those_of_all_rules(sit: "Sit") -> None:
    """After mounting, a change of the focus, the size, the screen and the theme, no widget has other styles than Textual's."""
    async with sit() as desk:
        keys: list[list[str]] = [
            ["ctrl+w", "o"],
            ["g", "o"],
            ["/", "x"],
            ["escape"],
            ["escape"],
            [":", "x"],
            ["escape"],
            ["?"],
            ["escape"],
        ]
        for some in [*keys, OVERLAYS["facts of a source"], ["tab"], ["tab"]]:
            await desk.press(*some)
            assert not _wrong(desk), some
        for theme, width in (("ink", 100), ("paper", 60), ("ink", 130)):
            desk.app.themes.use(theme)
            await desk.resize(width, 20)
            assert not _wrong(desk), theme


async def test_only_so_many_results_are_kept(sit: "Sit", monkeypatch: "pytest.MonkeyPatch") -> None:
    """With room for fewer than are on the screen each widget still has Textual's styles."""
    monkeypatch.setattr(style_sheet, "_MOST", 2)
    monkeypatch.setattr(style_sheet, "_CANDIDATES", {})
    async with sit() as desk:
        await desk.press("?")
        assert not _wrong(desk)
        sheet = desk.app.stylesheet
        assert isinstance(sheet, style_sheet.StyleSheet)
        found = sheet._found
        assert len(found) <= 2
        assert all(len(one.results) <= 2 for one in found.values())


async def test_the_rules_for_the_panes_are_matched_once_for_the_first_screen(
    sit: "Sit", monkeypatch: "pytest.MonkeyPatch"
) -> None:
    """Neither the size of the terminal, nor a source without passages, nor the styles of other panes has them matched again."""
    matched: Counter[str | None] = Counter()
    apply = Stylesheet.apply

    def counted(sheet: Stylesheet, node: DOMNode, **given: Any) -> None:
        matched[node.id] += 1
        apply(sheet, node, **given)

    monkeypatch.setattr(Stylesheet, "apply", counted)
    monkeypatch.setattr(style_sheet, "_CANDIDATES", {})
    async with sit():
        panes = ("panes", "left", "sources", "page", "passages", "notice", "guide", "status", "footer")
        assert {name: matched[name] for name in panes} == dict.fromkeys(panes, 1)
