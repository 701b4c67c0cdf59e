"""Textual's TextArea on a file, read-only."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Area(App[None]):
    """Shows a text file."""

    def compose(self) -> ComposeResult:
        """Yield the text."""
        yield TextArea(Path(sys.argv[1]).read_text(encoding="utf-8"), read_only=True)


if __name__ == "__main__":
    Area().run()
