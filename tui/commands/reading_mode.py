"""How a source is read: as suits it, or as Markdown from its first line to its last."""

from typing import TYPE_CHECKING

from annotations.documents.loader import MARKDOWN
from tui.screens.reading.reopen import reopen
from tui.screens.reading.status import MANNERS

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen


def toggle(reader: "ReadingScreen", _: int | None) -> None:
    """Read the source on the page in the other manner; the cursor stays where it is in the file."""
    leaf = reader.leaf
    source = reader.library.source(leaf.source)
    before = "" if leaf.page.view.empty else leaf.page.document.manner

    def shown() -> None:
        after = leaf.page.document.manner
        same = "; nothing else was to be seen in it" if before == after else ""
        reader.say(f"read {f'as suits it: {MANNERS[after]}' if source.manner else 'as Markdown throughout'}{same}")

    if leaf.page.view.empty and leaf.sought is None:
        reader.library.reading(source.id)  # raises if it cannot be read: then there is no manner to record
    leaf.page.select(None)
    reader.library.set_manner(source.id, "" if source.manner else MARKDOWN)
    reopen(reader, shown)
