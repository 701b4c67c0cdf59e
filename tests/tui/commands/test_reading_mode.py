"""The other manner of reading, by its key."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.documents.document import Manner
from annotations.library import Library
from tui.screens.reading import reopen

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
        assert "read partly as plain text" in desk.right
        await desk.go("the second point")
        await desk.press("s", "c")
        before = desk.page.document.text
        await desk.press("gR")
        assert "• the first point • the second point" in desk.page.document.text
        assert "plain text" not in desk.right
        passage = desk.library.passages(desk.screen.session.source)[0]
        assert desk.page.document.text[passage.start : passage.end] == "the second point, which matters"
        await desk.press("gR")
        assert desk.page.document.text == before
        assert desk.page.document.text[desk.page.cursor :].startswith("the ")
        assert desk.left.startswith("read partly as plain text")
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


LARGE = "# Points\n\n" + "".join(
    f"• point {number} of many{', and what it says' * 30}\n• and what belongs to it\n\n" for number in range(900)
)


async def test_a_large_source_is_read_in_the_other_manner_between_the_keys(sit: "Sit", folder: Path) -> None:
    """The page says what happens until the place of the cursor has been read; then the same words are under it."""
    (folder / "0-large.md").write_text(LARGE, encoding="utf-8")
    async with sit() as desk:
        await desk.go("732 of many")
        await desk.burst("gR")
        assert desk.shows("Reading it as Markdown throughout…")
        assert desk.page.view.empty
        for keys in ("c", "]a"):
            await desk.burst(keys)
            assert "still loading" in desk.left
        await desk.until(lambda: "read as Markdown throughout" in desk.left)
        assert desk.here.startswith("732 of many")
        assert desk.under_cursor
        await desk.press("u")
        await desk.until(lambda: desk.page.document.manner == Manner.MIXED.value)
        assert desk.here.startswith("732 of many")


@pytest.mark.parametrize("keys", ["gR", "u"])
async def test_the_other_manner_is_given_up_before_it_was_read(sit: "Sit", folder: Path, keys: str) -> None:
    """Whoever changes his mind meanwhile has the text as it was, at his place."""
    (folder / "0-large.md").write_text(LARGE, encoding="utf-8")
    async with sit() as desk:
        before = desk.text
        await desk.go("732 of many")
        await desk.burst("gR")
        await desk.burst(keys)
        await desk.until(lambda: not desk.page.view.empty)
        assert desk.here.startswith("732 of many")
        await desk.until(lambda: desk.screen.pages.active.reading_on is None)
        assert desk.text == before


async def test_another_source_can_be_opened_while_one_is_read_in_the_other_manner(sit: "Sit", folder: Path) -> None:
    """It is left like any other, and read in its manner when it is come back to."""
    (folder / "0-large.md").write_text(LARGE, encoding="utf-8")
    async with sit() as desk:
        await desk.go("732 of many")
        await desk.burst("gR")
        await desk.burst("]s")
        await desk.quiet()
        other = desk.text
        assert "pears" in other
        await desk.burst("[s")
        await desk.until(lambda: "point 899" in desk.text)
        assert desk.page.document.manner == Manner.MARKDOWN.value


async def test_another_source_is_opened_while_a_file_is_decoded(
    sit: "Sit", folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place in the large file is not looked for in the source that is on the page by then."""
    (folder / "0-large.md").write_text(LARGE, encoding="utf-8")
    async with sit() as desk:

        async def open_another(_: Library, large: str) -> None:
            desk.screen.pages.active.show(next(one.id for one in desk.library.sources() if one.id != large))

        await desk.go("732 of many")
        monkeypatch.setattr(reopen, "read_elsewhere", open_another)
        await desk.burst("gR")
        await desk.until(lambda: "pears" in desk.text)
        await desk.quiet()
        assert "pears" in desk.text


async def test_a_source_that_goes_while_it_is_read_again_says_so(sit: "Sit", folder: Path) -> None:
    """Nothing breaks where the file cannot be read any more; the key again finds it when it is back."""
    (folder / "0-large.md").write_text(LARGE, encoding="utf-8")
    async with sit() as desk:
        (folder / "0-large.md").write_bytes(bytes(range(256)) * 4000)
        await desk.burst("gR")
        await desk.until(lambda: desk.shows("This source cannot be read") and "binary file" in desk.left)
        assert "Internal error" not in desk.left
