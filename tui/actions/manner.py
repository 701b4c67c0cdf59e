"""How a source is read: as suits it, or as Markdown from its first line to its last."""

from time import monotonic
from typing import TYPE_CHECKING

from annotations.documents.document import Document
from annotations.documents.reading import MARKDOWN
from tui.telling import MANNERS

if TYPE_CHECKING:
    from tui.screens.leaf import Leaf
    from tui.screens.reading import ReadingScreen

_PATIENCE = 0.3
"""Seconds after which the place is gone to later, once the source has been read so far."""


def toggle(reader: "ReadingScreen", _: int | None) -> None:
    """Read the source on the page in the other manner; the cursor stays where it is in the file."""
    source = reader.library.source(reader.session.source)
    before = reader.page.document.manner
    reader.page.select(None)
    reader.library.set_manner(source.id, "" if source.manner else MARKDOWN)
    reopen(reader)
    after = reader.page.document.manner
    same = "; nothing else was to be seen in it" if before == after else ""
    reader.say(f"read {f'as suits it: {MANNERS[after]}' if source.manner else 'as Markdown throughout'}{same}")


def reopen(reader: "ReadingScreen") -> None:
    """Show each source again that is on a page and has another text by now, where its cursor was in the file."""
    changed = False
    for leaf in reader.leaves:
        if leaf.source and not reader.library.is_missing(leaf.source):
            document = reader.library.reading(leaf.source).document
            if document is not leaf.page.document:
                _show(reader, leaf, document)
                changed = True
    if changed:
        reader.other_leaf()


def _show(reader: "ReadingScreen", leaf: "Leaf", document: Document) -> None:
    here = leaf.page.document.location(leaf.page.cursor)
    reading = reader.library.reading(leaf.source)
    until = monotonic() + _PATIENCE
    while _last_line(document) <= here.line and monotonic() < until and reading.step():
        pass
    source_id, leaf.source = leaf.source, ""  # what is on the page is of another text: its place is not kept
    if document.complete or _last_line(document) > here.line:
        leaf.show(source_id, document.offset_at(here))
    else:
        leaf.show(source_id, 0)
        leaf.when_read(lambda: leaf.page.go(document.offset_at(here), centre=True))


def _last_line(document: Document) -> int:
    return document.location(document.blocks[-1].start).line if document.blocks else 0
