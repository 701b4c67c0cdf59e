"""Folders as they are found: empty, with files that are no text, in strange encodings, gone meanwhile."""

import os
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Sit

TEXT = "A heading of it\n\nÜber the café: “fine” costs 5 €.\n\nThe last line.\n"

ENCODED = {
    "utf-8": TEXT.encode(),
    "utf-8 with a byte order mark": b"\xef\xbb\xbf" + TEXT.encode(),
    "utf-16 little endian": b"\xff\xfe" + TEXT.encode("utf-16-le"),
    "utf-16 big endian": b"\xfe\xff" + TEXT.encode("utf-16-be"),
    "cp1252": TEXT.encode("cp1252"),
    "crlf": TEXT.replace("\n", "\r\n").encode(),
    "cr": TEXT.replace("\n", "\r").encode(),
}


@pytest.fixture
def bare(tmp_path: "Path") -> "Path":
    """A folder with nothing in it."""
    bare = tmp_path / "bare"
    bare.mkdir()
    return bare


async def test_an_empty_folder_says_so(sit: "Sit", bare: "Path") -> None:
    """A folder without sources says which files are read and how to leave; keys do no harm and nothing is written."""
    async with sit(bare) as desk:
        await desk.press("escape")
        assert desk.shows("No sources in this folder.")
        assert desk.shows(".md, .markdown and .txt")
        assert desk.shows("no sources", "#sources")
        await desk.press("c", "s", "L", "]s", "gp", "j", "enter", "gs", "j", "enter", "escape", "y", "dd", "G")
        assert "Internal error" not in desk.left
        await desk.press("gr", "q")
        await desk.until(lambda: not desk.app.is_running)
    assert not list(bare.iterdir())


@pytest.mark.parametrize("content", ENCODED.values(), ids=ENCODED)
async def test_every_encoding_reads_alike(sit: "Sit", bare: "Path", content: bytes) -> None:
    """The same text shows the same words in every encoding and with every line end, and can be tagged."""
    (bare / "a.txt").write_bytes(content)
    async with sit(bare) as desk:
        assert desk.shows("Über the café: “fine” costs 5 €.")
        assert desk.rows()[0].strip().startswith("A heading of it")
        assert not any("�" in row or "␍" in row for row in desk.rows())
        await desk.go("5 €")
        await desk.press("v3lhf")
        await desk.quiet()
        assert desk.stored().tagged == {"5 €": ["figure"]}
    assert (bare / "a.txt").read_bytes() == content


async def test_bytes_that_are_no_text_are_said_once(sit: "Sit", bare: "Path") -> None:
    """Undecodable bytes are shown as replacement characters, with one line that says so."""
    (bare / "a.txt").write_bytes(b"\xef\xbb\xbfGood \xff\xfe\x80 and good again.\n")
    async with sit(bare) as desk:
        assert desk.shows("Good ��")
        assert desk.left.strip()
        assert "Internal error" not in desk.left
        said = desk.left
        await desk.press("l")
        assert desk.left != said


