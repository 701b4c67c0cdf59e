"""A program of its own that has a library for itself, until its input ends."""

import subprocess
import sys
from pathlib import Path

_PROGRAM = """
import sys
from pathlib import Path
from annotations.library import Library

library = Library.open([Path(sys.argv[1])], author="first", alone=True)
source = library.sources()[0].id
start = library.document(source).text.index("1902")
library.add(source, start, start + 4)
library.flush()
print("there", flush=True)
sys.stdin.read()
"""


def hold(folder: Path) -> "subprocess.Popen[bytes]":
    """A program that has the library for itself."""
    return subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, str(folder)],
        cwd=Path(__file__).parents[1],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
