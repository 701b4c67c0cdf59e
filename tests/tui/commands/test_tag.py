"""Tagging, adjusting, notes and deleting: what the keys do is on disk, and nothing on the screen moves."""

from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from tui.screens.note_editor import NoteEditor, NoteText
from tui.screens.pickers.tag_picker import TagPicker

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Sit

SENTENCE = "It has forty rows of trees."


@pytest.mark.parametrize(("key", "tag"), [("c", "claim"), ("f", "figure"), ("o", "opinion")])
async def test_a_key_tags_and_the_same_key_takes_it_off(sit: "Sit", key: str, tag: str) -> None:
    """The key tags the sentence, again takes it off, and on a selection it tags just that."""
    async with sit() as desk:
        await desk.go("of trees")
        await desk.press(key)
        await desk.quiet()
        assert desk.stored().tagged == {SENTENCE: [tag]}
        assert desk.left.startswith(f"tagged 1:1 {tag}")
        await desk.press(key)
        await desk.quiet()
        assert desk.stored().tagged == {}
        assert f"removed {tag} from 1:1, now empty: deleted" in desk.left
        assert "u undo" in desk.left
        await desk.go("forty")
        await desk.press("ve", key)
        await desk.quiet()
        assert desk.stored().tagged == {"forty": [tag]}
        assert desk.page.selection is None
        assert desk.library.annotation("1:2").exact == "forty"


async def test_tags_gather_on_the_passage_under_the_cursor(sit: "Sit") -> None:
    """Without a selection a tag goes to the passage under the cursor; several tags stand in the codebook's order."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("ve", "o", "f", "c")
        await desk.quiet()
        assert desk.stored().tagged == {"forty": ["claim", "figure", "opinion"]}
        await desk.press("f")
        await desk.quiet()
        assert desk.stored().tagged == {"forty": ["claim", "opinion"]}


async def test_a_selection_that_is_a_passage_is_that_passage(sit: "Sit") -> None:
    """Selecting exactly what is tagged already tags that passage, not a second one on the same words."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("s", "c", "s", "f")
        assert [a.tags for a in desk.annotations] == [("claim", "figure")]


async def test_repeat_gives_the_last_tag_again(sit: "Sit") -> None:
    """The full stop gives the tag that was given last; before any was, it says so."""
    async with sit() as desk:
        await desk.press(".")
        assert "no tag to repeat yet" in desk.left
        await desk.go("forty")
        await desk.press("o", ")", ".")
        assert [a.tags for a in desk.annotations] == [("opinion",), ("opinion",)]


async def test_digits_tag_a_selection_and_count_otherwise(sit: "Sit", folder: "Path") -> None:
    """A digit gives the codebook's tag to a selection; without one it counts, and so does a digit of no tag."""
    (folder / ".postil").mkdir()
    (folder / ".postil" / "codebook.toml").write_text('[tags.date]\nkey = "1"\n', encoding="utf-8")
    async with sit() as desk:
        await desk.go("1902")
        await desk.press("ve", "1")
        await desk.quiet()
        assert desk.stored().tagged == {"1902": ["date"]}
        await desk.press("gg", "1", "l")
        assert desk.page.cursor == 1
        await desk.press("v", "3", "l")
        assert desk.selected == "he o"
        assert len(desk.annotations) == 1


async def test_the_picker_gives_a_tag_and_makes_one(sit: "Sit") -> None:
    """T narrows as one types and gives the tag; a name that is not there is made, in one step of undo."""
    async with sit() as desk:
        await desk.go("of trees")
        await desk.press("t")
        assert isinstance(desk.app.screen, TagPicker)
        assert [choice.id for choice in desk.choices.items] == ["claim", "figure", "opinion"]
        await desk.type("fig")
        assert desk.choices.items[0].id == "figure"
        await desk.press("enter")
        await desk.quiet()
        assert desk.stored().tagged == {SENTENCE: ["figure"]}
        await desk.press(")", "t")
        await desk.type("hear say")
        await desk.press("enter")
        await desk.quiet()
        assert desk.stored().tagged["Nobody counts them now."] == ["hear say"]
        assert "hear say" in desk.stored().tags
        assert desk.library.tag("hear say").key == "1"
        await desk.press("u")
        await desk.quiet()
        assert "hear say" not in desk.stored().tags
        assert desk.stored().tagged == {SENTENCE: ["figure"]}


async def test_the_picker_marks_what_is_given_and_esc_leaves(sit: "Sit") -> None:
    """The picker says which tags the passage has; Esc changes nothing, and Enter on a given one takes it off."""
    async with sit() as desk:
        await desk.go("of trees")
        await desk.press("c", "f", "t")
        marked = [choice.id for choice in desk.choices.items if "✓ remove" in choice.detail]
        assert set(marked) == {"claim", "figure"}
        await desk.press("down", "escape")
        assert [a.tags for a in desk.annotations] == [("claim", "figure")]
        await desk.press("t")
        await desk.type("claim")
        await desk.press("enter")
        assert [a.tags for a in desk.annotations] == [("figure",)]


