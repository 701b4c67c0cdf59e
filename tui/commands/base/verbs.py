"""Verbs of the command line, run in another process while the program goes on."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import Final

from tui.commands.base.context import Context
from tui.text.cells import cell_len

_ROOT = Path(__file__).resolve().parents[3]
"""The folder of this package: the process runs this one even if the folder of sources has a package of the same name."""


_PATIENCE: Final = 1.5
"""Seconds for which the program stays when it is left, so that a file that was asked for is written."""


async def write_file(context: Context, verb: str, arguments: Sequence[str], target: Path) -> None:
    """Run a verb that writes the whole of a file or nothing, and show the last line that it prints."""
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    folder = str(context.library.folder)
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "tui", verb, folder, *arguments, "-o", str(target)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except OSError as error:
        context.notify(f"nothing was written: {error.strerror}", "warning")
        return
    try:
        _, stderr = await process.communicate()
    except asyncio.CancelledError:
        await _end(process)
        raise
    lines = stderr.decode(errors="replace").strip().splitlines() or ["nothing was written"]
    message = lines[-1].removeprefix("postil: ")
    if cell_len(message) > (room := context.page.app.size.width - 3):
        inside = target.relative_to(folder) if target.is_relative_to(folder) else Path(target.name)
        short = message.replace(str(target), str(inside))
        message = short if cell_len(short) <= room else message.replace(str(target), target.name)
    context.notify(message, "warning" if process.returncode else "info")


async def _end(process: asyncio.subprocess.Process) -> None:
    """Let a process end by itself for a while, then kill it: its file is whole or not there."""
    until: float | None = monotonic() + _PATIENCE
    while True:
        try:
            await asyncio.wait_for(process.communicate(), None if until is None else max(0.0, until - monotonic()))
        except asyncio.CancelledError:
            continue  # The event loop cancels once more when it ends, and then waits.
        except TimeoutError:
            process.kill()
            until = None
        else:
            return
