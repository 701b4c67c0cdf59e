"""Notes that are begun and left: kept, offered, and never in the way."""

from typing import TYPE_CHECKING

from annotations.store.drafts import Drafts
from tui.commands.base.registry import action
from tui.screens.note_editor import NoteEditor, NoteText

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.tui.conftest import Desk, Sit

SENTENCE = "Planted in 1902."


async def begin(desk: "Desk", words: str, note: str) -> None:
    """Begin a note at some words and leave it with Esc."""
    await desk.go(words)
    await desk.press("i")
    await desk.type(note)
    await desk.press("escape")
    await desk.quiet()


async def test_a_draft_outlives_the_program(sit: "Sit", folder: "Path") -> None:
    """A note left with Esc on a mere sentence is offered in the next sitting, and its key opens it wherever one is."""
    async with sit() as desk:
        await begin(desk, "Apples bring", "a thought")
        assert "draft kept" in desk.left
    async with sit() as desk:
        assert desk.left == "draft of a note on a passage of source 1 · i to open it"
        assert desk.footer == "i open it"
        await desk.press("i")
        assert desk.app.screen.query_one(NoteText).text == "a thought"
        await desk.type(" more")
        await desk.press("enter")
        await desk.quiet()
        assert {a.exact: a.note for a in desk.annotations} == {
            "Apples bring in 60% of the income, pears the rest.": "a thought more"
        }
        # The draft goes after the note is on disk.
        await desk.until(lambda: not (folder / ".postil" / "drafts.json").exists())
    async with sit() as desk:
        assert "draft of" not in desk.left


async def test_an_offer_is_not_in_the_way(sit: "Sit") -> None:
    """Any other key does what it always does, and the draft waits at its place."""
    async with sit() as desk:
        await begin(desk, SENTENCE, "one")
        await begin(desk, "They fell" if "They fell" in desk.text else "Then they fell", "two")
    async with sit() as desk:
        assert "(1 more) · i to open it" in desk.left
        await desk.press("g", "g", "}")
        assert desk.here.startswith("Planted")
        assert "draft of" not in desk.left
        await desk.press("i")
        assert desk.app.screen.query_one(NoteText).text == "one"
        await desk.press("escape")


async def test_an_emptied_draft_is_gone(sit: "Sit", folder: "Path") -> None:
    """A draft that is emptied is neither offered nor on disk."""
    async with sit() as desk:
        await begin(desk, SENTENCE, "abc")
        assert (folder / ".postil" / "drafts.json").exists()
        await desk.press("i", "backspace", "backspace", "backspace", "escape")
        await desk.quiet()
        assert not (folder / ".postil" / "drafts.json").exists()


async def test_a_note_that_cannot_be_saved_is_a_draft(sit: "Sit", folder: "Path") -> None:
    """In a library that is open read-only, what was written is kept apart from it and offered again."""
    home = folder / ".postil"
    home.mkdir()
    (home / "library.json").write_bytes(b"damaged")
    async with sit() as desk:
        await desk.go(SENTENCE)
        action("tag.note")(desk.screen.context, None)  # As if the note had been open before.
        await desk.settle()
        await desk.type("words")
        await desk.press("enter")
        await desk.quiet()
        assert not desk.annotations
    assert [path.name for path in home.iterdir()] == ["library.json"]
    assert [Drafts(home, read_only=True).get(key) for key in Drafts(home, read_only=True).newest_first()] == ["words"]


async def test_controls_in_a_note_are_signs(sit: "Sit") -> None:
    """What a terminal would obey is drawn as a sign of one character, and stays in the text as it is."""
    evil = "a\x1b[2Jb\x9bc\u202ed\u2066e\x07"
    async with sit() as desk:
        await desk.go(SENTENCE)
        await desk.press("i")
        area = desk.app.screen.query_one(NoteText)
        area.insert(evil)
        await desk.settle()
        drawn = "".join(area.render_line(y).text for y in range(area.size.height))
        assert not set(drawn) & set("\x1b\x9b\u202e\u2066\x07")
        assert "a␛[2Jb�c⇄d⇄e␇" in drawn
        assert area.text == evil
        await desk.press("escape")


async def test_without_an_editor_nothing_is_lost(sit: "Sit", monkeypatch: "pytest.MonkeyPatch") -> None:
    """Where EDITOR names no program, or the terminal cannot be handed over, one line says so and the note stays."""
    async with sit() as desk:
        await desk.go(SENTENCE)
        await desk.press("c", "i")
        await desk.type("words")
        await desk.press("enter")
        monkeypatch.setenv("EDITOR", "no-such-editor -x")
        await desk.press("E")
        assert desk.left.strip() == "EDITOR is set to 'no-such-editor -x', which is not installed."
        monkeypatch.setenv("EDITOR", "sh")
        await desk.press("E")
        assert "cannot run an editor: note unchanged" in desk.left
        assert not isinstance(desk.app.screen, NoteEditor)
        await desk.quiet()
        assert [a.note for a in desk.annotations] == ["words"]
        assert not list(desk.library.home.glob("*.md"))
