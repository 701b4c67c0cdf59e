"""The link finder stays usable while a suggester of another package takes its time, or fails."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from annotations.search.suggesters import SUGGESTERS
from tests.tui.commands.test_find_links import offers, passages
from tui.screens.links.link_finder import PartnersScreen
from tui.session.settings import settings_file

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

PLUGIN = """
from threading import Event
from annotations.review.similarity.index import Match

called, gate, left = Event(), Event(), Event()

class Slow:
    description = "what a gate lets through"

    def pairs(self, passages, graph, rejections, *, most=500):
        raise ValueError("no pairs")

    def neighbours(self, passages, end, typed="", *, without=frozenset()):
        called.set()
        if not gate.wait(30):
            raise TimeoutError
        left.set()
        if typed == "f":
            raise ValueError("no way")
        return [Match(key, 0.5, f"asked {typed}".strip()) for key in passages.pieces if key not in without]
"""


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The module of an installed suggester that answers when its gate is opened; the settings name it."""
    folder = tmp_path / "site" / "gated-1.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: gated\nVersion: 1\n", "utf-8")
    (folder / "entry_points.txt").write_text(f"[{SUGGESTERS}]\nslow = gated_suggester:Slow\n", "utf-8")
    (folder.parent / "gated_suggester.py").write_text(PLUGIN, "utf-8")
    monkeypatch.syspath_prepend(str(folder.parent))
    monkeypatch.delitem(sys.modules, "gated_suggester", raising=False)
    settings_file().parent.mkdir(parents=True, exist_ok=True)
    settings_file().write_text('[suggest]\nuse = "slow"\n', "utf-8")
    module = import_module("gated_suggester")
    yield module
    module.gate.set()


async def asked(desk: "Desk", slow: Any) -> PartnersScreen:
    """Open the finder for a passage, and wait until the suggester is asked and the list says so."""
    await passages(desk)
    await desk.press("L", "L")
    screen = desk.app.screen
    assert isinstance(screen, PartnersScreen)
    await desk.until(slow.called.is_set)
    await desk.until(lambda: "asking slow…" in offers(desk).title)
    return screen


def reasons(desk: "Desk") -> set[str]:
    """Why passages are offered."""
    return {offer.reason for offer in offers(desk).items if isinstance(offer.end, str)}


async def test_keys_are_taken_while_a_suggester_is_asked(sit: "Sit", slow: Any) -> None:
    """Passages are ranked by their words until its answer comes; that to what is no longer asked is dropped."""
    async with sit(size=(80, 24)) as desk:
        await asked(desk, slow)
        assert len(offers(desk).items) > 1
        assert "asked" not in reasons(desk)
        await desk.press("h", "a")
        assert desk.shows("ha", "#typed")
        slow.gate.set()
        await desk.until(lambda: reasons(desk) == {"asked ha"})
        assert "asking" not in offers(desk).title
        await desk.press("escape")
        assert desk.bare


async def test_enter_is_about_the_best_for_what_was_typed(sit: "Sit", slow: Any) -> None:
    """Not about the best for what was typed before, which is shown until the words are compared."""
    async with sit(size=(80, 24)) as desk:
        screen = await asked(desk, slow)
        await desk.press_at_once(*"1911", "enter")
        await desk.until(lambda: screen.question.open)
        await desk.press_at_once("s")
        assert desk.bare
        assert "1911" in desk.library.annotation(desk.links[0].target).exact


async def test_an_answer_that_comes_after_the_finder_was_closed_is_dropped(sit: "Sit", slow: Any) -> None:
    """Esc does not wait for it, and nothing fails when it comes; the next question is answered."""
    async with sit(size=(80, 24)) as desk:
        await asked(desk, slow)
        await desk.press("escape")
        assert desk.bare
        slow.gate.set()
        await desk.until(slow.left.is_set)
        await desk.press("L")  # The link is still pending.
        await desk.until(lambda: reasons(desk) == {"asked"})


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_suggester_that_fails_is_named_with_what_to_do(sit: "Sit", slow: Any, size: tuple[int, int]) -> None:
    """At every width; passages are ranked by their words from then on."""
    async with sit(size=size) as desk:
        screen = await asked(desk, slow)
        slow.gate.set()
        await desk.press("f")
        await desk.until(lambda: "failed" in screen.caption.text)
        await desk.settle()
        shown = " ".join(
            "".join(segment.text for segment in screen.caption.render_line(row)).strip()
            for row in range(screen.caption.size.height)
        )
        assert "The suggester slow failed" in shown
        assert "report it" in shown
        assert "package gated" in shown
        await desk.until(lambda: "asking" not in offers(desk).title)
        assert not any(reason.startswith("asked") for reason in reasons(desk))