@pytest.mark.parametrize("name", ["x" * 201, "\x1b[31m"])
async def test_a_name_that_cannot_be_a_tag_is_refused_in_one_line(sit: "Sit", name: str) -> None:
    """A tag that cannot be made is refused in the status bar, and nothing is tagged."""
    async with sit() as desk:
        await desk.press("t")
        desk.typed.value = name
        await desk.settle()
        await desk.press("enter")
        assert "cannot be a tag" in desk.left
        assert not desk.annotations


async def test_tagging_moves_nothing(sit: "Sit") -> None:
    """Tagging leaves cursor and view where they are, and of the text only its tint and gutter change."""
    async with sit(size=(130, 20)) as desk:
        await desk.to_source(3)
        await desk.press("40%", "(")
        before, rows = (desk.page.view.top, desk.page.cursor), desk.rows()
        strips = [desk.page.render_line(y) for y in range(desk.page.size.height)]
        await desk.press("c")
        assert (desk.page.view.top, desk.page.cursor) == before
        gutter = desk.page.text_left + desk.page.gutter_width
        assert [row[gutter:] for row in desk.rows()] == [row[gutter:] for row in rows]
        passage = desk.annotations[0]
        view = desk.page.view
        tinted = set(range(view.row_of(passage.start), view.row_of(passage.end - 1) + 1))
        changed = {y for y, strip in enumerate(strips) if strip != desk.page.render_line(y)}
        assert changed == tinted
        assert any("C" in desk.rows()[y][:gutter] for y in tinted)


async def test_each_tag_has_its_letter_in_the_gutter(sit: "Sit") -> None:
    """What a passage is tagged stands before its row, readable without any colour, and in the panel."""
    async with sit() as desk:
        await desk.go("of trees")
        await desk.press("c", "f")
        row = next(row for row in desk.rows() if "forty rows" in row)
        assert row.strip().startswith("CF ▏")
        assert desk.shows("1:1 CF It has forty", "#passages")
        assert desk.shows("C1 F1", "#sources")
        assert desk.shows("Passages · 1", "#passages")


async def test_overlapping_passages_take_turns(sit: "Sit") -> None:
    """The shortest passage under the cursor is the current one; gn makes the next one it, round and round."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("s", "c", "ve", "f", "h")
        found = []
        for _ in range(3):
            found.append(desk.left.split()[0])
            assert "of 2 · gn next" in desk.left
            await desk.press("gn")
        assert found == ["1:2", "1:1", "1:2"]
        await desk.press("o")
        assert {a.exact: a.tags for a in desk.annotations} == {SENTENCE: ("claim", "opinion"), "forty": ("figure",)}
        await desk.go("A last word")
        await desk.press("gn")
        assert "no passage under the cursor" in desk.left


async def test_from_passage_to_passage(sit: "Sit") -> None:
    """]a and [a go from passage to passage, with counts, and round the end of the text."""
    async with sit() as desk:
        for words in ("1902", "forty", "income", "rose"):
            await desk.go(words)
            await desk.press("ve", "c")
        await desk.press("gg", "]a")
        assert desk.here.startswith("1902")
        await desk.press("2]a")
        assert desk.here.startswith("income")
        await desk.press("[a")
        assert desk.here.startswith("forty")
        await desk.press("9]a")
        assert desk.here.startswith("rose")
        await desk.press("]a")
        assert desk.here.startswith("1902")
        assert desk.left == "1:1 · from the top again"
        await desk.press("[a")
        assert desk.here.startswith("rose")
        assert desk.left == "1:4 · from the end again"


async def test_bounds_are_adjusted_and_kept_by_enter(sit: "Sit") -> None:
    """> and < move one end of the passage by motions; Enter keeps the new bounds, tags and all."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("ve", "c", ">")
        assert "1:1: moving its end" in desk.left
        assert "Enter" in desk.footer
        await desk.press("e", "enter")
        await desk.quiet()
        assert desk.stored().tagged == {"forty rows": ["claim"]}
        assert "extent changed" in desk.left
        await desk.press("<", "b", "enter")
        await desk.quiet()
        assert desk.stored().tagged == {"has forty rows": ["claim"]}
        await desk.press("u", "u")
        assert [a.exact for a in desk.annotations] == ["forty"]


async def test_bounds_are_left_by_esc(sit: "Sit") -> None:
    """Esc leaves the extent as it was; with no passage under the cursor there are none to move."""
    async with sit() as desk:
        await desk.press("<")
        assert "no passage under the cursor" in desk.left
        await desk.go("forty")
        await desk.press("ve", "c", ">", "3w", "escape")
        assert "extent unchanged" in desk.left
        assert [a.exact for a in desk.annotations] == ["forty"]
        assert desk.page.selection is None
        await desk.go("forty")
        await desk.press("c")
        assert not desk.annotations


async def test_bounds_that_are_taken_are_refused(sit: "Sit") -> None:
    """Bounds that another passage has are refused in one line, and both passages stay."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("v2e", "c")
        await desk.go("forty")
        await desk.press("ve", "f")
        assert desk.page.current is not None
        assert desk.page.current.annotation.exact == "forty"
        await desk.press(">", "e", "enter")
        assert "annotated already" in desk.left
        assert {a.exact for a in desk.annotations} == {"forty", "forty rows"}


async def test_a_note_is_saved_by_enter(sit: "Sit") -> None:
    """I writes a note on the passage: Ctrl-J is a new line, Enter saves it, and the panel shows it."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c", "i")
        assert isinstance(desk.app.screen, NoteEditor)
        await desk.type("Who ")
        await desk.press("ctrl+j")
        await desk.type("counted? [b] é")
        await desk.press("enter")
        await desk.quiet()
        assert [row["note"] for row in desk.stored().annotations] == ["Who \ncounted? [b] é"]
        assert desk.shows("✎ Who counted? [b] é", "#passages")
        await desk.press("u")
        assert [a.note for a in desk.annotations] == [""]


