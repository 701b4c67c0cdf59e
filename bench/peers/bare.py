"""The floor of what Textual can do: one line, drawn anew at each key."""

from textual import events
from textual.app import App, ComposeResult
from textual.widgets import Static


class Bare(App[None]):
    """Counts keys."""

    def compose(self) -> ComposeResult:
        """One line of text."""
        yield Static("keys: 0")

    def on_mount(self) -> None:
        """Begin to count."""
        self.keys = 0

    def on_key(self, _: events.Key) -> None:
        """Count one more."""
        self.keys += 1
        self.query_one(Static).update(f"keys: {self.keys}")


if __name__ == "__main__":
    Bare().run()
