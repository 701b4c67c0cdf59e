"""Textual's MarkdownViewer on a file."""

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import MarkdownViewer


class Viewer(App[None]):
    """Shows a Markdown file."""

    def compose(self) -> ComposeResult:
        """Yield the viewer without its table of contents."""
        yield MarkdownViewer(Path(sys.argv[1]).read_text(encoding="utf-8"), show_table_of_contents=False)

    def on_mount(self) -> None:
        """Focus the viewer."""
        self.query_one(MarkdownViewer).focus()


if __name__ == "__main__":
    Viewer().run()
