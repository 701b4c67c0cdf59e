"""Take the screenshots of the documentation, on a copy of the sample sources.

Run by ``make screenshots``; writes ``docs/*.svg``. Arguments limit it to some of them:
``python docs/screenshots.py reading``.
"""

import asyncio
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]

FONTS = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"


class Shot(NamedTuple):
    """A screenshot: the size of the terminal, the theme, and the keys before it."""

    columns: int
    rows: int
    theme: str
    keys: str


SHOTS = {
    "reading": Shot(132, 38, "ink", "]] ]] ]a ]a"),
    "linking": Shot(132, 38, "ink", "]s ]a ]a L ]s ]a ]a L"),
    "light": Shot(100, 30, "paper", "]s ]a ]a"),
    "narrow": Shot(60, 24, "ink", "]a gp"),
}


async def take(shot: Shot, sources: Path) -> str:
    """Return the screenshot as SVG."""
    from annotations.library import Library
    from tui.app import Postil

    library = Library.open([sources], author="you")
    app = Postil(library, shot.theme)
    async with app.run_test(size=(shot.columns, shot.rows)) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        for key in shot.keys.replace(" ", ""):
            await pilot.press(key)
        await pilot.pause()
        await app.workers.wait_for_complete()
        await pilot.pause()
        svg = app.export_screenshot(title="postil")
    library.close()
    return at_home(svg)


def at_home(svg: str) -> str:
    """Return an SVG that loads no font and keeps its blanks in every viewer."""
    svg = svg.replace("<svg ", '<svg xml:space="preserve" ', 1)
    svg = re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    return svg.replace("font-family: Fira Code, monospace", f"font-family: {FONTS}")


def main() -> None:
    """Take all screenshots, or those named on the command line."""
    os.environ.pop("NO_COLOR", None)
    os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}  # all colours of a theme, wherever it runs
    for name in sys.argv[1:] or SHOTS:
        with tempfile.TemporaryDirectory() as folder:
            os.environ["XDG_CONFIG_HOME"] = folder  # ignore the settings of the user
            sources = Path(shutil.copytree(ROOT / "seeds", Path(folder) / "seeds"))
            svg = asyncio.run(take(SHOTS[name], sources))
        (ROOT / "docs" / f"{name}.svg").write_text(svg, encoding="utf-8")
        print(f"docs/{name}.svg")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
