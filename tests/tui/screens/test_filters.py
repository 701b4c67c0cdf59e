"""The filter of lists of records: words narrow the list, Enter goes back to it, Esc shows all again."""

from typing import TYPE_CHECKING

import pytest

from tests.tui.overlays import fill, let_go, shown
from tui.widgets.message_line import Caption

if TYPE_CHECKING:
    from tests.tui.conftest import Sit


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that changed are seen sooner than a person needs."""
    monkeypatch.setattr("tui.services.watch_sources.EVERY", 0.1)


async def test_every_list_of_records_is_filtered(sit: "Sit") -> None:
    """Only the records that have the words are listed, and the title or the row says how many there are."""
    cases = (
        ("gk", "suppo", 1),
        ("gk", "answ", 1),
        ("go", "paragraph", 1),
        ("go", "3-long", 2),
        ("g!", "unread", 0),
        ("T", "income", 1),
    )
    async with sit(size=(120, 36)) as desk:
        await fill(desk, lost=True)
        for opened, typed, found in cases:
            await desk.press(opened)
            await desk.until(lambda: all(worker.is_finished for worker in desk.app.workers))
            items = desk.app.screen.body.items  # type: ignore[attr-defined]
            whole = len(items.items)
            assert whole >= found, (opened, typed)
            await desk.press("/")
            await desk.type(typed)
            assert len(items.items) == found, (opened, typed)
            await desk.type("zzz")
            assert "No matches" in shown(desk), (opened, typed)
            await desk.press("enter")
            assert desk.app.screen.context != "filter"  # type: ignore[attr-defined]
            await desk.press("/", "escape")
            assert len(items.items) == whole, (opened, typed)
            await let_go(desk)


async def test_an_empty_list_offers_no_key_for_an_item(sit: "Sit") -> None:
    """Neither when it opens nor when a filter leaves nothing; with an item the keys come back."""
    async with sit(size=(100, 30)) as desk:

        def caption() -> str:
            return desk.app.screen.query(Caption).last().text

        for keys in ("gQ", "gL", "go", "gf"):
            await desk.press(*keys)
            await desk.quiet()
            assert caption().endswith("? keys · Esc leave")
            words = ("Enter", "delete", "accept", "rename", "reverse", "merge", "split")
            assert not [word for word in words if word in caption()], (keys, caption())
            await desk.press("escape")
        desk.library.searches.save("Fruit", "search", "pears")
        await desk.press("g", "Q")
        assert caption().startswith("Enter apply  e rename  dd delete")
        await desk.press("/", *"zzz", "enter")
        assert caption().startswith("/ filter")
        await desk.press("/", "escape")
        assert caption().startswith("Enter apply")
        await desk.press("d", "d")
        assert caption().startswith("deleted Fruit")
