"""Without a path there is always something to read."""

from pathlib import Path

import pytest

from annotations.library import Library
from tui.cli.start import _here


def test_a_folder_with_sources_is_opened_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So is one that has a library, whatever became of its sources."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text("Something.\n", encoding="utf-8")
    assert _here().resolve() == tmp_path
    (tmp_path / "a.txt").unlink()
    (tmp_path / ".postil").mkdir()
    assert _here().resolve() == tmp_path


def test_an_empty_folder_leads_to_the_samples(tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy of them with the user, with their library; work that was done there is kept."""
    monkeypatch.chdir(tmp_path)
    samples = _here()
    assert home in samples.parents
    library = Library.open([samples])
    assert not library.problems
    assert library.all_links()
    address = library.all_annotations()[0].id
    library.set_note(address, "Mine.")
    library.close()
    assert Library.open([_here()]).annotation(address).note == "Mine."
