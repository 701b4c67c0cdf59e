"""The style sheet of the program gives each widget what Textual's own would."""

from typing import TYPE_CHECKING, Any

from textual.css.stylesheet import Stylesheet
from textual.widget import Widget

from tests.tui.overlays import OVERLAYS

if TYPE_CHECKING:
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