async def test_files_that_cannot_be_read_are_listed_with_the_reason(sit: "Sit", folder: "Path") -> None:
    """A file of another format stands in the list with its reason, and Enter on it says it; the page stays."""
    (folder / "4-picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    async with sit() as desk:
        assert desk.shows("4-picture.png", "#sources")
        before = desk.text
        await desk.press("gs", "G", "enter")
        assert desk.left.startswith("4-picture.png: ")
        assert "Internal error" not in desk.left
        assert (desk.text, desk.number) == (before, 1)


async def test_a_stray_nul_is_shown_and_stays_in_the_quote(sit: "Sit", folder: "Path") -> None:
    """A text in which a program left a NUL is read; the terminal gets a sign for it, the record the character."""
    (folder / "0-log.md").write_bytes(b"Sent 12\x00 pears\n")
    async with sit() as desk:
        assert desk.shows("Sent 12␀ pears")
        await desk.press("V", "c")
        assert desk.annotations[0].exact == "Sent 12\x00 pears"
        assert "“Sent 12␀ pears”" in desk.left


async def test_a_binary_file_with_the_name_of_a_text_says_so(sit: "Sit", folder: "Path") -> None:
    """A binary file that is called .txt opens to one line that says what it is, and the others can be read."""
    (folder / "4-noise.txt").write_bytes(bytes(range(256)) * 8)
    async with sit() as desk:
        await desk.press("gs", "G", "enter")
        assert "binary file" in desk.left
        assert desk.shows("This source cannot be read")
        assert desk.shows("4-noise.txt")
        assert "]s next source" in " ".join(desk.rows("#footer"))
        await desk.press("s")
        assert "no text to select" in desk.left
        await desk.press("c", "V", "y", "L", "i", "escape", "dd", "G", "j")
        assert "Internal error" not in desk.left
        assert not desk.annotations
        await desk.press("gR")
        assert "binary file" in desk.left
        assert desk.library.history.entries() == []
        await desk.press("[s")
        assert desk.shows("Paragraph 1 begins")


async def test_only_unreadable_files_say_why(sit: "Sit", bare: "Path") -> None:
    """A folder in which nothing can be read names a file and its reason on the page."""
    (bare / "a.pdf").write_bytes(b"%PDF-1.7")
    async with sit(bare) as desk:
        assert desk.shows("Nothing here can be read.")
        assert desk.shows("a.pdf: ")


async def test_a_source_that_went_away_is_said(sit: "Sit", folder: "Path") -> None:
    """A file that is gone when it is opened gives one line, and the others can still be read."""
    async with sit() as desk:
        (folder / "2-letter.txt").unlink()
        desk.library.let_go(desk.library.sources()[1].id)
        await desk.press("]s")
        assert "2-letter.txt" in desk.left
        assert "Internal error" not in desk.left
        assert desk.shows("This source cannot be read")
        await desk.press("c", "s", "j", "]s")
        assert desk.number == 3
        assert desk.shows("Paragraph 1 begins")


async def test_a_source_that_is_gone_keeps_its_passages(sit: "Sit", folder: "Path") -> None:
    """What was recorded about a file that is gone stays listed, and its text is still there to be read."""
    async with sit() as desk:
        await desk.press("]s", "c", "q")
    (folder / "2-letter.txt").unlink()
    async with sit() as desk:
        assert desk.shows("the file is gone", "#sources")
        await desk.press("gs", "G", "enter")
        assert desk.shows("The orchard was planted in 1911")
        assert "kept text" in desk.left + desk.right
        assert len(desk.annotations) == 1
        await desk.press("gs", "gg", "enter")
        assert desk.number == 1


async def test_a_source_that_is_gone_can_be_forgotten(sit: "Sit", folder: "Path") -> None:
    """The key that deletes takes it out of the list with all that was recorded of it, and u brings that back."""
    async with sit() as desk:
        await desk.press("s", "c", "L", "]s", "s", "c", "L", "s", "q")
    (folder / "2-letter.txt").unlink()
    async with sit() as desk:
        await desk.press("gs", "gg", "dd")
        assert "The file of source 1 is there" in desk.left
        await desk.press("G")
        assert "dd remove" in " ".join(desk.rows("#footer"))
        await desk.press("dd")
        assert desk.left.startswith("removed 2-letter.txt and its 1 passage and 1 link · u undo")
        assert not desk.shows("2-letter", "#sources")
        assert len(desk.annotations) == 1
        await desk.press("u")
        assert desk.shows("the file is gone", "#sources")
        assert len(desk.annotations) == 2
        assert len(desk.library.all_links()) == 1


async def test_the_source_that_was_open_is_opened_again(sit: "Sit") -> None:
    """The program begins where it was left; with the one that was open before where that is gone."""
    async with sit() as desk:
        await desk.to_source(3)
        await desk.press("5j", "q")
        here = desk.page.cursor
    async with sit() as desk:
        assert (desk.number, desk.page.cursor) == (3, here)
        gone = desk.library.path(desk.screen.session.source)
    gone.unlink()
    async with sit() as desk:
        assert desk.number == 2


@pytest.mark.skipif(os.getuid() == 0, reason="the superuser may write everywhere")
async def test_a_folder_that_cannot_be_written_is_read(sit: "Sit", folder: "Path") -> None:
    """On a folder without the right to write, what is recorded goes to the user's own folder."""
    folder.chmod(0o555)
    try:
        async with sit() as desk:
            await desk.press("c")
            await desk.quiet()
            assert desk.library.home.parent != folder
    finally:
        folder.chmod(0o755)


async def test_where_the_library_of_such_a_folder_is_is_said(
    sit: "Sit", folder: "Path", monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks for what he recorded finds it."""
    may = os.access
    monkeypatch.setattr("os.access", lambda path, mode: path != folder and may(path, mode))
    async with sit() as desk:
        assert f"saved in {desk.library.home}" in " ".join([desk.left, *desk.rows("#notice")])


async def test_a_second_program_reads_only(sit: "Sit") -> None:
    """While one program writes, another one on the same folder refuses changes in one line."""
    async with sit() as desk:
        await desk.press("c")
        await desk.quiet()
        async with sit() as other:
            await other.press("j", "c")
            assert other.left.strip()
            assert "Internal error" not in other.left
            assert len(other.annotations) == 1
        await desk.press("f")
        await desk.quiet()
        assert [row["tags"] for row in desk.stored().annotations] == [["claim", "figure"]]


@pytest.mark.parametrize(
    "name", ["lock", "journal.lock", "journal.jsonl", "library.json", "drafts.json", "codebook.toml"]
)
async def test_a_folder_with_a_link_in_its_library_is_only_looked_at(
    sit: "Sit", folder: "Path", tmp_path: "Path", name: str
) -> None:
    """The program says which file it is, reads, records nothing, and leaves alone where the link leads."""
    victim = tmp_path / "victim"
    victim.write_text("precious")
    home = folder / ".postil"
    home.mkdir()
    (home / name).symlink_to(victim)
    async with sit() as desk:
        said = " ".join([desk.left, *desk.rows("#notice")])
        assert "read-only" in said
        assert name in said
        assert desk.shows("orchard")
        await desk.press("j", "c")
        await desk.press("i", "a", "b", "ctrl+s")
        await desk.quiet()
        assert desk.annotations == []
    assert victim.read_text() == "precious"
    assert [path.name for path in home.iterdir()] == [name]


async def test_long_sources_open_at_once_and_are_read_to_the_end(sit: "Sit", bare: "Path") -> None:
    """A long source can be read before all of it has been, and G waits for its end."""
    (bare / "big.txt").write_text("".join(f"Line {n} of many, with a few words.\n\n" for n in range(6_000)))
    async with sit(bare) as desk:
        await desk.press("G")
        await desk.until(lambda: desk.page.cursor > desk.at("Line 5999"))
        assert desk.shows("Line 5999")
        await desk.press("gg")
        assert desk.shows("Line 0 of many")
