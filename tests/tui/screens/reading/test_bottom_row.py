"""The keys that matter at a moment are painted in the bottom row at every width."""

from itertools import product
from typing import TYPE_CHECKING

from tui.keys.bottom_row import MOMENTS, ROWS, offered
from tui.keys.command_table import COMMANDS, shown
from tui.keys.keymap import default_keys

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit

SIZES = ((80, 24), (40, 12))
"""The narrowest terminals with long and with short labels: what has room there has it in wider ones."""


async def _named_everywhere(desk: "Desk", *hints: str) -> None:
    """Assert that hints are whole in the bottom row at each of the sizes."""
    for size in SIZES:
        await desk.resize(*size)
        row = desk.strips()[-1].text
        for hint in hints:
            assert hint in row, (size, row)


async def test_what_a_moment_asks_for_is_in_the_bottom_row(sit: "Sit") -> None:
    """Next and previous match after a search, back after a jump, redo after an undo, and how a comparison is closed."""
    async with sit() as desk:
        await desk.press("/", *"rows", "enter")
        await _named_everywhere(desk, "n next", "N previous")
        await desk.press("escape")
        assert "N previous" not in desk.footer
        await desk.press("G")
        await _named_everywhere(desk, "Ctrl-O back")
        await desk.press("k", "ctrl+o")
        await _named_everywhere(desk, "Alt-O forward")
        await desk.press("c")
        assert "Alt-O" not in desk.footer
        await desk.press("u")
        await _named_everywhere(desk, "Ctrl-R redo")
        await desk.press("ctrl+r")
        assert "Ctrl-R" not in desk.footer
        await desk.press("gv")
        await _named_everywhere(desk, "gv close")
        await desk.press("/", *"rows", "enter")
        await _named_everywhere(desk, "gv close", "n next")
        await desk.press("gv")
        assert "gv close" not in desk.footer


async def test_a_list_over_the_page_names_its_order_and_the_way_back(sit: "Sit") -> None:
    """The board, the disputes and the statistics name the key that sorts; after an undo on the board, redo comes first."""
    async with sit() as desk:
        await desk.go("Apples bring")
        await desk.press("c")
        for opening in ("gc", "gT"):
            await desk.press(opening)
            await _named_everywhere(desk, "s sort", "Esc leave")
            await desk.press("escape")
        await desk.press("gc", "r", "u")
        await _named_everywhere(desk, "Ctrl-R redo")


def test_each_row_ends_with_help_and_names_no_key_twice() -> None:
    """Whatever is true at the moment; while the library is read-only nothing that writes is offered."""
    keys = default_keys()
    writing = {shown(keys[one.id][0]) for one in COMMANDS.values() if one.writes and one.where and keys.get(one.id)}
    for row, moments, read_only in product(ROWS, (MOMENTS, ()), (False, True)):
        found = offered(row, moments, keys, on_page=True, read_only=read_only)
        named = [key for key, _ in found]
        assert len({*named}) == len(named)
        assert found[-1] in (("?", "help"), ("q", "quit"))
        assert not (read_only and writing.intersection(named))
