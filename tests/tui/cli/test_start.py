"""Without a path there is always something to read."""

import io
from pathlib import Path
from shutil import rmtree

import pytest

from annotations.library import Library
from annotations.store.file.backups import Backups
from tui.cli.start import _here, _opened


def test_a_folder_with_sources_is_opened_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So is one that has a library, whatever became of its sources."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Something.\n", encoding="utf-8")
    assert _here() == ([Path()], "")
    (tmp_path / "a.txt").unlink()
    (tmp_path / ".postil").mkdir()
    assert _here() == ([Path()], "")


def test_an_empty_folder_leads_to_the_samples(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of them with the user, with their library; work that was done there is kept."""
    monkeypatch.chdir(tmp_path)
    [samples], words = _here()
    assert home in samples.parents
    assert words == f"no sources in this folder: these are the samples, in ~/{samples.relative_to(home)}"
    library = Library.open([samples])
    assert not library.problems
    assert library.all_links()
    address = library.all_annotations()[0].id
    library.set_note(address, "Mine.")
    library.close()
    assert Library.open(_here()[0]).annotation(address).note == "Mine."


@pytest.mark.parametrize(("answer", "starts"), [("y", True), ("n", False), ("", False)])
@pytest.mark.parametrize("content", [b"", b"\0\0", b"\n"])
def test_an_empty_file_opens_as_an_empty_library_after_asking(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes, answer: str, *, starts: bool
) -> None:
    """Without a yes it opens read-only, as it is."""
    (tmp_path / "a.txt").write_text("Something.\n", encoding="utf-8")
    file = tmp_path / ".postil/library.json"
    file.parent.mkdir()
    file.write_bytes(content)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}\n"))
    library = _opened([tmp_path])
    assert bool(library.read_only) != starts
    library.close()
    assert (file.read_bytes() == content) != starts


@pytest.mark.parametrize("left", ["journal", "backup"])
def test_nothing_is_asked_where_something_can_be_recovered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, left: str
) -> None:
    """An empty file is damage if the journal or a backup has records."""
    (tmp_path / "a.txt").write_text("Something was here.\n", encoding="utf-8")
    library = Library.open([tmp_path])
    library.document(library.sources()[0].id)
    library.add(library.sources()[0].id, 0, 9)
    library.checkpoint()
    Backups(tmp_path / ".postil/backups").keep(tmp_path / ".postil/library.json")
    library.close()
    home = tmp_path / ".postil"
    (home / "library.json").write_bytes(b"")
    if left == "backup":
        (home / "journal.jsonl").unlink()
    else:
        rmtree(home / "backups")
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    library = _opened([tmp_path])
    assert library.read_only
    assert len(library.all_annotations()) == 1
    library.close()
    assert (home / "library.json").read_bytes() == b""
