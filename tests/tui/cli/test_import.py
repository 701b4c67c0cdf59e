"""``postil import``: several files, and what is wrong with one of them."""

from pathlib import Path

from annotations.library import Library
from tests.tui.cli.conftest import Run


def test_a_file_that_is_none_stops_the_import_before_anything_is_recorded(run: Run, tmp_path: Path) -> None:
    """The first file is good and comes before it; alone it is taken."""
    folder = tmp_path / "sources"
    folder.mkdir()
    (folder / "a.txt").write_text("The harbour opened in 1902.\n")
    good, bad = tmp_path / "good.jsonl", tmp_path / "bad.jsonl"
    good.write_text('{"text": "The harbour opened in 1902.\\n", "label": [[4, 11, "place"]]}\n')
    bad.write_text("nothing\n")
    done = run("import", folder, good, bad, "--format", "doccano")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not Library.open([folder]).annotated
    assert run("import", folder, good).returncode == 0
    assert [one.exact for one in Library.open([folder]).all_annotations()] == ["harbour"]
