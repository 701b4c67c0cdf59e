"""What holds of every document, whatever bytes it was read from."""

import gc
import re
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.blocks import BlockKind
from annotations.documents.document import Document
from annotations.documents.loader import DocumentLoader, read
from annotations.errors import SourceError
from annotations.text.words.count import count_words

PIECES = (
    "Plain words here.", "A Title Of Sorts", "# Marked", "===", "---", "***", "- item", "  - inner", "12. twelve", "1. one",
    "| a | b |", "|---|--:|", "| 1 | 2 | 3 |", "a\tb", "> quoted", ">> deeper", "```", "```py", "~~~", "    indented;",
    "flowchart TD", "A --> B", "timeline", "Q: why?", "A: so.", "*em* **strong** `code`", "[link](to)", "[ref]",
    "[ref]: /url", "note[^1]", "[^1]: the note", "^[inline]", "<div>", "</div>", "<br>", "&amp; \\* \\|", "![alt](img)",
    "- [ ] todo", "", "", " ", "\t", "\x1b[31m", "\u202e", "\u2028", "\x0c", "🎯", "中文", "end  ", "x" * 120, "a|b", "\\",
)  # fmt: skip
texts = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=14).map("\n".join),
    st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=80),
)
suffixes = st.sampled_from(["a.txt", "a.md"])


def read_text(text: str, name: str) -> Document | None:
    """The document, or nothing where the text has so many control characters that it counts as binary."""
    try:
        return read(text.encode(), name)
    except SourceError:
        return None


@given(texts, suffixes)
def test_blocks_make_up_the_reading_text(text: str, name: str) -> None:
    """The text is its blocks joined by newlines, and marks and cells lie within their block, in order."""
    document = read_text(text, name)
    if document is None:
        return
    assert document.text == "\n".join(document.text[b.start : b.end] for b in document.blocks)
    assert document.length == len(document.text)
    assert abs(document.words - count_words(document.text)) <= len(
        document.blocks
    )  # of some scripts, an estimate of each part
    assert not document.blocks or (document.blocks[0].start == 0 and not document.blocks[0].gap)
    for before, after in zip(document.blocks, document.blocks[1:], strict=False):
        assert after.start == before.end + 1
    for index, block in enumerate(document.blocks):
        inner = document.slice(block.start, block.end)
        starts = [mark.start for mark in block.marks]
        assert starts == sorted(starts)
        assert all(block.start <= mark.start < mark.end <= block.end for mark in block.marks)
        if block.kind is BlockKind.ROW:
            assert block.table is not None
            assert block.table.first <= index < block.table.first + block.table.count
            assert inner == "\t".join(document.slice(a, b) for a, b in block.cells)
            assert len(block.cells) <= len(block.table.aligns)
            assert block.cells[0][0] == block.start
            assert inner.count("\t") == len(block.cells) - 1
        else:
            assert block.table is None
            assert block.cells == ()
        if block.kind in {BlockKind.ROW, BlockKind.CODE, BlockKind.DIAGRAM, BlockKind.META, BlockKind.HEADING}:
            assert "\n" not in inner
        if block.kind is BlockKind.RULE:
            assert inner == ""
        assert (block.level > 0) == (block.kind is BlockKind.HEADING)
        assert (block.marker != "") == (block.kind is BlockKind.ITEM)


@given(texts, suffixes)
def test_every_offset_has_a_place_in_the_file(text: str, name: str) -> None:
    """The location of any offset is a line of the file and a column of it, or the one after its end."""
    document = read_text(text, name)
    if document is None:
        return
    lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
    for offset in range(document.length):
        line, column = document.location(offset)
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1


@given(texts)
def test_every_character_of_plain_text_is_found_in_the_file(text: str) -> None:
    """In a .txt file the character at a location is the character of the reading text; space may stand for space."""
    document = read_text(text, "a.txt")
    if document is None:
        return
    lines = re.split("\r\n|\r|\n", text.removeprefix("\ufeff"))
    for block in document.blocks:
        for offset in range(block.start, block.end):
            line, column = document.location(offset)
            char = document.text[offset]
            there = lines[line - 1][column - 1 : column]
            assert there == char or (char in " \t" and there in {"", " ", "\t", "|"}) or there.isspace()


@given(texts, suffixes)
def test_the_same_bytes_read_the_same(text: str, name: str) -> None:
    """Two readings of the same bytes give equal blocks."""
    first, second = read_text(text, name), read_text(text, name)
    assert first is None or (second is not None and first.text == second.text and first.blocks == second.blocks)


@pytest.mark.parametrize("name", ["long.txt", "long.md"])
def test_a_reading_grows_step_by_step(name: str) -> None:
    """Each step adds text, keeps what was there, and moves the progress on to 1."""
    paragraph = "A sentence with *some* words that goes on for a while, and then comes to an end.\n\n"
    data = ("# Title\n\n" + paragraph * 400).encode()
    reading = DocumentLoader(data, name)
    assert reading.progress == 0
    assert reading.document.blocks == []
    seen, progress, steps = "", 0.0, 0
    while reading.step():
        assert reading.document.text.startswith(seen)
        assert len(reading.document.text) > len(seen)
        assert progress <= reading.progress <= 1
        assert not reading.document.complete
        seen, progress, steps = reading.document.text, reading.progress, steps + 1
    assert steps > 3
    assert reading.document.complete
    assert reading.progress == 1
    assert not reading.step()
    assert reading.document.text == read(data, name).text
    assert reading.document.text.count("A sentence") == 400


def test_memory_is_a_small_multiple_of_the_file() -> None:
    """A document that was read costs at most five times its file: the lines of the file are let go."""
    data = (
        "A paragraph of ordinary Markdown, with *a word* set off, and a [link](to/it). "
        + "Then words alone. " * 16
        + "\n\n"
    ).encode()
    data *= 300
    read(data, "a.md")  # what is made once is made before
    gc.collect()
    tracemalloc.start()
    reading = DocumentLoader(data, "a.md")
    while reading.step():
        pass
    gc.collect()
    used = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert len(reading.document.text) < used < 5 * len(data)


def test_the_suffix_chooses_the_reader() -> None:
    """Markup is read in .md and .markdown, whatever the case, and shown as it is in everything else."""
    data = b"some *words*\n"
    assert read(data, "x/a.md").text == "some words"
    assert read(data, "A.MARKDOWN").text == "some words"
    assert read(data, "a.txt").text == "some *words*"
    assert read(data, "x.md/notes").text == "some *words*"
