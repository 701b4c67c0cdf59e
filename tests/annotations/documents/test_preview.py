"""What is told of a source from its first bytes."""

import os
from pathlib import Path

import pytest

from annotations.documents.loader import DocumentLoader
from annotations.documents.preview import FURTHEST, REACH, beginning, is_large

LONG = "# The tram\n\n" + "It was *late* again, as the [plan][p] said.\n\n" * 900 + ("word " * 800 + "\n\n") * 40


def written(folder: Path, data: bytes) -> Path:
    """A source with these bytes."""
    path = folder / "a.md"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("text", [LONG, LONG.replace("\n", "\r\n"), "Short.\n", "", "No newline"])
def test_a_reading_goes_on_from_the_beginning(tmp_path: Path, text: str) -> None:
    """The document that was shown becomes that of the reading, and is whole in the end; it was never complete before."""
    begun = beginning(written(tmp_path, text.encode()), "a.md")
    assert begun is not None
    assert begun.length >= min(REACH, len(text) // 2)
    blocks, complete = list(begun.blocks), begun.complete
    reading = DocumentLoader(text.encode(), "a.md")
    assert reading.continue_from(begun)
    assert reading.document is begun
    while reading.step():
        pass
    whole = DocumentLoader(text.encode(), "a.md")
    while whole.step():
        pass
    assert (complete, begun.complete) == (False, True)
    assert begun.blocks[: len(blocks)] == blocks
    assert (begun.text, begun.blocks, begun.title) == (whole.document.text, whole.document.blocks, whole.document.title)
    assert begun.location(begun.length) == whole.document.location(begun.length)


def test_the_whole_decides(tmp_path: Path) -> None:
    """A link that is defined in the last line is none in the beginning, and then that is not gone on with."""
    data = (LONG + "[p]: /plan\n").encode()
    begun = beginning(written(tmp_path, data), "a.md")
    assert begun is not None
    assert "[plan][p]" in begun.text
    reading = DocumentLoader(data, "a.md")
    assert not reading.continue_from(begun)
    assert reading.document is not begun
    assert "[plan][p]" not in reading.document.text


def test_a_place_further_on_is_in_the_beginning_or_there_is_none(tmp_path: Path) -> None:
    """What is read ahead has the place and some screens after it."""
    path = written(tmp_path, LONG.encode())
    begun = beginning(path, "a.md", place=FURTHEST)
    assert begun is not None
    assert begun.length >= FURTHEST + REACH
    assert beginning(path, "a.md", place=FURTHEST + 1) is None


@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02" * 99,
        LONG.encode("utf-16"),
        b"%PDF-1.7\n" + LONG.encode(),
        b"x" * 500_000,
        b"```\n" + b"x\n" * 199_999,
    ],
    ids=["binary", "utf-16", "pdf", "one line", "one block"],
)
def test_what_cannot_be_told_from_the_first_bytes_has_no_beginning(tmp_path: Path, data: bytes) -> None:
    """Then the whole is read, or refused, as ever."""
    begun = beginning(written(tmp_path, data), "a.md")
    assert begun is None or (data.startswith(b"```") and begun.length >= REACH)


def test_no_file_has_no_beginning(tmp_path: Path) -> None:
    """Nothing blocks and nothing is raised: a pipe, a folder, and what is not there."""
    os.mkfifo(tmp_path / "pipe.md")
    for path in (tmp_path / "pipe.md", tmp_path, tmp_path / "gone.md"):
        assert beginning(path, path.name) is None
        assert not is_large(path)
