"""Verbs of the command line, run in another process while the program goes on."""

import asyncio
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from tui.commands.base.context import Context
from tui.text.cells import cell_len

_ROOT = Path(__file__).resolve().parents[3]
"""The folder of this package: the process runs this one even if the folder of sources has a package of the same name."""


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
    _, stderr = await process.communicate()
    lines = stderr.decode(errors="replace").strip().splitlines() or ["nothing was written"]
    message = lines[-1].removeprefix("postil: ")
    if cell_len(message) > (room := context.page.app.size.width - 3):
        inside = target.relative_to(folder) if target.is_relative_to(folder) else Path(target.name)
        short = message.replace(str(target), str(inside))
        message = short if cell_len(short) <= room else message.replace(str(target), target.name)
    context.notify(message, "warning" if process.returncode else "info")
