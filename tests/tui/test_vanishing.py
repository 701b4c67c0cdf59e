"""Screens outlive what they show: records that are undone, deleted by another program, or whose sources go."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from tests.conftest import THOROUGH
from tests.tui.overlays import OVERLAYS, fill, let_go, shown

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

WRONG = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}|cannot be shown|went wrong")
"""What no screen may show: an id, a widget that could not be drawn, an unexpected error."""


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Others are looked for more often than a person needs."""
    monkeypatch.setattr("tui.services.follow_library.EVERY", 0.02)
    monkeypatch.setattr("tui.services.watch_sources.EVERY", 0.02)


def files(folder: Path) -> dict[Path, bytes]:
    """The files of the sources with what is in them."""
    return {path: path.read_bytes() for path in folder.glob("[0-9]*")}


def put_back(kept: dict[Path, bytes]) -> None:
    """Write the files again."""
    for path, data in kept.items():
        path.write_bytes(data)


def undone(desk: "Desk") -> None:
    """The program takes back all that was done."""
    while desk.annotations and desk.library.undo() is not None:
        pass


def deleted(desk: "Desk") -> None:
    """Another program deletes the passages, and with them the links."""
    other = Library.open([desk.library.folder], author="anna")
    for annotation in other.all_annotations():
        other.delete(annotation.id)
    other.close()


def files_gone(desk: "Desk") -> None:
    """The files of the sources are deleted."""
    for path in files(desk.library.folder):
        path.unlink()


def all_gone(desk: "Desk") -> None:
    """Another program takes the sources, whose files are gone, out of the library."""
    files_gone(desk)
    other = Library.open([desk.library.folder], author="anna")
    for source in other.sources():
        other.remove_source(source.id)
    other.close()


async def outlives(desk: "Desk", name: str, vanish: Callable[["Desk"], None]) -> None:
    """Have records go beneath a screen, which shows what is left, takes its keys, and closes.

    That the page takes keys again is seen when the next screen is opened.
    """
    await fill(desk, lost=name == "unsure")
    await desk.press(*OVERLAYS[name])
    assert not desk.bare, name
    vanish(desk)
    await desk.until(lambda: vanish is files_gone or not desk.annotations)
    assert not WRONG.search(shown(desk)), (name, shown(desk))
    for keys in (["j", "k", "tab", "space"], ["enter", "x", "u"]):
        await desk.press_at_once(*keys)
        assert not WRONG.search(shown(desk)), (name, keys, shown(desk))
    await let_go(desk)


@pytest.mark.parametrize(("vanish", "first"), [(undone, 0), (all_gone, 0), (deleted, 1), (files_gone, 1)])
async def test_screens_outlive_what_they_show(
    sit: "Sit", folder: Path, vanish: Callable[["Desk"], None], first: int
) -> None:
    """Each screen in turn, on records that are undone here or deleted elsewhere, and on sources that go.

    One way for records and one for sources on each screen; the thorough profile has every way on every screen.
    """
    async with sit(size=(80, 24)) as desk:
        for name in OVERLAYS if THOROUGH else list(OVERLAYS)[first::2]:
            kept = files(folder)
            await outlives(desk, name, vanish)
            put_back(kept)
        await desk.press("f1")
        assert not desk.bare
