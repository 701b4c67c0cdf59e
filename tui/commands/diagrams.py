"""How a text is shown."""

from typing import TYPE_CHECKING

from annotations.documents.blocks import BlockKind

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen


def diagram(reader: "ReadingScreen", _: int | None) -> None:
    """Show the diagram under the cursor as its text, or draw it."""
    page = reader.page
    index = page.document.block_index(page.cursor) if page.document.blocks else -1
    if index < 0 or page.document.blocks[index].kind is not BlockKind.DIAGRAM:
        reader.say("there is no diagram under the cursor")
        return
    reason = page.view.switch_diagram()
    page.settle(keep=True)
    if reason:
        reader.say(f"this diagram stays text: it is {reason}")
    elif page.view.layout.drawing(index) is None:
        reader.say("the diagram as its text · gd draws it")
