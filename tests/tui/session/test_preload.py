"""Reading ahead in another process, and the screen that shows what was read."""

import asyncio
import os
from pathlib import Path
from typing import cast

import pytest

from annotations.library import Library
from tests.tui.conftest import Desk, Sit
from tui.app import Postil
from tui.screens.reading.page_controller import PageController
from tui.session.preload import Ahead, first

LINE = "It was late again, as the [plan][p] said.\n\n"
LARGE = "# Trams\n\n" + LINE * 400 + ("word " * 800 + "\n\n") * 130


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The ids of the processes that are forked from now on."""
    ids: list[int] = []
    fork = os.fork

    def recording() -> int:
        process = fork()
        ids.append(process)
        return process

    monkeypatch.setattr(os, "fork", recording)
    return ids


def gone(process: int) -> bool:
    """Whether a process that was forked here is neither running nor waiting to be reaped."""
    try:
        os.waitpid(process, os.WNOHANG)
    except ChildProcessError:
        return True
    return False


def test_the_first_source_is_read_ahead(tmp_path: Path, forked: list[int]) -> None:
    """Its beginning is there once, and nothing of the process is left; other sources have none."""
    (tmp_path / "1.md").write_text(LARGE, "utf-8")
    (tmp_path / "2.md").write_text("Another.\n", "utf-8")
    library = Library.open([tmp_path])
    source = first(library)
    assert source is not None
    ahead = Ahead(library)
    assert ahead.take(library.sources()[1].id) is None
    begun = ahead.take(source.id)
    assert begun is None or (begun.title == "Trams" and not begun.complete)
    assert ahead.take(source.id) is None
    ahead.close()
    assert all(map(gone, forked))  # There is none on a single core.
    library.close()


def test_nobody_has_to_take_it(tmp_path: Path, forked: list[int]) -> None:
    """A program that ends before its first screen leaves no process behind; nor does a folder without a source."""
    for content in ("", LARGE):
        if content:
            (tmp_path / "1.md").write_text(content, "utf-8")
        library = Library.open([tmp_path])
        ahead = Ahead(library)
        ahead.close()
        library.close()
        assert content or not forked
        assert all(map(gone, forked))  # There is none on a single core either.


async def test_a_large_source_is_whole_after_its_beginning(sit: "Sit", folder: Path) -> None:
    """The first screen comes from the beginning alone; what is done then is right when the rest is there."""
    (folder / "0.md").write_text(LARGE + "The very end.\n", "utf-8")
    async with sit() as desk:
        await desk.press("j")
        await desk.press("G")
        await desk.quiet()
        assert desk.page.document is desk.library.document(desk.screen.session.source)
        assert desk.page.document.text.endswith("The very end.")
        assert desk.page.cursor == desk.page.document.length - 1


async def test_a_source_that_begins_otherwise_than_it_seemed_is_shown_as_it_is(sit: "Sit", folder: Path) -> None:
    """A definition in the last line makes links of what stood in brackets."""
    (folder / "0.md").write_text(LARGE + "[p]: /plan\n", "utf-8")
    async with sit() as desk:
        await desk.quiet()
        assert desk.page.document is desk.library.document(desk.screen.session.source)
        assert "[plan]" not in desk.page.document.text
        assert desk.screen.pages.active.reading_on is None


@pytest.mark.parametrize(("last", "alike"), [("The end.\n", True), ("[p]: /plan\n", False)])
async def test_nothing_is_recorded_on_a_beginning_that_is_not_the_source_s(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, last: str, alike: bool
) -> None:
    """A verb pressed before the whole is read records the words that are shown, or says that they are others now."""
    held, read_on = asyncio.Event(), PageController.read_on

    async def wait(leaf: PageController) -> None:
        await held.wait()
        await read_on(leaf)

    monkeypatch.setattr(PageController, "read_on", wait)
    (folder / "0.md").write_text(LARGE + last, "utf-8")
    library = Library.open([folder], author="tester", alone=True)
    async with Postil(library).run_test(size=(100, 30)) as pilot:
        desk = Desk(cast("Postil", pilot.app), pilot, library)
        await desk.until(lambda: desk.page.document.length)
        assert "[plan]" in desk.page.document.text
        await desk.press("}", "}", "c")
        assert len(desk.annotations) == int(alike)
        assert ("has changed" in desk.left) is not alike
        assert ("[plan]" in desk.page.document.text) is alike
        held.set()
        await desk.quiet()
        if not alike:
            await desk.press("c")
        words = "the [plan][p] said" if alike else "the plan said"
        assert [words in made.exact for made in desk.annotations] == [True]
    library.close()
