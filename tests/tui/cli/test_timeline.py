"""``postil timeline``."""

import json
from pathlib import Path

import pytest

from annotations.library import Library
from tui.cli import main


def test_the_timeline_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In every format, with what contradicts what."""
    for number, year in ((1, 1902), (2, 1911)):
        (tmp_path / f"{number}.txt").write_text(f"Planted in {year}.\n", encoding="utf-8")
    library = Library.open([tmp_path], author="tester")
    for source in library.sources():
        library.add(source.id, 0, 16, tags=["claim"])
    library.connect("2:1", "1:1", "contradicts")
    library.close()
    assert main(["timeline", str(tmp_path)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == "1902        1:1     Planted in 1902.  ✗ 2:1 1911"
    assert main(["timeline", str(tmp_path), "--format", "json"]) == 0
    assert [entry["date"] for entry in json.loads(capsys.readouterr().out)["entries"]] == ["1902", "1911"]
    assert main(["timeline", str(tmp_path), "--format", "csv"]) == 0
    assert capsys.readouterr().out.startswith("date,written,from,")
