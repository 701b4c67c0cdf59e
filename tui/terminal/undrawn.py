"""A placeholder for a widget whose drawing raised an error: the rest of the screen is drawn all the same."""

from collections.abc import Callable
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

_WORDS: Final = " ⚠ this cannot be shown"


def drawn(widget: Widget, draw: Callable[[], list[Strip]], width: int, height: int) -> list[Strip]:
    """Return what `draw` returns. If it raises an error, that is contained, and the rows of a placeholder are returned."""
    try:
        return draw()
    except Exception as error:  # noqa: BLE001 - one widget must not keep the screen from being shown
        widget.app._handle_exception(error)  # noqa: SLF001 - where Textual reports errors of its layout
    style = Style.null()
    first = Strip([Segment(_WORDS, style)]).adjust_cell_length(width, style)
    return [first, *(Strip.blank(width, style) for _ in range(height - 1))][:height]
