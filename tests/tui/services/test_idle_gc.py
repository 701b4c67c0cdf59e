"""Full rounds of the garbage collector: never while somebody types."""

import gc
import time
from typing import TYPE_CHECKING
from weakref import ref

from tui.services.idle_gc import AWAY, IDLE, IdleCollector

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


async def test_full_rounds_wait_until_no_key_is_pressed(sit: "Sit") -> None:
    """While keys come there is none, in a pause what is new goes, and later also what was there in an earlier round."""
    before = gc.get_threshold()
    async with sit() as desk:
        assert gc.isenabled()
        assert gc.get_threshold()[2] > 1_000_000
        garbage, keyboard = desk.app.garbage, desk.app.keyboard
        garbage._began = 0.0
        ring = old_ring()
        found = ref(ring)
        del ring
        for _ in range(20):
            gc.collect(1)
        await desk.press("j")
        garbage.look()
        assert found() is not None
        keyboard.pressed_at = time.monotonic() - IDLE
        garbage.look()
        assert found() is None
        kept = old_ring()
        gc.freeze()
        found = ref(kept)
        del kept
        keyboard.pressed_at = time.monotonic() - AWAY
        garbage.look()
        assert found() is None
    assert gc.get_threshold() == before


async def test_a_round_through_everything_is_not_done_again_while_nobody_is_there(sit: "Sit") -> None:
    """After the one round of a long pause there is no other one, as long as nothing new has come."""
    rounds: list[str] = []
    async with sit() as desk:
        garbage = IdleCollector(desk.screen)
        garbage._began = desk.app.keyboard.pressed_at = time.monotonic() - 2 * AWAY
        gc.callbacks.append(lambda phase, info: rounds.append(phase) if info["generation"] == 2 else None)
        try:
            garbage.look()
            assert rounds == ["start", "stop"]
            garbage.look()
            assert rounds == ["start", "stop"]
        finally:
            gc.callbacks.pop()
