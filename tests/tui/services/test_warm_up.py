"""Getting ready for the link finder while nothing else is to be done."""

import time
from typing import TYPE_CHECKING

from annotations.library import Library
from annotations.library.queries import Queries
from tui.services import warm_up

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.tui.conftest import Sit


async def test_the_index_is_built_before_it_is_asked_for(sit: "Sit", folder: "Path") -> None:
    """In slices; the finder then has only sentences left to take in, and what changed later it takes in itself."""
    library = Library.open([folder], author="tester")
    library.add(library.sources()[0].id, 0, 11, tags=["claim"])
    library.close()
    async with sit() as desk:
        preparing = desk.app.preparing
        while not preparing.done:
            preparing.work(time.monotonic())
        related = desk.screen.session.related
        assert related is not None
        assert desk.annotations[0].id in related.pieces
        left = [*related.steps()]
        assert not [step for step in left if step != (3, 3)][1:]
        assert len(left) > 50, "the sentences of three sources"
        await desk.press("]s")
        await desk.go("It has forty")
        await desk.press("s", "c", "L", "L")
        await desk.until(lambda: desk.shows("shares", "#hits"))
        assert desk.annotations[1].id in related.pieces


async def test_whoever_needs_it_at_once_does_it_himself(sit: "Sit") -> None:
    """Once the finder is open nothing goes on behind it."""
    async with sit() as desk:
        await desk.go("forty rows of")
        await desk.press("L", "L")
        assert desk.app.preparing.done


async def test_nothing_is_made_ready_for_whoever_only_reads(sit: "Sit", monkeypatch: "pytest.MonkeyPatch") -> None:
    """It begins when there is a passage, and then comes to its end by itself."""
    looks: list[bool] = []
    annotated = vars(Queries)["annotated"]

    def counting(library: Queries) -> bool:
        looks.append(annotated.fget(library))
        return looks[-1]

    imported: list[str] = []
    monkeypatch.setattr(Queries, "annotated", property(counting))
    monkeypatch.setattr(warm_up, "IDLE", 0.02)
    monkeypatch.setattr(warm_up, "import_module", imported.append)
    async with sit() as desk:
        preparing = desk.app.preparing
        await desk.until(lambda: len(looks) > 2)
        assert not any(looks)
        assert desk.screen.session.board is None
        assert not preparing.done
        await desk.until(lambda: imported == [*warm_up._MODULES])
        await desk.press("s", "c")
        await desk.until(lambda: preparing.done)
        await desk.until(lambda: imported == [*warm_up._MODULES, *warm_up._OF_PASSAGES])
        assert desk.screen.session.related is not None
        await desk.until(lambda: desk.screen.session.board is not None)


async def test_the_board_is_made_before_it_is_asked_for(sit: "Sit") -> None:
    """What changed after that is on it too when it is opened."""
    async with sit() as desk:
        await desk.go("It has forty")
        await desk.press("s", "c")
        await desk.app.preparing.make_board()
        view = desk.screen.session.board
        assert view is not None
        assert view.board is not None
        assert [row.words for row in view.board.rows] == ["It has forty rows of trees."]
        await desk.go("Apples bring in")
        await desk.press("s", "c", "gc")
        assert desk.shows("Apples bring in", "#claims")
        assert desk.screen.session.board is view


async def test_a_board_that_is_open_is_not_made_again(sit: "Sit") -> None:
    """What was typed into it stays."""
    async with sit() as desk:
        await desk.press("gc", "b", "q")
        view = desk.screen.session.board
        await desk.app.preparing.make_board()
        assert desk.screen.session.board is view
