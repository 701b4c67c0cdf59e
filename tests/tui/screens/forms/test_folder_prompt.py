"""The folder is renamed, deleted, replaced or unmounted while the program is open."""

from pathlib import Path
from shutil import copytree, move, rmtree
from typing import TYPE_CHECKING

import pytest

from annotations.library import Library
from annotations.store.library_folder import Site
from tui.cli.start import _rescue
from tui.services import follow_library as following
from tui.widgets.message_line import Caption

if TYPE_CHECKING:
    from tests.tui.conftest import Desk, Sit


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is waited for longer than needed."""
    monkeypatch.setattr(following, "EVERY", 0.02)


@pytest.fixture
def lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder that is not at its path cannot be found, as where it was unmounted."""
    monkeypatch.setattr(Site, "find", lambda _: None)


def rename(folder: Path, name: str) -> Path:
    """Give a folder another name."""
    return folder.rename(folder.with_name(name))


def put(file: Path, text: str) -> None:
    """Write a file anew."""
    file.write_text(text, encoding="utf-8")


def text_of(file: Path) -> str:
    """What is in a file."""
    return file.read_text(encoding="utf-8")


def there(folder: Path) -> bool:
    """Whether there is something at a path."""
    return folder.exists()


def notice(desk: "Desk") -> str:
    """All that is said at the bottom."""
    return " ".join(row.strip() for row in desk.rows("#notice")) + " " + desk.left


def form(desk: "Desk") -> str:
    """What the form that asks for the folder says."""
    return " ".join(caption.text for caption in desk.app.screen.query(Caption))


def stored(folder: Path) -> list[str]:
    """The words of the passages that a fresh process finds in a folder."""
    return sorted(one.exact for one in Library.open([folder]).all_annotations())


async def test_a_renamed_folder_is_followed_and_said(sit: "Sit", folder: Path) -> None:
    """Changes go there, another source is read from there, a note that was begun is kept there."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c")
        moved = rename(folder, "renamed")
        await desk.until(lambda: f"the folder is {moved} now" in desk.left)
        assert "FOLDER GONE" not in desk.right
        put(moved / "2-letter.txt", "A letter that was written again.")
        await desk.press("o")
        await desk.to_source(2)
        await desk.until(lambda: "written again" in desk.text)
        await desk.quiet()
        assert desk.stored().tagged == {"It has forty rows of trees.": ["claim", "opinion"]}
        assert not there(folder)


@pytest.mark.usefixtures("lost")
@pytest.mark.parametrize("size", [(130, 30), (80, 24), (40, 12)])
async def test_work_goes_on_while_the_folder_is_gone(sit: "Sit", folder: Path, size: tuple[int, int]) -> None:
    """It is said, and stays in the status line with what is not saved, until it is back; then that is said."""
    async with sit(size=size) as desk:
        await desk.go("forty")
        away = rename(folder, "away")
        await desk.until(lambda: desk.library.gone)
        await desk.press("c", "o")
        assert "FOLDER GONE" in desk.right
        assert "2 not saved" in desk.right
        await desk.press("u")
        assert "3 not saved" in desk.right
        assert "cannot be read any more" not in desk.left
        assert not there(folder)
        rename(away, folder.name)
        await desk.until(lambda: not desk.library.gone)
        await desk.until(lambda: "the folder is back; 3 changes that waited are saved" in notice(desk))
        await desk.quiet()
        assert stored(folder) == ["It has forty rows of trees."]
        await desk.press("c")


async def test_a_deleted_folder_is_named_and_the_library_written_there(
    sit: "Sit", folder: Path, tmp_path: Path
) -> None:
    """A folder without this library is taken after a second Enter; one that is none is refused in a line."""
    copy = tmp_path / "copy"
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c")
        await desk.quiet()
        copytree(folder, copy, ignore=lambda *_: [".postil"])
        rmtree(move(folder, tmp_path / "gone"))  # At once, or files are missed in a folder that is still there.
        await desk.until(lambda: "FOLDER GONE" in desk.right)
        assert "gm to name its new place" in notice(desk)
        await desk.press("o", "g", "m")
        await desk.press("x", "enter")
        assert "cannot be opened as a folder" in form(desk)
        desk.typed.value = str(copy)
        await desk.press("enter")
        assert "has no library" in form(desk)
        await desk.press("enter")
        await desk.until(lambda: desk.bare)
        assert f"the folder is {copy} now" in desk.left
        assert desk.stored().tagged == {"It has forty rows of trees.": ["claim", "opinion"]}
        assert not there(folder)
        await desk.press("gm")
        assert "the folder is still at" in desk.left


@pytest.mark.usefixtures("lost")
async def test_leaving_asks_and_keeps_what_is_not_saved_in_a_file(
    sit: "Sit", folder: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Esc stays, f names the folder, q leaves; nothing is asked if nothing is unsaved."""
    async with sit() as desk:
        await desk.go("forty")
        away = rename(folder, "away")
        await desk.until(lambda: desk.library.gone)
        await desk.press("c", "q")
        assert "f to name the folder, q to quit and keep" in notice(desk)
        await desk.press("escape")
        assert "still open" in desk.left
        await desk.press("q", "f")
        assert "Where is the folder now?" in form(desk)
        await desk.press("escape", "q", "q")
        await desk.until(lambda: not desk.app.is_running)
        _rescue(desk.library)
        [file] = (home / ".local/share/postil/rescued").iterdir()
        assert str(file) in capsys.readouterr().err
        assert not there(folder)
        rename(away, folder.name)
    assert stored(folder) == ["It has forty rows of trees."]


@pytest.mark.usefixtures("lost")
async def test_leaving_without_a_change_asks_nothing(sit: "Sit", folder: Path) -> None:
    """Where the cursor was is no change."""
    async with sit() as desk:
        rename(folder, "away")
        await desk.until(lambda: desk.library.gone)
        await desk.press("j", "j", "q")
        await desk.until(lambda: not desk.app.is_running)
    assert not there(folder)


async def test_a_note_that_was_begun_is_kept_while_the_folder_is_gone(sit: "Sit", folder: Path) -> None:
    """It goes with the folder, and to the user's own while there is none."""
    async with sit() as desk:
        await desk.go("forty")
        await desk.press("c", "i")
        await desk.type("half a note")
        moved = rename(folder, "renamed")
        await desk.until(lambda: desk.library.folder == moved)
        await desk.press("escape")
        desk.screen.session.keep_writing()
        assert not there(folder)
        assert "half a note" in text_of(moved / ".postil/drafts.json")
        rmtree(moved)
        await desk.until(lambda: desk.library.gone)
        desk.screen.session.drafts.keep("another", "one more")
        desk.screen.session.keep_writing()
        assert not there(moved)
