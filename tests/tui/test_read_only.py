"""A library that another program writes: nothing that changes it is offered, and its keys answer in one line."""

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from tests.tui.overlays import OVERLAYS, fill, let_go, shown
from tui.keys.command_table import COMMANDS, CONTEXTS, GROUPS, READ_ONLY, writing
from tui.keys.command_table import shown as keys_shown

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Sit

READING = [command for group in GROUPS for command in group.commands]


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_nothing_that_writes_is_offered(sit: "Sit", folder: "Path", size: tuple[int, int]) -> None:
    """Footer, key guide, menu, command line and help name no key that changes the library; place and state are shown."""
    with closing(Library.open([folder], author="writer", alone=True)) as writer:
        source = writer.sources()[0].id
        writer.add(source, 0, 11, tags=["claim"])
        async with sit(size=size) as desk:
            refused = {keys_shown(one.keys[0]) for one in READING if one.writes and one.keys}
            for keys in ("G", "gg", "s"):
                await desk.press(keys)
                assert "read-only" in shown(desk)
                assert "%" in desk.right.split()[-1]
                assert "1/3 orch" in desk.left or (keys == "s" and size[0] == 40)
                assert refused.isdisjoint(key for key, _ in desk.screen.query_one("#footer").hints)  # type: ignore[attr-defined]
            await desk.press("g")
            assert "other reading" not in shown(desk)
            await desk.press("escape", "g.")
            assert "note" not in shown(desk)
            assert not any(COMMANDS[one.id].writes for one in desk.choices.items)
            await desk.press("escape", "?")
            assert not any(one.id in COMMANDS and COMMANDS[one.id].writes for one in desk.choices.items)
            await desk.type("status")
            assert any(one.label.startswith(READ_ONLY) for one in desk.choices.items)
            await desk.press("escape", ":")
            assert not any(one.id in COMMANDS and COMMANDS[one.id].writes for one in desk.choices.items)


async def test_keys_that_write_answer_in_one_line(sit: "Sit", folder: "Path") -> None:
    """Each command that writes opens nothing, changes nothing and gives the reason; no other command is refused."""
    with closing(Library.open([folder], author="writer", alone=True)) as writer:
        writer.add(writer.sources()[0].id, 0, 11, tags=["claim"])
        async with sit() as desk:
            reason, before = desk.library.read_only, desk.library.all_annotations()
            assert reason
            for command in READING:
                if command.id in ("app.quit", "app.take_over", "app.suspend", "app.export"):
                    continue
                desk.screen.dispatcher.run(command.id)
                await desk.settle()
                told = (
                    desk.screen.notifications.message is not None and reason in desk.screen.notifications.message.text
                )
                assert told == command.writes, (command.id, desk.left)
                if command.writes:
                    assert desk.bare, command.id
                    assert desk.screen.notifications.question is None, command.id
                await let_go(desk)
                await desk.press("gr")
            assert desk.library.all_annotations() == before


async def test_screens_over_the_page_offer_and_change_nothing(sit: "Sit") -> None:
    """On each screen over the page the keys that change the library are no hints, and answer with the reason."""
    async with sit() as desk:
        await fill(desk)
        desk.library.flush()
        desk.library.store.read_only = "somebody else is writing"
        changes = len(desk.library.history.entries())
        for what, keys in OVERLAYS.items():
            await desk.press(*keys)
            screen = desk.app.screen
            if desk.bare or screen.context not in CONTEXTS or CONTEXTS[screen.context].typing:  # type: ignore[attr-defined]
                await let_go(desk)
                continue
            await desk.until(lambda: all(worker.is_finished for worker in desk.app.workers))
            for id_ in writing(screen.context):  # type: ignore[attr-defined]
                sequences = COMMANDS[id_].keys
                if id_ == "tag.own" or not sequences:
                    continue
                await desk.press(*sequences[0].split(" "))
                assert desk.app.screen is screen, (what, id_)
                assert "somebody else is writing" in shown(desk), (what, id_)
            await let_go(desk)
        assert len(desk.library.history.entries()) == changes
