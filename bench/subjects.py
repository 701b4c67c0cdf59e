"""The measured programs and their keys."""

import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

from bench.sample import LAST, TITLE

_PEERS = Path(__file__).parent / "peers"
_PAGE_DOWN, _HOME, _END = b"\x1b[6~", b"\x1b[H", b"\x1b[F"


class Subject(NamedTuple):
    """A program to measure; a key that it does not have is ``b""``."""

    name: str
    command: tuple[str, ...]
    """Command, to which the path of the source is added."""
    shows: str = TITLE
    """Text on the first screen."""
    last: str = LAST
    """Text at the end of the source."""
    page: bytes = _PAGE_DOWN
    top: bytes = b""
    end: bytes = b""
    find: tuple[bytes, bytes] | None = None
    """Keys before and after a search word."""

    @property
    def installed(self) -> bool:
        """Whether the program is installed."""
        return shutil.which(self.command[0]) is not None


BARE = Subject("bare Textual app", (sys.executable, str(_PEERS / "bare.py")), shows="keys: 0", page=b"x")
"""The baseline: it shows one line, whatever the source."""


def postil(command: tuple[str, ...]) -> Subject:
    """Return postil, started with `command`."""
    return Subject("postil", command, top=b"gg", end=b"G", find=(b"/", b"\r"))


def peers() -> tuple[Subject, ...]:
    """Return the other programs, including those that are not installed.

    Frogmouth needs an older Textual and so its own environment; FROGMOUTH names the program.
    """
    frogmouth = os.environ.get("FROGMOUTH", "frogmouth")
    return (
        Subject("MarkdownViewer", (sys.executable, str(_PEERS / "viewer.py")), top=_HOME, end=_END),
        Subject("TextArea", (sys.executable, str(_PEERS / "area.py"))),
        Subject("frogmouth", (frogmouth,), top=_HOME, end=_END),
        Subject("less", ("less",), top=b"g", end=b"G", find=(b"/", b"\r")),
        Subject("vim", ("vim", "--clean", "-n", "-R"), top=b"gg", end=b"G", find=(b"/", b"\r")),
    )
