"""Sizes of a screen: only the one of the terminal counts."""

from typing import TYPE_CHECKING

from textual import events
from textual.geometry import Size
from textual.message import Message

if TYPE_CHECKING:
    import pytest

    from tests.tui.conftest import Sit


class Between(Message):
    """A message between two sizes, which Textual would merge."""


async def test_an_outdated_size_in_the_queue_is_not_laid_out(sit: "Sit", monkeypatch: "pytest.MonkeyPatch") -> None:
    """Only the size of the terminal is laid out, and once. Textual lays out both, and each causes another Resize."""
    async with sit() as desk:
        layouts: list[Size | None] = []
        lay_out = desk.screen._refresh_layout

        def counted(size: Size | None = None, scroll: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own
            layouts.append(size)
            lay_out(size, scroll)

        monkeypatch.setattr(desk.screen, "_refresh_layout", counted)
        now, outdated = desk.app.size, Size(60, 20)
        for size in (outdated, now):
            desk.screen.post_message(events.Resize(size, size))
            desk.screen.post_message(Between())
        await desk.settle()
        assert layouts == [now]