async def test_a_note_on_a_sentence_makes_it_a_passage(sit: "Sit") -> None:
    """A note where nothing is tagged makes a passage without tags; an empty note makes nothing."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("i", "enter")
        assert not desk.annotations
        await desk.press("i")
        await desk.type("hm")
        await desk.press("enter")
        await desk.quiet()
        assert desk.stored().tagged == {SENTENCE: []}


async def test_esc_keeps_a_draft(sit: "Sit") -> None:
    """A note left with Esc is not saved; i goes on with it where it was left."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c", "i")
        await desk.type("half a thou")
        await desk.press("escape")
        assert "draft kept" in desk.left
        assert [a.note for a in desk.annotations] == [""]
        await desk.press("i")
        await desk.type("ght")
        await desk.press("enter")
        assert [a.note for a in desk.annotations] == ["half a thought"]
        await desk.press("i", "escape", "i")
        assert desk.app.screen.query_one(NoteText).text == "half a thought"


async def test_what_is_pasted_into_a_note_stays_text(sit: "Sit") -> None:
    """A pasted text of several lines goes into the note once, as it is; on the page a paste does nothing."""
    async with sit() as desk:
        await desk.paste("dd\nq")
        assert not desk.annotations
        await desk.go("forty")
        await desk.press("c", "i")
        await desk.paste("one\ntwo [x]")
        await desk.press("enter")
        assert [a.note for a in desk.annotations] == ["one\ntwo [x]"]


async def test_deleting_tells_what_went_and_undo_brings_all_back(sit: "Sit") -> None:
    """Dd deletes the passage and says how many links went with it; u brings back passage, note and links."""
    async with sit() as desk:
        for words in ("1902", "forty", "income"):
            await desk.go(words)
            await desk.press("ve", "c")
        for other in ("1:1", "1:3"):
            desk.library.connect("1:2", other, "supports")
        desk.library.set_note("1:2", "kept")
        before = (desk.annotations, desk.links)
        await desk.go("forty")
        await desk.press("dd")
        assert "deleted 1:2 and its 2 links" in desk.left
        await desk.quiet()
        assert set(desk.stored().tagged) == {"1902", "income"}
        assert not desk.stored().links
        await desk.press("u")
        await desk.quiet()
        assert (desk.annotations, desk.links) == before
        assert len(desk.stored().links) == 2
        await desk.go("A last word")
        await desk.press("dd")
        assert "no passage here to delete" in desk.left


async def test_a_passage_in_the_panel_takes_the_same_keys(sit: "Sit") -> None:
    """In the panel of passages, tag, note and delete act on the passage under its cursor."""
    async with sit() as desk:
        for words in ("1902", "forty"):
            await desk.go(words)
            await desk.press("ve", "c")
        await desk.press("gp", "gg", "j", "o")
        assert desk.library.annotation("1:2").tags == ("claim", "opinion")
        await desk.press("i")
        await desk.type("here")
        await desk.press("enter")
        assert desk.library.annotation("1:2").note == "here"
        await desk.press("k", "dd")
        assert [a.exact for a in desk.annotations] == ["forty"]
        assert desk.screen.pane == "passages"


async def test_what_was_done_is_there_the_next_time(sit: "Sit", folder: "Path") -> None:
    """What the keys did is there when the library is opened anew, and so is the place in each source."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c", "i")
        await desk.type("a note")
        await desk.press("enter", "]s", "G")
        place = desk.page.cursor
        await desk.press("[s", "q")
        await desk.until(lambda: not desk.app.is_running)
    library = Library.open([folder])
    try:
        (kept,) = library.all_annotations()
        assert (kept.exact, kept.tags, kept.note, kept.author) == (SENTENCE, ("claim",), "a note", "tester")
        assert library.sources()[1].place == place
    finally:
        library.close()


async def test_quick_hands_write_and_do_not_command(sit: "Sit") -> None:
    """Keys that are typed behind the one that opens a screen go there, all of them and in order."""
    async with sit() as desk:
        await desk.burst("sci" + "dd c f u" + "\r")
        await desk.quiet()
        (made,) = desk.library.all_annotations()
        assert (made.note, made.tags) == ("dd c f u", ("claim",))
        await desk.burst("tfig\r")
        await desk.quiet()
        assert desk.library.annotation(made.id).tags == ("claim", "figure")
