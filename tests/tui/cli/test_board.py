"""``postil board``: the matrix in every format, narrowed and ordered."""

import csv
import io
import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sources; the second contradicts one of two claims of the first."""
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "1.txt").write_text("=Planted in 1902. It has \x1b[31mforty rows.\n", encoding="utf-8")
    (folder / "2.txt").write_text("Planted in 1911.\n", encoding="utf-8")
    library = Library.open([folder], author="tester")
    first, second = library.sources()
    library.add(first.id, 18, 43, tags=["claim"])
    library.add(first.id, 0, 17, tags=["claim", "figure"])
    library.add(second.id, 0, 16)
    library.connect("2:1", "1:2", "contradicts")
    library.review.set_claim("1:1", status="checked")
    library.close()
    return folder


@pytest.fixture
def board(run: "Run") -> "Run":
    """Runs ``postil board``."""
    return partial(run, "board")


def test_the_matrix_is_printed_in_every_format(folder: Path, board: "Run") -> None:
    """Each says the same, and none says anything that a terminal or a spreadsheet obeys."""
    text = board(folder).stdout
    assert "1 for, 1 against" in text
    assert "\x1b" not in text
    rows = json.loads(board(folder, "--format", "json").stdout)["claims"]
    assert [row["verdict"] for row in rows] == ["1 for, 1 against", "1 for"]
    assert [cell["stance"] for cell in rows[0]["cells"]] == ["states", "contradicts"]
    table = list(csv.reader(io.StringIO(board(folder, "--format", "csv").stdout)))
    assert [row[1] for row in table] == ["verdict", "1 for, 1 against", "1 for"]
    assert table[1][0].startswith("'=")
    assert "| 1 for, 1 against | open | ● | ✗ |" in board(folder, "--format", "markdown").stdout


def test_it_is_narrowed_and_ordered(folder: Path, board: "Run") -> None:
    """By tag, source, status and words; the most contested come first if asked."""

    def claims(*options: str) -> list[str]:
        done = board(folder, "--format", "json", *options)
        assert done.returncode == 0, done.stderr
        return [row["passages"][0] for row in json.loads(done.stdout)["claims"]]

    assert claims() == ["1:2", "1:1"]
    assert claims("--sort", "contested") == ["1:2", "1:1"]
    assert claims("--tag", "figure") == claims("--source", "2") == claims("--unsettled") == ["1:2"]
    assert claims("--status", "checked") == claims("--text", "FORTY") == ["1:1"]


def test_wrong_use_is_said_in_one_line(folder: Path, board: "Run") -> None:
    """An order, a tag or a source that does not exist."""
    for wrong in (["--sort", "truth"], ["--tag", "nope"], ["--source", "9"]):
        done = board(folder, *wrong)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Traceback" not in done.stderr
