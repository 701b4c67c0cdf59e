"""What these tests share: case tables, files of lines in which a bar separates fields; and the work of a layout."""

from pathlib import Path

from tui.text.layout.viewport import View

DATA = Path(__file__).parent.parent / "data"


def cases(name: str) -> list[list[str]]:
    """The lines of a file of cases, each cut at its bars; lines that begin with ``#`` are remarks."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


def laid_out(view: View) -> int:
    """The number of blocks, or parts of long ones, that were laid out for a view so far."""
    return len(view.layout._laid)
