"""Styles that are read before the first widget that has them is shown."""

from pathlib import Path
from typing import Any, Final

from textual.app import App

OVERLAYS: Final = Path(__file__).parent / "overlays.tcss"
"""Style sheet of the overlays; unless it has been read before, the first overlay has every widget styled again."""


def read_ahead(app: App[Any]) -> None:
    """Read the styles of overlays and of boxes for typing; what is on the screen looks as before."""
    if app.stylesheet.has_source(str(OVERLAYS)):
        return
    from textual.widgets import Input

    app.stylesheet.read(OVERLAYS)
    Input()._post_register(app)  # noqa: SLF001 - its own styles, which Textual reads when the first one is shown
    app.stylesheet.parse()
