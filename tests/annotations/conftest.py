"""A small folder of sources to work on."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.library import Library

ORCHARD = """\
# The orchard

The orchard was planted in 1902. It has forty rows of trees.

Apples bring in 60% of the income, pears the rest. The *pears* are the better fruit.
"""

LETTER = """\
A letter about the orchard
The orchard was planted in 1911, whatever they say, and it has forty rows of trees.
Apples bring in half of the income.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two sources."""
    folder = tmp_path / "fruit"
    folder.mkdir()
    (folder / "1-orchard.md").write_text(ORCHARD, encoding="utf-8")
    (folder / "2-letter.txt").write_text(LETTER, encoding="utf-8")
    return folder


@pytest.fixture
def open_library(folder: Path) -> Iterator[Callable[[], Library]]:
    """Opens the library on the folder; each library is closed at the end."""
    opened: list[Library] = []

    def open_library() -> Library:
        for library in opened:
            library.close()
        opened.append(Library.open([folder], author="tester"))
        return opened[-1]

    yield open_library
    for library in opened:
        library.close()


@pytest.fixture
def library(open_library: Callable[[], Library]) -> Library:
    """The library on the folder, with nothing recorded."""
    return open_library()


@pytest.fixture
def span() -> Callable[[Library, int, str], tuple[str, int, int]]:
    """Finds words in a source given by its number: its id and where they are."""

    def span(library: Library, number: int, words: str) -> tuple[str, int, int]:
        source = next(source for source in library.sources() if source.number == number)
        start = library.document(source.id).text.index(words)
        return source.id, start, start + len(words)

    return span
