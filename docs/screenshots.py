"""Takes the pictures of the documentation from the running program, on a copy of the sample sources.

Run by ``make screenshots``; writes ``docs/*.svg``.
"""

import asyncio
import os
import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

SHOTS = {
    "reading": ((132, 38), "ink", ["]", "]", "]", "]", "]", "a", "]", "a"]),
    "linking": ((132, 38), "ink", ["]", "a", "L", "]", "s", "]", "s", "]", "a", "]", "a", "L"]),
    "light": ((100, 30), "paper", ["]", "s", "]", "a", "]", "a"]),
    "narrow": ((60, 24), "ink", ["]", "a", "g", "p"]),
}
"""Name of the picture: columns and rows, theme, keys that lead to it."""


async def take(name: str, size: tuple[int, int], theme: str, keys: list[str], sources: Path) -> None:
    """Take one picture."""
    from annotations.library import Library
    from tui.app import Postil

    library = Library.open([sources], author="you")
    app = Postil(library, theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.5)
        for key in keys:
            await pilot.press(key)
        await pilot.pause(0.3)
        svg = app.export_screenshot(title="postil")
    library.close()
    (ROOT / "docs" / f"{name}.svg").write_text(svg, encoding="utf-8")
    print(f"docs/{name}.svg")


def main() -> None:
    """Take all pictures, or those that are named."""
    os.environ.pop("NO_COLOR", None)
    os.environ["XDG_CONFIG_HOME"] = tempfile.mkdtemp()
    for name, (size, theme, keys) in SHOTS.items():
        if not sys.argv[1:] or name in sys.argv[1:]:
            with tempfile.TemporaryDirectory() as folder:
                sources = Path(shutil.copytree(ROOT / "seeds", Path(folder) / "seeds"))
                asyncio.run(take(name, size, theme, keys, sources))


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
