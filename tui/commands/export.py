"""Exporting from within the program: by the same verb as on the command line, which holds up no key."""

import asyncio
import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tui.tasks import begin
from tui.text.cells import cell_len

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen

_ROOT = Path(__file__).resolve().parents[2]
"""The folder of this package: the program is run from there, whatever the folder of sources has of the same name."""


def export(reader: "ReadingScreen", _: int | None) -> None:
    """Write everything as JSON to a new file beside the library."""
    if problem := reader.flush():
        reader.say(problem, "warning")
        return
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    reader.say("exporting…")
    begin(reader, _export, reader, reader.library.home.with_name(f"postil-{stamp}.json"), group="export", alone=False)


async def _export(reader: "ReadingScreen", target: Path) -> None:
    """Have another process read every source and write the file, which is there whole or not at all."""
    paths = [str(_ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
    try:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-m", "tui", "export", str(reader.library.folder), "-o", str(target)),
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        )
    except OSError as error:
        reader.say(f"nothing was exported: {error.strerror}", "warning")
        return
    _, told = await process.communicate()
    lines = told.decode(errors="replace").strip().splitlines() or ["nothing was exported"]
    said = lines[-1].removeprefix("postil: ")
    if cell_len(said) > reader.app.size.width - 3:
        said = said.replace(str(target), target.name)
    reader.say(said, "warning" if process.returncode else "")
