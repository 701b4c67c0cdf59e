"""The programs that are measured, and which keys they take."""

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from bench.sample import LAST, TITLE

_PEERS = Path(__file__).parent / "peers"
_PAGE_DOWN, _HOME, _END = b"\x1b[6~", b"\x1b[H", b"\x1b[F"


class Subject(NamedTuple):
    """A program to measure; a key that it does not have is empty."""

    name: str
    command: tuple[str, ...]
    """What starts it; the source follows as its argument."""
    shows: str = TITLE
    """What is on the screen once it is there."""
    last: str = LAST
    """What is on the screen once it is at the end."""
    page: bytes = _PAGE_DOWN
    top: bytes = b""
    end: bytes = b""
    find: tuple[bytes, bytes] | None = None
    """What is typed before and after a word to find it."""

    @property
    def installed(self) -> bool:
        """Whether it can be started here."""
        return shutil.which(self.command[0]) is not None


BARE = Subject("bare Textual app", (sys.executable, str(_PEERS / "bare.py")), shows="keys: 0", page=b"x")
"""The floor: it shows one line, whatever the source."""


def postil(command: tuple[str, ...]) -> Subject:
    """postil, started by a command."""
    return Subject("postil", command, top=b"gg", end=b"G", find=(b"/", b"\r"))


def peers() -> tuple[Subject, ...]:
    """The other programs that show a text, those included that are not installed.

    Frogmouth needs an older Textual and therefore an environment of its own; FROGMOUTH names the program.
    """
    frogmouth = os.environ.get("FROGMOUTH", "frogmouth")
    return (
        Subject("MarkdownViewer", (sys.executable, str(_PEERS / "viewer.py")), top=_HOME, end=_END),
        Subject("TextArea", (sys.executable, str(_PEERS / "area.py"))),
        Subject("frogmouth", (frogmouth,), top=_HOME, end=_END),
        Subject("less", ("less",), top=b"g", end=b"G", find=(b"/", b"\r")),
        Subject("vim", ("vim", "--clean", "-n", "-R"), top=b"gg", end=b"G", find=(b"/", b"\r")),
    )
