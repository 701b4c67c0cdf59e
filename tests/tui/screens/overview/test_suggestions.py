"""Suggestions on the screen: accepted and rejected by keys, undone there; the page does not move."""

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from tests.tui.overlays import shown
from tui.widgets.message_line import Caption

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


async def ready(desk: "Desk", *keys: str) -> None:
    """Press keys, and wait until the sources are read."""
    await desk.press(*keys)
    await desk.until(lambda: all(worker.is_finished for worker in desk.app.workers))
    await desk.settle()


@pytest.mark.parametrize("size", [(120, 40), (40, 12)])
async def test_suggestions_are_accepted_rejected_and_undone(sit: "Sit", size: tuple[int, int]) -> None:
    """One or several marked ones at a time; each decision is one change, and nothing on the page moves."""
    async with sit(size=size) as desk:
        page, before = desk.rows(), len(desk.library.all_annotations())
        await ready(desk, "gS")
        rows = desk.rows("#entries")
        assert rows[0].strip().startswith("Suggestions · ")
        count = len(desk.app.screen.body.items.items)  # type: ignore[attr-defined]
        await ready(desk, "a")
        assert len(desk.library.all_annotations()) == before + 1
        await desk.press(" ", " ", "x")
        assert len(desk.library.review.dismissals()) == 2
        assert "rejected 2" in shown(desk)
        assert len(desk.app.screen.body.items.items) == count - 3  # type: ignore[attr-defined]
        await desk.press("u", "u")
        assert len(desk.app.screen.body.items.items) == count  # type: ignore[attr-defined]
        assert not desk.library.review.dismissals()
        await desk.press("u")
        assert len(desk.library.all_annotations()) == before
        await desk.press("escape")
        assert desk.rows() == page


async def test_undo_knows_what_was_done_here_in_this_sitting(sit: "Sit") -> None:
    """After another overview and after the page; not what was done there, nor what was undone there."""
    async with sit(size=(80, 24)) as desk:
        await ready(desk, "gS")
        await ready(desk, "a")
        await ready(desk, "x")
        before = len(desk.annotations)
        await ready(desk, "gc")
        await desk.press("r")
        reviewed = [row.key for row in desk.library.board().rows if row.reviewed]
        await ready(desk, "gS")
        await desk.press("u")
        assert (len(desk.annotations), desk.library.review.dismissals()) == (before, [])
        await desk.press("q")
        await ready(desk, "gS")
        assert "u undo" in desk.app.screen.query(Caption).last().text
        await desk.press("u")
        assert len(desk.annotations) == before - 1
        await desk.press("u")
        assert "no change was made here" in shown(desk)
        assert [row.key for row in desk.library.board().rows if row.reviewed] == reviewed
        await ready(desk, "a")
        await desk.press("escape", "u")
        await ready(desk, "gS")
        assert "u undo" not in desk.app.screen.query(Caption).last().text
        await desk.press("u")
        assert "no change was made here" in shown(desk)


@pytest.mark.parametrize("keys", [("g", "S"), (":", *"lint", "enter")], ids=["suggestions", "lint"])
async def test_esc_ends_the_reading_of_a_long_source(
    sit: "Sit", tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    """At once, with nothing left at work."""
    long = tmp_path / "long"
    long.mkdir()
    (long / "1.txt").write_text(
        "Sales rose from 19 to 20 million euros, or 9.3 %, in 2020.\n\n" * 4000, encoding="utf-8"
    )
    async with sit(long, size=(80, 24)) as desk:
        monkeypatch.setattr("tui.tasks.SLICE", 0.0)
        monkeypatch.setattr("tui.screens.overview.suggestions._EVERY", 0.0)
        await desk.press(*keys)
        await desk.until(lambda: "% read" in shown(desk))
        assert [worker for worker in desk.app.workers if not worker.is_finished]
        await desk.press("escape")
        assert desk.bare
        assert not [worker for worker in desk.app.workers if not worker.is_finished]


async def test_the_list_is_narrowed_and_leads_to_the_place(sit: "Sit") -> None:
    """By the tag, by words, to all sources and by place; Enter goes to the words."""
    async with sit() as desk:
        await ready(desk, "gS", "t")
        assert "· figures ·" in desk.rows("#entries")[0]
        assert all(" F " in row for row in desk.rows("#entries")[1:] if row.strip())
        await desk.press("t", "t", "t")
        await ready(desk, "tab", "s")
        assert "in all sources · by place" in desk.rows("#entries")[0]
        await desk.press("/", *"forty", "enter")
        one = desk.app.screen.body.selected  # type: ignore[attr-defined]
        await desk.press("enter")
        await desk.until(lambda: desk.bare)
        assert desk.page.document.text[desk.page.cursor :].startswith(one.words)


async def test_a_read_only_library_offers_nothing_that_writes(sit: "Sit", folder: Path) -> None:
    """The list can be read; its keys for decisions are not shown, and answer with the reason."""
    with closing(Library.open([folder], author="writer", alone=True)) as writer:
        writer.add(writer.sources()[0].id, 0, 11, tags=["claim"])
        async with sit() as desk:
            await ready(desk, "gS")
            assert "accept" not in desk.app.screen.caption.text  # type: ignore[attr-defined]
            count = len(desk.app.screen.body.items.items)  # type: ignore[attr-defined]
            await desk.press("a", "x", " ")
            assert len(desk.app.screen.body.items.items) == count > 0  # type: ignore[attr-defined]
            assert not writer.review.dismissals()


async def test_an_empty_list_says_where_to_look(sit: "Sit", folder: Path) -> None:
    """In a source without figures, claims and opinions."""
    (folder / "0-plain.txt").write_text("See below.\n", "utf-8")
    async with sit() as desk:
        desk.screen.open_source(next(one.id for one in desk.library.sources() if one.path == "0-plain.txt"))
        await desk.settle()
        await ready(desk, "gS")
        assert "Nothing to suggest in this source" in shown(desk)
        assert "Tab looks in all sources" in shown(desk)


async def test_the_hint_for_other_sources_names_what_the_key_does_now(sit: "Sit", folder: "Path") -> None:
    """The open source or all of them; without an open source there is no hint, and the key says why."""
    async with sit(folder) as desk:
        await desk.to_source(1)
        await ready(desk, "gS")
        assert "Tab all sources" in shown(desk)
        await ready(desk, "tab")
        assert "Tab this source" in shown(desk)
        await ready(desk, "tab")
        assert "Tab all sources" in shown(desk)
