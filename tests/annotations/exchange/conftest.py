"""A library with a bit of everything, and one on the same texts with nothing recorded."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from annotations.library import Library

TEXTS = {
    "orchard.md": "# The orchard\n\nThe orchard was planted in 1902, they say. 🌳 It has ninety trees.\n\nIt was sold.\n",
    "estate.txt": "The estate bought the land in 1911.\n\nNobody planted a tree before that. Nobody asked.\n",
}


def folder_with(path: Path, texts: dict[str, str]) -> Path:
    """Write sources into a new folder, and return it."""
    path.mkdir()
    for name, text in texts.items():
        (path / name).write_text(text, "utf-8")
    return path


@pytest.fixture
def rich(tmp_path: Path) -> Iterator[Library]:
    """Yield a library with tags, notes, statuses, a link type, links, memos, facts, a decision and a saved search."""
    library = Library.open([folder_with(tmp_path / "rich", TEXTS)], author="anna")
    estate, orchard = (one.id for one in library.sources())
    library.add_tag("date", description="When.")
    library.add_tag("year", parent="date")
    library.link_types.add("answers", inverse="answered by", counts="supports")

    def add(source: str, words: str, *tags: str, note: str = "") -> str:
        text = library.document(source).text
        at = text.index(words)
        return library.add(source, at, at + len(words), tags=tags, note=note).id

    planted = add(orchard, "The orchard was planted in 1902", "claim", "year", note="“sure”?\n=1+1 \u202e🌳")
    ninety = add(orchard, "ninety trees", "figure")
    none = add(estate, "Nobody planted a tree before that", "claim")
    library.connect(none, planted, "contradicts", "nine years")
    library.connect(ninety, planted, "answers")
    library.set_status(ninety, "checked")
    library.about.set_memo("library", "", "Ask the county.")
    library.about.set_memo("source", orchard, "By hand.")
    library.about.set_memo("tag", "date", "Years, too.")
    library.about.set_facts(estate, {"author": "B. Reed; C. Low", "url": "https://example.org/estate"})
    library.searches.save("dates", "search", "tag:date")
    yield library
    library.close()


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Library]:
    """Yield a library on the same texts with nothing recorded."""
    library = Library.open([folder_with(tmp_path / "bare", TEXTS)], author="ben")
    yield library
    library.close()


@pytest.fixture
def make_folder(tmp_path: Path) -> Callable[[str, dict[str, str]], Path]:
    """Return a function that makes a folder with sources."""
    return lambda name, texts: folder_with(tmp_path / name, texts)
