"""The focus and the cursor, as a value from which commands choose their target."""

from typing import NamedTuple

from annotations.documents.document import Document
from tui.text.paint.margin import Margin, Placed


class Focus(NamedTuple):
    """The focused list or page, with its cursor and selection."""

    listed: bool = False
    """Whether a list is focused."""
    item: object | None = None
    """The selected item of that list; None if it is empty."""
    source: str = ""
    """Id of the source on the active page; "" if there is no text."""
    document: Document = Document()
    cursor: int = 0
    selecting: bool = False
    """Whether there is a selection, even an empty one."""
    selected: tuple[int, int] | None = None
    """The bounds of the selection; None if it is empty."""
    passage: Placed | None = None
    """The passage under the cursor."""
    margin: Margin = Margin()
    """The passages of the source."""
