"""A merge driver of git that is answered by a thread of the test: as `postil merge`, without the start of a program."""

import io
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr
from pathlib import Path
from typing import NamedTuple

from tests.cloning import git
from tui.cli import main


class Merges(NamedTuple):
    """The merges that git asked for."""

    codes: list[int]
    lines: list[str]
    """What was printed."""


@contextmanager
def answering(folder: Path) -> Iterator[tuple[str, Merges]]:
    """The driver's command, and what came of it, while a thread answers it by way of two pipes in a folder."""
    ask, reply = folder / "ask", folder / "reply"
    for pipe in (ask, reply):
        os.mkfifo(pipe)
    found = Merges([], [])

    def answer() -> None:
        while (text := ask.read_text(encoding="utf-8")) != "end":
            where, *names = text.split("\n")[:4]
            with redirect_stderr(io.StringIO()) as printed:
                code = main(["merge", *(str(Path(where, name)) for name in names)])
            found.codes.append(code)
            found.lines.extend(printed.getvalue().splitlines())
            reply.write_text(f"{code}\n", encoding="utf-8")

    thread = threading.Thread(target=answer)
    thread.start()
    command = f"printf '%%s\\n' \"$PWD\" %O %A %B >'{ask}'; read code <'{reply}'; exit $code"
    try:
        yield command, found
    finally:
        ask.write_text("end", encoding="utf-8")
        thread.join()


def use(folder: Path, command: str) -> None:
    """Let git merge the library of a clone with a driver."""
    git(folder, "config", "merge.postil.driver", command)
    (folder / ".git/info/attributes").write_text(".postil/library.json merge=postil -text\n", encoding="utf-8")
