"""Facts of sources and memos in the program: edited, shown in the list, found, and undone."""

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from annotations.library import Library
from tui.screens.forms.source_facts import FactsForm
from tui.screens.note_editor import NoteEditor, NoteText

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

STATING = "---\nauthor: Anna Smith\ndate: 2026-04\n---\n\n# The orchard\n\nIt has forty rows.\n"


@pytest.fixture
def stating(folder: Path) -> Path:
    """The first source states its author and its date."""
    (folder / "1-orchard.md").write_text(STATING, encoding="utf-8")
    return folder


def box(desk: "Desk", fact: str) -> Input:
    """The box for a fact."""
    return desk.app.screen.query_one(f"#field-{fact}", Input)


@pytest.mark.parametrize("size", [(130, 30), (40, 12)])
async def test_facts_are_edited_as_one_change(sit: "Sit", stating: Path, size: tuple[int, int]) -> None:
    """Every field is in sight, Tab goes from one to the next, Enter saves, and one undo takes all back."""
    async with sit(stating, size) as desk:
        await desk.press("F")
        assert isinstance(desk.app.screen, FactsForm)
        assert all(
            one.region.height and desk.app.screen.region.contains_region(one.region)
            for one in desk.app.screen.query(Input)
        )
        assert box(desk, "author").placeholder == "Anna Smith · from the file"
        assert box(desk, "author").value == ""
        await desk.press("tab", "tab", "The Post", "tab", "tab", "https://example.org", "down", "PRIMARY", "tab", "B2")
        await desk.press("tab", "3, 2", "enter")
        assert desk.bare
        source = desk.library.sources()[0]
        assert source.facts == {
            "publisher": "The Post", "url": "https://example.org", "kind": "primary", "credibility": "B2",
        }  # fmt: skip
        assert [desk.library.source(one).number for one in source.derived_from] == [3, 2]
        assert (source.fact("author"), source.fact("published")) == ("Anna Smith", "2026-04")
        assert "source 1: changed publisher, address, kind, credibility and origin" in desk.left
        await desk.press("u")
        assert (desk.library.sources()[0].facts, desk.library.sources()[0].derived_from) == ({}, ())


async def test_what_cannot_be_a_fact_is_one_line_and_keeps_the_form(sit: "Sit", stating: Path) -> None:
    """Nothing is saved until it is right; Esc leaves everything as it was."""
    async with sit(stating) as desk:
        await desk.press("F", "tab", "tab", "tab", "soon", "enter")
        assert desk.shows("“soon” is not a date such as 2026-04-08.", ".caption:last-child") or any(
            "is not a date" in strip.text for strip in desk.strips()
        )
        assert isinstance(desk.app.screen, FactsForm)
        await desk.press("escape")
        assert desk.bare
        assert desk.library.sources()[0].facts == {}
        assert not desk.library.history.entries()


async def test_a_fact_is_reset_or_said_not_to_be(sit: "Sit", stating: Path) -> None:
    """An empty box is what the file states, `none` is nothing, and the key to the right takes over what is stated."""
    async with sit(stating) as desk:
        await desk.press("F", "tab", "none", "tab", "tab", "right", "-08", "enter")
        source = desk.library.sources()[0]
        assert (source.fact("author"), source.fact("published")) == ("", "2026-04-08")
        await desk.press("F", "tab")
        assert box(desk, "author").value == "none"
        await desk.press(*["backspace"] * 4, "enter")
        assert desk.library.sources()[0].fact("author") == "Anna Smith"


async def test_the_list_shows_facts_and_memos(sit: "Sit", stating: Path) -> None:
    """Facts below the source, a mark for a memo; `F` and `i` are about the source under the cursor."""
    async with sit(stating) as desk:
        await desk.until(lambda: desk.shows("2026-04 · Anna Smith", "#sources"))
        await desk.press("g", "s", "j", "i")
        assert isinstance(desk.app.screen, NoteEditor)
        assert any("Memo on source 2" in strip.text for strip in desk.strips())
        await desk.type("A letter without a date.")
        await desk.press("enter")
        assert "memo on source 2" in desk.left
        assert desk.shows("✎", "#sources")
        await desk.press("i")
        assert desk.app.screen.query_one(NoteText).text == "A letter without a date."
        await desk.press("escape", "u")
        assert not desk.shows("✎", "#sources")


