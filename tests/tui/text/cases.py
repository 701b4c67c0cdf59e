"""The case tables of these tests: files of lines in which a bar parts what belongs together."""

from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


def cases(name: str) -> list[list[str]]:
    """The lines of a file of cases, each cut at its bars; lines that begin with ``#`` are remarks."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]
