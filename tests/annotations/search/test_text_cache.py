"""The texts that are searched: they know blocks and headings as the document does."""

from annotations.documents.loader import read
from annotations.search.text_cache import Text

MARKDOWN = "# One\n\nA.\n\n---\n\n## Two\n\n- b\n- c\n\n| d | e |\n|---|---|\n| f | g |\n\n# \n\nLast.\n\n# Three\n"


def test_a_text_knows_where_its_blocks_and_headings_are() -> None:
    """At each offset there is the block and the heading that the document has there."""
    document = read(MARKDOWN.encode(), "a.md")
    text = Text(document)
    for offset in range(document.length):
        block = document.blocks[document.block_index(offset)]
        assert text.block(offset) == (block.start, min(block.end + 1, document.length))
        assert text.heading(offset) == (*("",), *document.heading_path(offset))[-1]
        assert text.is_heading(block.start) == (block.kind == "heading")


def test_a_text_without_blocks_is_one_block() -> None:
    """A passage may be looked up in a source that was emptied just now."""
    text = Text(read(b"", "a.md"))
    assert [text.block(offset) for offset in (0, 40)] == [(0, 0), (0, 0)]
    assert text.heading(40) == ""
    assert not text.is_heading(0)
