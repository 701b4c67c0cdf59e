"""Styles that are read before the first widget that has them is shown."""

from pathlib import Path
from typing import Any

from textual.app import App


def read_ahead(app: App[Any], sheet: Path) -> None:
    """Read a style sheet, and the styles of boxes for typing; what is on the screen looks as before."""
    if app.stylesheet.has_source(str(sheet)):
        return
    from textual.widgets import Input

    app.stylesheet.read(sheet)
    Input()._post_register(app)  # noqa: SLF001 - its own styles, which Textual reads when the first one is shown
    app.stylesheet.parse()
