"""What a library may read: links lead no further than its folder and what the user named."""

from os.path import normpath
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.errors import SourceError
from annotations.model import Source, leads_out
from annotations.sources.fence import Fence
from annotations.sources.scan import scan


@pytest.mark.parametrize(
    "path", ["../secret.txt", "a/../../secret.txt", "/etc/passwd", "..", "a/..", "", "a\0b", "//server/share"]
)
def test_a_path_that_leads_out_is_no_source(path: str) -> None:
    """Whoever says so: no record of it can be made."""
    assert leads_out(path)
    with pytest.raises(ValueError, match="leads out of the library"):
        Source(id="x", number=1, path=path)


@pytest.mark.parametrize(
    "path", ["a.txt", "a/b.txt", "..a.txt", "a../b.txt", "...", "a b\n.txt", "ä\u202e.md", "a\\..\\b"]
)
def test_a_path_within_is_one(path: str) -> None:
    """Names may be odd."""
    assert Source(id="x", number=1, path=path).path == path


@given(st.text(alphabet="./\\a\0é ", max_size=14))
def test_no_path_that_is_admitted_leads_out(path: str) -> None:
    """However it is written."""
    assert leads_out(path) or f"{normpath(f'/folder/{path}')}/".startswith("/folder/")


def test_links_lead_no_further_than_the_folder(tmp_path: Path) -> None:
    """One within the folder is followed; one out of it is listed with the reason, and read if it is named."""
    outside, folder = tmp_path / "fruit and more", tmp_path / "fruit"
    for made in (outside, folder):
        made.mkdir()
    (outside / "secret.txt").write_text("secret")
    (folder / "a.txt").write_text("open")
    for name, target in (
        ("inside.txt", "a.txt"),
        ("out.txt", outside / "secret.txt"),
        ("up.txt", "../fruit and more/secret.txt"),
        ("twice.txt", "out.txt"),
        ("nowhere.txt", "nothing.txt"),
    ):
        (folder / name).symlink_to(target)
    found = {entry.name: entry.reason for entry in scan([folder]).entries}
    assert found == {
        "a.txt": "",
        "inside.txt": "",
        "nowhere.txt": "a link that leads nowhere",
        "out.txt": "a link that leads out of the folder",
        "twice.txt": "a link that leads out of the folder",
        "up.txt": "a link that leads out of the folder",
    }
    assert [entry.readable for entry in scan([folder / "out.txt"]).entries] == [True]
    fence = Fence(folder, [])
    fence.check(folder / "inside.txt")
    for name in ("out.txt", "up.txt", "twice.txt"):
        with pytest.raises(SourceError, match="leads out of the folder by a link"):
            fence.check(folder / name)


def test_a_folder_that_is_reached_by_a_link_or_gets_another_name_is_the_same_folder(tmp_path: Path) -> None:
    """What the user named may be a link, and a folder may be renamed while it is open."""
    folder, link = tmp_path / "fruit", tmp_path / "link"
    folder.mkdir()
    (folder / "a.txt").write_text("open")
    link.symlink_to(folder)
    fence = Fence(link, [])
    assert fence.holds(link / "a.txt")
    assert fence.holds(folder / "a.txt")
    folder.rename(tmp_path / "renamed")
    assert fence.holds(tmp_path / "renamed/a.txt")
    assert not fence.holds(tmp_path / "b.txt")
