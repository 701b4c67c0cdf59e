"""Files that are whole or not there: what of them is on the disk when."""

import os
from pathlib import Path
from threading import get_ident

import pytest

from annotations.store.files import replace_file, state_of


def test_a_name_is_durable_with_the_folder_that_it_is_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First the content, then the name, then the name of the folder, which may be as new."""
    folder = tmp_path / ".postil"
    folder.mkdir()
    target = folder / "library.json"
    flushed: list[int] = []
    fsync, here = os.fsync, get_ident()

    def note(descriptor: int) -> None:
        if get_ident() == here:  # The saver of another test may still be at work.
            flushed.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", note)
    replace_file(target, b"{}")
    assert flushed == [found.inode for path in (target, folder, tmp_path) if (found := state_of(path))]
    assert target.read_bytes() == b"{}"


def test_a_folder_above_that_cannot_be_opened_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A library within a folder that only lets one through is written all the same."""
    folder = tmp_path / ".postil"
    folder.mkdir()
    opened = os.open

    def refuse(path: str | Path, flags: int, mode: int = 0o777) -> int:
        if Path(path) == tmp_path:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, flags, mode)

    monkeypatch.setattr(os, "open", refuse)
    replace_file(folder / "library.json", b"{}")
    assert (folder / "library.json").read_bytes() == b"{}"
