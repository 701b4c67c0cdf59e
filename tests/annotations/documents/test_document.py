"""The document: its index of headings, its title, its places."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.blocks import BlockKind, Draft
from annotations.documents.document import Document, Location
from annotations.documents.loader import read


def headings(levels: list[int]) -> Document:
    """A document of headings of the levels given (0: a paragraph), each named by its index."""
    document = Document()
    for index, level in enumerate(levels):
        kind = BlockKind.HEADING if level else BlockKind.PARAGRAPH
        document.extend([Draft(kind, f"block {index}", ((0, index * 100),), level=level)])
    document.finish()
    return document


@given(st.lists(st.integers(0, 6), min_size=1, max_size=30))
def test_the_heading_path_is_that_of_the_outline(levels: list[int]) -> None:
    """Above any block stand the nearest heading before it, the nearest higher one before that, and so on."""
    document = headings(levels)
    for index, block in enumerate(document.blocks):
        path: list[str] = []
        lowest = 7
        for above in range(index, -1, -1):
            if 0 < levels[above] < lowest:
                path.insert(0, f"block {above}")
                lowest = levels[above]
        assert document.heading_path(block.start) == tuple(path)
    assert document.headings() == [index for index, level in enumerate(levels) if level]
    assert document.highest == min((level for level in levels if level), default=6)


@given(st.lists(st.text("ab\n", max_size=5), max_size=12), st.integers(-3, 70), st.integers(-3, 70))
def test_a_slice_is_that_of_the_text(parts: list[str], start: int, end: int) -> None:
    """A slice, taken while the document grows, is the same as that of the whole text."""
    document = Document()
    whole = "\n".join(parts)
    for part in parts:
        document.extend([Draft(BlockKind.PARAGRAPH, part, ((0, 0),))])
    start, end = max(0, start), max(0, end)
    assert document.slice(start, end) == whole[start:end]
    assert document.text == whole
    assert document.slice(start, end) == whole[start:end]


def test_block_index_knows_the_newline_and_the_end() -> None:
    """The newline after a block belongs to it, and an offset past the end to the last block."""
    document = read(b"one\n\ntwo\n", "a.txt")
    assert [document.block_index(offset) for offset in (0, 3, 4, 6, 99)] == [0, 0, 1, 1, 1]


def test_an_empty_document_is_complete_and_empty() -> None:
    """An empty file has no block, no word, no title, and its places are the first one."""
    document = read(b"", "a.md")
    assert (list(document.blocks), document.text, document.words, document.title) == ([], "", 0, "")
    assert document.complete
    assert document.heading_path(0) == ()
    assert document.location(0) == (1, 1)


def test_a_place_in_the_file_is_found_in_either_reading() -> None:
    """Line and column of an offset lead back to it; from what is markup to the text that follows."""
    data = b"# Head\n\nsome *words* here\nand more\n\n- a point\n"
    for manner in ("", "markdown"):
        document = read(data, "a.md", manner)
        for offset in range(document.length):
            if document.text[offset] != "\n":
                assert document.offset_at(document.location(offset)) == offset
        assert document.text[document.offset_at(Location(1, 1)) :].startswith("Head")
        assert document.text[document.offset_at(Location(3, 6)) :].startswith("words")
        assert document.offset_at(Location(7, 1)) == document.length
    assert Document().offset_at(Location(1, 1)) == 0


def test_the_title_is_what_a_reader_would_call_it() -> None:
    """Front matter, else the highest heading before the first text, else the first heading, else the first words."""
    assert read(b"---\ntitle: 'Of Ants'\n---\n# Other\n", "a.md").title == "Of Ants"
    assert read(b"## Kicker\n# Main\n\ntext\n", "a.md").title == "Main"
    assert read(b"text\n\n## First\n\n# Second\n", "a.md").title == "First"
    assert read(b", ,\n\nOnly words.\n", "a.txt").title == "Only words."
    assert read(b"word " * 60, "a.txt").title == ("word " * 20).strip() + "…"
