"""Verbs run in this process, as from a shell without a terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tui.cli import main

LETTER = """\
A letter about the orchard

The orchard was planted in 1911 \x1b[31mby\u202e hand. It has forty rows.

Apples bring in half of the income, and forty is a good number.
"""


class Done(NamedTuple):
    """What a verb leaves."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Return a function that runs a verb, which opens the library itself and closes it."""
    monkeypatch.setenv("POSTIL_AUTHOR", "tester")

    def run(*arguments: str | Path) -> Done:
        capsys.readouterr()
        return Done(main([str(one) for one in arguments]), *capsys.readouterr())

    return run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two sources."""
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "1-orchard.md").write_text("# The orchard\n\nPlanted in *1902*.\n", encoding="utf-8")
    (folder / "2-letter.txt").write_text(LETTER, encoding="utf-8")
    return folder


@pytest.fixture
def worked(folder: Path, run: Run) -> Path:
    """The folder with two linked passages."""
    claim = run("add", folder, "1", "--quote", "Planted in 1902.", "--tag", "claim", "--note", "Really?\nSure?")
    tags = "--tag", "figure", "--tag", "claim"
    figure = run("add", folder, "2-letter", "--quote", "forty", "--suffix", "rows", *tags)
    assert (claim.stdout, figure.stdout) == ("1:1\n", "2:1\n")
    assert run("link", folder, "1:1", "contradicts", "2:1", "--note", "see both").returncode == 0
    return folder
