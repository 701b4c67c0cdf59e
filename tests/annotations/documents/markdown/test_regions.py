"""Which regions of Markdown are read by shape, and that nothing of them is lost or moved."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.blocks import BlockKind
from annotations.documents.document import Document, Manner
from annotations.documents.loader import read

DATA = Path(__file__).parents[1] / "data"
PROSE = "It was said that the line would close, and that nobody would miss it. It did not close, and some would have. "
PROPER = (
    "# Head\n\n## Second\n\n",
    "A paragraph that was broken\nby hand, as Markdown allows.\n\n",
    "- an item\n- another that goes\n  on\n\n",
    "> quoted\n> on\n\n",
    "| a | b |\n|---|---|\n| 1 | 2 |\n\n",
    "```\ncode • here\n```\n\n",
    "Words with *emphasis*, `code` and [a link](to).\n\n",
    "1. first\n2. second\n\n",
    "Title In Capitals\n\n",
)


def manner(text: str, asked: str = "") -> Manner:
    return read(text.encode(), "a.md", asked).manner


@given(st.lists(st.sampled_from(PROPER), max_size=8).map(lambda parts: PROPER[0] + "".join(parts)))
def test_proper_markdown_is_read_as_such(text: str) -> None:
    """A file that marks its headings and breaks its lines by hand is read strictly, and toggling changes nothing."""
    free, strict = read(text.encode(), "a.md"), read(text.encode(), "a.md", "markdown")
    assert free.manner is Manner.MARKDOWN
    assert (free.text, free.blocks) == (strict.text, strict.blocks)


@pytest.mark.parametrize(
    "region",
    [
        "• one\n• two",
        "→ one",
        "– one\n– two",
        f"{PROSE}{PROSE}\n{PROSE}{PROSE}",
        "Q: Why?\nA: Because.",
        "flowchart TD\nA --> B",
        "| a | b |\n| c | d |",
        "Key NumberLast QuarterThis Quarter\nRidersFour thousand.Three thousand.",
        "    • one\n    • two",
        f"> marked\n{PROSE}{PROSE}",
        f"- item\n{PROSE}{PROSE}",
        f"{PROSE}{PROSE}\n---",
    ],
)
def test_a_pasted_region_in_proper_markdown_is_read_by_shape(region: str) -> None:
    """What a parser would have made one paragraph of is read by shape; what stands around it is not."""
    before, after = "# Head\n\n## Second\n\nlines broken\nby hand\n\n", "\n\nmore lines\nby hand\n"
    document = read((before + region + after).encode(), "a.md")
    strict = read((before + region + after).encode(), "a.md", "markdown")
    kept = [document.slice(block.start, block.end) for block in document.blocks]
    assert kept[2] == "lines broken by hand"
    assert kept[-1] == "more lines by hand"
    assert document.blocks != strict.blocks
    assert strict.manner is Manner.MARKDOWN


@pytest.mark.parametrize("name", ["talk.txt", "unspaced.txt", "wrapped.txt", "article.txt"])
def test_web_text_is_found_in_markdown_too(name: str) -> None:
    """Headings, tables and diagrams of a text that was pasted into a Markdown file are those of the text file."""
    data = (DATA / name).read_bytes()
    kinds = {BlockKind.HEADING, BlockKind.ROW, BlockKind.DIAGRAM}

    def seen(document: Document) -> list[tuple[BlockKind, int, str]]:
        return [
            (b.kind, b.level, document.slice(b.start, b.end).replace("_", ""))
            for b in document.blocks
            if b.kind in kinds
        ]

    plain, marked = read(data, name), read(data, "a.md")
    assert plain.manner is Manner.SHAPE
    assert set(seen(marked)) >= {one for one in seen(plain) if one[0] is not BlockKind.HEADING}
    assert len(seen(marked)) >= len(seen(plain)) - 2


def test_text_files_can_be_read_as_markdown() -> None:
    """A text file that is Markdown shows its markup, until it is asked to be read as Markdown."""
    data = b"# Head\n\nsome *words*, and $5 or $6 that are no formula\n"
    assert read(data, "a.txt").text == "Head\nsome *words*, and $5 or $6 that are no formula"
    asked = read(data, "a.txt", "markdown")
    assert (asked.text, asked.manner) == ("Head\nsome words, and $5 or $6 that are no formula", Manner.MARKDOWN)


@pytest.mark.parametrize("name", ["web.md", "mixed.md", "furniture.md"])
def test_words_read_by_shape_are_found_at_their_place(name: str) -> None:
    """The location of a word of the reading text is where the word stands in the file."""
    data = (DATA / name).read_bytes()
    document, lines = read(data, name), data.decode().split("\n")
    for found in re.finditer(r"\w{3,}", document.text):
        line, column = document.location(found.start())
        assert lines[line - 1][column - 1 :].startswith(found[0]), (found[0], line, column)


@pytest.mark.parametrize("name", ["web.md", "mixed.md", "furniture.md"])
def test_no_word_is_lost(name: str) -> None:
    """Every word of the file is in the reading text, in its order, but for what Markdown hides."""
    data = (DATA / name).read_bytes()
    hidden = re.sub(
        r"\]\([^)]*\)|^\[[^\]]*\]: .*$|^\[split$|^label\]: .*$|'on the next line'",
        "]",
        data.decode(),
        flags=re.MULTILINE,
    )
    wanted = re.findall(r"\w+", hidden)
    found = re.findall(
        r"\w+", " ".join(f"{b.marker} {read(data, name).slice(b.start, b.end)}" for b in read(data, name).blocks)
    )
    missing = [word for word in wanted if word not in found]
    assert not missing
