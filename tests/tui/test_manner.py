"""The other manner of reading, by its key."""

from pathlib import Path
from typing import TYPE_CHECKING

from annotations.documents.document import Manner

if TYPE_CHECKING:
    from tests.tui.conftest import Sit

PASTED = """\
# Minutes

The first paragraph was broken
by hand.

• the first point
• the second point, which matters

Last words.
"""


async def test_the_key_reads_the_source_the_other_way_and_back(sit: "Sit", folder: Path) -> None:
    """The key gR changes how the page is read; the cursor stays at its line and passages at their words; undo works."""
    (folder / "1-pasted.md").write_text(PASTED, encoding="utf-8")
    async with sit(size=(130, 24)) as desk:
        number = next(s.number for s in desk.library.sources() if s.path == "1-pasted.md")
        await desk.to_source(number)
        assert desk.page.document.manner == Manner.MIXED.value
        assert "part by shape" in desk.right
        await desk.go("the second point")
        await desk.press("s", "c")
        before = desk.page.document.text
        await desk.press("gR")
        assert "• the first point • the second point" in desk.page.document.text
        assert "Markdown" in desk.right
        passage = desk.library.passages(desk.screen.session.source)[0]
        assert desk.page.document.text[passage.start : passage.end] == "the second point, which matters"
        await desk.press("gR")
        assert desk.page.document.text == before
        assert desk.page.document.text[desk.page.cursor :].startswith("the ")
        await desk.press("u")
        assert desk.page.document.manner == Manner.MARKDOWN.value
        await desk.press("u")
        assert desk.page.document.text == before


async def test_the_place_is_kept_where_markdown_makes_one_paragraph_of_many(sit: "Sit", folder: Path) -> None:
    """The words under the cursor are under it in the other reading and back, however far its paragraph reaches."""
    points = "\n".join(f"• point {number} of many that were pasted here" for number in range(1, 41))
    (folder / "1-points.md").write_text(f"# Points\n\n{points}\n", encoding="utf-8")
    async with sit(size=(130, 24)) as desk:
        await desk.to_source(next(s.number for s in desk.library.sources() if s.path == "1-points.md"))
        await desk.go("33 of many")
        for manner in (Manner.MARKDOWN, Manner.MIXED):
            await desk.press("gR")
            assert desk.page.document.manner == manner.value
            assert desk.here.startswith("33 of many")
            assert desk.under_cursor
