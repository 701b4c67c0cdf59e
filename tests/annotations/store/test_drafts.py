"""Notes that were begun: kept on disk, beside the library or apart from it, and never at the cost of another's."""

import os
import stat
from pathlib import Path

import pytest

from annotations.errors import StoreError
from annotations.store.drafts import Drafts


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the library's own files will be."""
    return tmp_path / "sources" / ".postil"


def texts(home: Path, *, read_only: bool = False) -> dict[str, str | None]:
    """All drafts as a later sitting finds them."""
    drafts = Drafts(home, read_only=read_only)
    return {key: drafts.get(key) for key in drafts.newest_first()}


def test_nothing_is_written_before_there_is_a_draft(home: Path) -> None:
    """Asking for drafts makes no file and no folder; neither does giving one up that never was."""
    drafts = Drafts(home, read_only=False)
    drafts.drop("one")
    drafts.finish("one")
    drafts.settle()
    drafts.write()
    assert not home.exists()


def test_a_draft_is_for_its_owner_only(home: Path) -> None:
    """A draft comes back word for word from a file that nobody else may read."""
    drafts = Drafts(home, read_only=False)
    drafts.keep("1.md:3:9", 'é "quoted"\n\U0001f600 \udc80')
    drafts.write()
    assert not drafts.unwritten
    assert texts(home) == {"1.md:3:9": 'é "quoted"\n\U0001f600 ?'}
    assert stat.S_IMODE(drafts.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert [path.name for path in home.iterdir()] == ["drafts.json"]


def test_a_saved_note_gives_its_draft_up_only_then(home: Path) -> None:
    """A draft that became a note stays on disk until the library is there, and then goes, file and all."""
    drafts = Drafts(home, read_only=False)
    drafts.keep("one", "words")
    drafts.write()
    drafts.finish("one")
    drafts.write()
    assert drafts.get("one") is None
    assert texts(home) == {"one": "words"}
    assert drafts.settle()
    drafts.write()
    assert texts(home) == {}
    assert not drafts.path.exists()


def test_a_note_that_is_begun_again_while_it_is_saved_stays(home: Path) -> None:
    """What is kept between saving a note and its being on disk is not given up with it."""
    drafts = Drafts(home, read_only=False)
    drafts.keep("one", "words")
    drafts.finish("one")
    drafts.keep("one", "other words")
    drafts.settle()
    drafts.write()
    assert texts(home) == {"one": "other words"}


def test_two_programs_keep_each_others_drafts(home: Path) -> None:
    """Of two that write the same file, each changes its own drafts only."""
    one, other = Drafts(home, read_only=False), Drafts(home, read_only=False)
    one.keep("one", "of the one")
    other.keep("other", "of the other")
    one.write()
    other.write()
    assert texts(home) == {"one": "of the one", "other": "of the other"}
    one.drop("one")
    one.write()
    assert texts(home) == {"other": "of the other"}


def test_drafts_of_a_library_that_cannot_be_written_are_kept_apart(home: Path) -> None:
    """They lie in the user's state folder, are found again, and move beside the library once that can be written."""
    drafts = Drafts(home, read_only=True)
    drafts.keep("one", "words")
    drafts.write()
    assert not home.exists()
    assert Path(os.environ["XDG_STATE_HOME"]) in drafts.path.parents
    assert texts(home, read_only=True) == texts(home) == {"one": "words"}
    later = Drafts(home, read_only=False)
    later.keep("two", "more")
    later.write()
    assert not drafts.path.exists()
    assert texts(home) == {"two": "more", "one": "words"}


@pytest.mark.parametrize("content", [b"", b"\0" * 40, b"[]", b'{"drafts": {"one": 3}}', b'{"drafts"', b"\xff"])
def test_a_damaged_file_is_put_aside(home: Path, content: bytes) -> None:
    """A file that is not understood hinders nobody and is not written over."""
    home.mkdir(parents=True)
    (home / "drafts.json").write_bytes(content)
    drafts = Drafts(home, read_only=False)
    assert drafts.newest_first() == []
    drafts.keep("one", "words")
    drafts.write()
    assert texts(home) == {"one": "words"}
    assert [path.read_bytes() for path in home.glob("drafts.damaged-*.json")] == [content]


def test_a_draft_that_cannot_be_written_is_told_and_tried_again(home: Path) -> None:
    """Where there is no room, one line says so; what was kept is written the next time."""
    home.parent.mkdir(parents=True)
    home.write_text("a file where the folder would be")
    drafts = Drafts(home, read_only=False)
    drafts.keep("one", "words")
    with pytest.raises(StoreError, match=r"^The draft of the note cannot be kept in .*drafts\.json: .*\.$"):
        drafts.write()
    home.unlink()
    drafts.write()
    assert texts(home) == {"one": "words"}
