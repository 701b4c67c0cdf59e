"""The baseline of Textual: one line that is repainted on each key."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """Counts keys."""

    def compose(self) -> ComposeResult:
        """Yield one line of text."""
        yield Static("keys: 0")

    def on_mount(self) -> None:
        """Start at zero."""
        self.keys = 0

    def on_key(self, _: events.Key) -> None:
        """Count a key."""
        self.keys += 1
        self.query_one(Static).update(f"keys: {self.keys}")


if __name__ == "__main__":
    Bare().run()