async def test_memos_on_a_tag_and_on_the_library(sit: "Sit") -> None:
    """By their commands; a memo is found where all is searched, and opens there."""
    async with sit() as desk:
        await desk.press("g", "I")
        await desk.type("Where the orchards are.")
        await desk.press("enter", ":")
        await desk.type("memo on tag")
        await desk.press("enter")
        await desk.type("figure")
        await desk.press("enter")
        await desk.type("Only with a unit, where orchards count.")
        await desk.press("enter")
        about = desk.library.about
        assert (about.memo("library"), about.memo("tag", "figure")) == (
            "Where the orchards are.", "Only with a unit, where orchards count.",
        )  # fmt: skip
        await desk.press("g", "/")
        await desk.type("orchards are")
        await desk.until(lambda: desk.shows("memo on the library", "#hits"))
        await desk.press("enter")
        assert desk.app.screen.query_one(NoteText).text == "Where the orchards are."
        await desk.press("escape", "g", "/")
        await desk.type("only with a unit")
        await desk.until(lambda: desk.shows("memo on the tag figure", "#hits"))


async def test_a_draft_of_a_memo_is_continued(sit: "Sit") -> None:
    """What was left with Esc is there the next time, also after the program ended."""
    async with sit() as desk:
        await desk.press("I")
        await desk.type("begun")
        await desk.press("escape")
        await desk.quiet()
        assert not desk.library.about.memos()
    async with sit() as desk:
        await desk.press("I")
        assert desk.app.screen.query_one(NoteText).text == "begun"


async def test_a_source_is_marked_read_and_unread(sit: "Sit") -> None:
    """To the cursor, whole, or not at all; undo gives back what was read before."""
    async with sit() as desk:
        library, source = desk.library, desk.screen.session.source
        await desk.go("It has forty rows")
        place = desk.page.cursor
        await desk.press("R", "r")
        assert any(start == 0 and end >= place for start, end in library.source(source).read)
        await desk.press("R", "a")
        assert library.read_share(source) == 1
        await desk.press("R", "u")
        assert library.read_share(source) == 0
        await desk.press("u")
        assert library.read_share(source) == 1
        await desk.press("g", "s", "j", "R")
        assert "read to here" not in desk.footer
        await desk.press("a")
        assert library.read_share(library.sources()[1].id) == 1


async def test_a_read_only_library_opens_no_form(sit: "Sit", folder: Path) -> None:
    """One line says who has it, and nothing is typed in vain."""
    other = Library.open([folder], author="other", alone=True)
    other.about.set_memo("library", "", "There is a library.")
    try:
        async with sit() as desk:
            for keys in (["F"], ["I"], ["R"], ["g", "I"]):
                await desk.press(*keys)
                assert desk.bare
                assert desk.library.read_only[:20] in desk.left
    finally:
        other.close()


async def test_hostile_facts_reach_no_terminal(sit: "Sit", folder: Path) -> None:
    """What a library or a file says of itself is shown as signs, in the list and in the form."""
    library = Library.open([folder], author="tester")
    one = library.sources()[0]
    library.about.set_facts(one.id, {"author": "[red]x[/red] \u202e"})
    library.about.set_memo("source", one.id, "memo\x1b[2J")
    library.close()
    async with sit() as desk:
        await desk.press("F")
        text = "".join(strip.text for strip in desk.strips())
        assert "[red]x[/red]" in text
        assert not {"\x1b", "\u202e"} & set(text)
        await desk.press("escape", "I")
        assert not {"\x1b", "\u202e"} & set("".join(strip.text for strip in desk.strips()))


async def test_undoing_a_fact_leaves_the_reader_where_they_are(sit: "Sit") -> None:
    """Facts have no place in the text of a source that is open."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("F", "A title", "enter")
        await desk.press("G")
        at = desk.page.cursor
        await desk.press("u")
        assert "undone: title" in desk.left
        assert desk.page.cursor == at
