"""Files in a folder: ours are written again, those of others stay as they are."""

from pathlib import Path

import pytest

from annotations.errors import StoreError, UsageError
from annotations.exchange.output import MANIFEST, OutputFile, exports_folder, write_folder


def put(folder: Path, text: str = "one") -> list[str]:
    """Write two files, and return the names of those that were left alone."""
    files = [OutputFile("a.txt", [text.encode()]), OutputFile("b/c.txt", [text.encode(), b"!"])]
    return write_folder(folder, "csv", files).kept


def test_a_second_export_replaces_the_first(tmp_path: Path) -> None:
    """The files are ours as long as their contents are."""
    assert put(tmp_path / "out") == put(tmp_path / "out", "two") == []
    assert (tmp_path / "out/b/c.txt").read_text() == "two!"
    assert not [*tmp_path.rglob("*.tmp")]


@pytest.mark.parametrize("spoil", ["edited", "foreign", "link", "manifest"])
def test_what_another_hand_wrote_stays(tmp_path: Path, spoil: str) -> None:
    """An edited file, a file that was there before, a link, and any file once the manifest is no longer readable."""
    out, theirs = tmp_path / "out", tmp_path / "theirs"
    theirs.write_text("theirs")
    if spoil != "foreign":
        put(out)
    else:
        out.mkdir()
    if spoil == "link":
        (out / "a.txt").unlink()
        (out / "a.txt").symlink_to(theirs)
    elif spoil == "manifest":
        (out / MANIFEST).write_text("[" * 5000)
    else:
        (out / "a.txt").write_text("theirs")
    before = (out / "a.txt").read_text()
    assert "a.txt" in put(out, "two")
    assert (out / "a.txt").read_text() == before
    assert theirs.read_text() == "theirs"


def test_an_exporter_may_put_its_part_into_an_edited_file(tmp_path: Path) -> None:
    """With an update the words of the other hand stay beside ours."""
    put(tmp_path)
    (tmp_path / "a.txt").write_text("theirs\n")
    file = OutputFile("a.txt", [b"ours"], lambda old: old + b"ours")
    assert write_folder(tmp_path, "csv", [file]) == (1, [])
    assert (tmp_path / "a.txt").read_text() == "theirs\nours"


def test_a_folder_belongs_to_one_format(tmp_path: Path) -> None:
    """Two formats would overwrite each other's files."""
    put(tmp_path)
    with pytest.raises(UsageError, match="has an export as csv"):
        write_folder(tmp_path, "brat", [])


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    """A folder of a name that leads elsewhere is refused."""
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    out.mkdir()
    elsewhere.mkdir()
    (out / "b").symlink_to(elsewhere)
    with pytest.raises(StoreError, match="by a link"):
        put(out)
    assert not [*elsewhere.iterdir()]
    home = tmp_path / ".postil"
    home.mkdir()
    (home / "exports").symlink_to(elsewhere)
    with pytest.raises(StoreError, match="is a link, and nothing is exported to it"):
        exports_folder(home)
