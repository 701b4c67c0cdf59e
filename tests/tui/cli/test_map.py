"""``postil map``."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from annotations.library import Library

if TYPE_CHECKING:
    from tests.tui.cli.conftest import Run


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sources that contradict each other, and a claim without a link."""
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "1.txt").write_text("Planted in 1902. It has \x1b[31mforty rows.\n", encoding="utf-8")
    (folder / "2.txt").write_text("Planted in 1911.\n", encoding="utf-8")
    library = Library.open([folder], author="tester")
    first, second = library.sources()
    library.add(first.id, 17, 42, tags=["claim", "figure"])
    library.add(first.id, 0, 16, tags=["claim"])
    library.add(second.id, 0, 16, tags=["claim"])
    library.connect("2:1", "1:2", "contradicts")
    library.close()
    return folder


@pytest.fixture
def draw(run: "Run") -> "Run":
    """Runs ``postil map``."""
    return partial(run, "map")


def test_it_is_drawn_as_text(folder: Path, draw: "Run") -> None:
    """With the legend and how much it is; claims without a link only if asked for."""
    done = draw(folder)
    assert done.returncode == 0, done.stderr
    assert "1:2 Planted in 1902." in done.stdout
    assert "✗╗" in done.stdout
    assert done.stdout.splitlines()[-2:] == ["══ contradicts", "2 sources, 2 claims"]
    assert "forty rows" not in done.stdout
    everything = draw(folder, "--all").stdout
    assert "forty rows" in everything
    assert "\x1b" not in everything


def test_it_is_written_as_svg(folder: Path, draw: "Run", tmp_path: Path) -> None:
    """Not over a file that exists, nor over a source."""
    output = tmp_path / "map.svg"
    done = draw(folder, "-o", output)
    assert "Drew 2 sources, 2 claims" in done.stderr
    assert ET.parse(output).getroot().tag.endswith("svg")  # noqa: S314 - our own picture
    assert output.read_text(encoding="utf-8") == draw(folder, "--format", "svg").stdout
    assert draw(folder, "-o", output).returncode == 2
    assert draw(folder, "-o", folder / "1.txt", "--force").returncode == 2
    assert (folder / "1.txt").read_text(encoding="utf-8").startswith("Planted")


def test_it_is_narrowed(folder: Path, draw: "Run") -> None:
    """By tag, by words, and to what is near a passage or a source."""
    assert draw(folder, "--tag", "figure", "--all").stdout.splitlines()[-1] == "1 source, 1 claim"
    assert draw(folder, "--text", "contested").stdout.splitlines()[-1] == "2 sources, 2 claims"
    near = draw(folder, "--around", "2:1", "--most", "2").stdout
    assert "2:1 Planted in 1911." in near
    assert "2 farther away left out" in near
    assert "2 farther away left out" in draw(folder, "--around", "2.txt", "--most", "2").stdout
    wrong = draw(folder, "--around", "9:9")
    assert (wrong.returncode, wrong.stdout) == (2, "")
