"""Copying: what reaches the terminal's clipboard."""

import base64
import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Desk, Sit


@pytest.fixture(autouse=True)
def _no_system_clipboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the terminal's clipboard is there."""
    monkeypatch.setenv("SSH_TTY", "there")


def terminal(desk: "Desk", monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is written to the terminal from now on."""
    written: list[str] = []
    monkeypatch.setattr(desk.driver, "write", written.append)
    return written


def copied(written: list[str]) -> str:
    """What the last OSC 52 puts into the clipboard."""
    (payload,) = re.findall(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", "".join(written))
    written.clear()
    return base64.b64decode(payload, validate=True).decode()


async def test_y_copies_the_quote_with_its_citation(sit: "Sit", monkeypatch: pytest.MonkeyPatch) -> None:
    """Y copies the sentence, the selection or the passage, with title, file and line, and the address it has."""
    async with sit() as desk:
        written = terminal(desk, monkeypatch)
        await desk.go("forty")
        await desk.press("y")
        assert copied(written) == "“It has forty rows of trees.” — The orchard, 1-orchard.md:3"
        assert "copied to the terminal's clipboard" in desk.left
        await desk.press("v2ey")
        assert copied(written) == "“forty rows” — The orchard, 1-orchard.md:3"
        assert desk.page.selection is None
        await desk.go("It has")
        await desk.press("c", "y")
        assert copied(written) == "“It has forty rows of trees.” — The orchard, 1-orchard.md:3 [1:1]"
        await desk.press("Y")
        assert copied(written).endswith(f"[1:1]\n{desk.library.folder}#1:1")
        await desk.press("gp", "y")
        assert copied(written).endswith("[1:1]")


async def test_what_no_clipboard_takes_is_not_said_to_be_copied(sit: "Sit", folder: "Path") -> None:
    """A text too long for a terminal's clipboard is not sent to it, and that is said."""
    (folder / "0-huge.txt").write_text("A word or two. " * 6_000 + "\n", encoding="utf-8")
    async with sit() as desk:
        await desk.press("VGy")
        assert "no clipboard" in desk.left
