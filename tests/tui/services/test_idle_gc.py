"""Full rounds of the garbage collector: never while somebody types."""

import gc
import time
from collections.abc import Callable
from types import SimpleNamespace
from typing import TYPE_CHECKING
from weakref import ref

import pytest

from tui.services import idle_gc
from tui.services.idle_gc import AWAY, EVERY, IdleCollector

if TYPE_CHECKING:
    from tests.tui.conftest import Sit


class Ring:
    """Something that only the collector finds when nobody has it any more."""

    def __init__(self) -> None:
        self.myself = self


def old_ring() -> Ring:
    """A ring that has come to stay: rounds through younger objects do not see it."""
    ring = Ring()
    gc.collect(1)
    gc.collect(1)
    return ring


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], float]:
    """Return a function that puts the collector's clock forward by some seconds and returns its time."""
    ahead = [0.0]
    monkeypatch.setattr(idle_gc, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + ahead[0]))

    def later(seconds: float) -> float:
        ahead[0] += seconds
        return time.monotonic() + ahead[0]

    return later


async def test_full_rounds_wait_until_the_user_is_away(sit: "Sit", later: Callable[[float], float]) -> None:
    """Neither while keys come nor in a short pause is there a full round, in which a key would wait; in a long one there is."""
    before = gc.get_threshold()
    async with sit() as desk:
        assert gc.isenabled()
        assert gc.get_threshold()[2] > 1_000_000
        garbage, keyboard = desk.app.idle_collector, desk.app.keyboard
        ring = old_ring()
        found = ref(ring)
        del ring
        for _ in range(20):
            gc.collect(1)
        keyboard.pressed_at = later(100)
        garbage.look()
        assert found() is not None
        later(AWAY - EVERY)
        garbage.look()
        assert found() is not None
        later(EVERY)
        garbage.look()
        assert found() is None
    assert gc.get_threshold() == before


async def test_a_round_through_everything_is_not_done_again_while_nobody_is_there(
    sit: "Sit", later: Callable[[float], float]
) -> None:
    """After the one round of a long pause there is no other one, as long as nothing new has come."""
    rounds: list[str] = []
    async with sit() as desk:
        garbage = IdleCollector(desk.screen)
        later(2 * AWAY)
        gc.callbacks.append(lambda phase, info: rounds.append(phase) if info["generation"] == 2 else None)
        try:
            garbage.look()
            assert rounds == ["start", "stop"]
            garbage.look()
            assert rounds == ["start", "stop"]
        finally:
            gc.callbacks.pop()
