"""Verbs run in this process, as from a shell without a terminal."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from tui.cli import main


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
