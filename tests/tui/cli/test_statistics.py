"""``postil stats``."""

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
    """Two sources with three passages; two of them are in one sentence."""
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "1.txt").write_text("Planted in 1902, with \x1b[31mforty rows. Nobody counts.\n", encoding="utf-8")
    (folder / "2.txt").write_text("Planted in 1911.\n", encoding="utf-8")
    library = Library.open([folder], author="tester")
    first, second = library.sources()
    library.add(first.id, 0, 15, tags=["claim"])
    library.add(first.id, 17, 30, tags=["figure"])
    library.add(second.id, 0, 16, tags=["claim"])
    library.connect("2:1", "1:1", "contradicts")
    library.close()
    return folder


@pytest.fixture
def stats(run: "Run") -> "Run":
    """Runs ``postil stats``."""
    return partial(run, "stats")


def test_every_format_is_printed(folder: Path, stats: "Run") -> None:
    """The sources are read for the tags in one sentence, also for those whose length was not known."""
    text = stats(folder)
    assert text.returncode == 0
    assert text.stderr == ""
    assert "\x1b" not in text.stdout
    assert "Agreement between sources" in text.stdout
    found = {one["name"]: one for one in json.loads(stats(folder, "--format", "json").stdout)["tables"]}
    assert found["cooccurrence"]["lines"] == [{"heads": ["claim", "figure"], "cells": {"sentence": 1}}]
    table = list(csv.reader(io.StringIO(stats(folder, "--format", "csv", "--table", "passages").stdout)))
    assert table[1][:5] == ["1", "1.txt", "2", "1", "1"]


def test_wrong_use_is_one_line(folder: Path, stats: "Run") -> None:
    """A table that there is not, and a folder without a source."""
    wrong = stats(folder, "--table", "nothing")
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "cooccurrence" in wrong.stderr
    (folder / "empty").mkdir()
    empty = stats(folder / "empty")
    assert empty.returncode == 0
    assert "nothing to read" in empty.stderr
