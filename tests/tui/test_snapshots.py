"""Pinned pages: what the samples look like, row by row, as text.

To take the pages anew after a wanted change: ``POSTIL_SNAPSHOTS=write pytest tests/tui/test_snapshots.py``,
then read the difference.
"""

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.tui.conftest import Sit

DATA = Path(__file__).parent / "data"
WRITE = os.environ.get("POSTIL_SNAPSHOTS") == "write"


@pytest.mark.parametrize(("number", "columns", "rows"), [(1, 80, 24), (4, 80, 24), (5, 120, 60)])
async def test_the_samples_look_as_they_did(sit: "Sit", tmp_path: Path, number: int, columns: int, rows: int) -> None:
    """The first screen of a sample source, with its gutter, is what the pinned file holds."""
    samples = tmp_path / "samples"
    shutil.copytree(Path(__file__).parents[2] / "seeds", samples)
    async with sit(samples, size=(columns, rows)) as desk:
        await desk.to_source(number)
        await desk.press("gg")
        shown = "\n".join(row.rstrip(" ┃") for row in desk.rows()) + "\n"
    pinned = DATA / f"sample-{number}-{columns}x{rows}.txt"
    if WRITE:
        DATA.mkdir(exist_ok=True)
        pinned.write_text(shown, encoding="utf-8")
    assert shown == pinned.read_text(encoding="utf-8")
