"""Backups: enough of them, not too many, and never the same file."""

import os
from pathlib import Path

from annotations.store.file.backups import DAILY, HOURLY, Backups


def test_a_file_is_kept_once_an_hour_and_before_a_migration(tmp_path: Path) -> None:
    """What is kept is the file as it was, whatever takes its place."""
    file = tmp_path / "library.json"
    backups = Backups(tmp_path / "backups")
    backups.keep(file)
    assert backups.newest() == []
    for content in ("one", "two"):
        (tmp_path / "new").write_text(content, encoding="utf-8")
        (tmp_path / "new").replace(file)
        backups.keep(file)
    backups.keep(file, version=1)
    kept = {path.name.startswith("library-version-1-"): path.read_text("utf-8") for path in backups.newest()}
    assert kept == {False: "one", True: "two"}


def test_old_ones_are_thinned_out(tmp_path: Path) -> None:
    """The last hours stay, then one a day, then nothing; what was kept before a migration stays."""
    folder = tmp_path / "backups"
    folder.mkdir()
    for day in range(1, 31):
        for hour in range(0, 24, 3):
            path = folder / f"library-2001-01-{day:02}T{hour:02}.json"
            path.write_text("{}", encoding="utf-8")
            os.utime(path, (day * 86400 + hour * 3600,) * 2)
    (folder / "library-version-1-2001-01-01T00.json").write_text("{}", encoding="utf-8")
    (tmp_path / "library.json").write_text("now", encoding="utf-8")
    backups = Backups(folder)
    backups.keep(tmp_path / "library.json")
    names = [path.name for path in backups.newest() if "version" not in path.name]
    assert names[0] > "library-2001"
    assert len(names) <= HOURLY + DAILY
    assert "library-2001-01-30T00.json" in names
    assert "library-2001-01-20T21.json" in names
    assert not any(name.startswith("library-2001-01-10") for name in names)
    assert (folder / "library-version-1-2001-01-01T00.json").exists()
