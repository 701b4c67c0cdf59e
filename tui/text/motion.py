"""Where the cursor goes: pure functions from an offset of a document to another one.

A word is what a reader would call one: figures such as ``$9.9``, ``187%`` and ``open-source`` are
one word, and what a figure is per, ``/month``, is another. Nothing here looks further than a block, or a window of
it where the block is very long, so that a motion costs the same in any document.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from unicodedata import category

from annotations.documents.blocks import Block, BlockKind
from annotations.documents.document import Document
from annotations.text.lazy_regex import lazy
from annotations.text.sentences import sentences
from tui.text.cells import boundary_at, next_boundary, previous_boundary

WINDOW = 4000
"""Code points around the cursor that are searched for the bounds of a sentence."""

_INDIC = "".join(
    f"{chr(block)}-{chr(block + 3)}{chr(block + 0x3C)}{chr(block + 0x3E)}-{chr(block + 0x57)}{chr(block + 0x62)}{chr(block + 0x63)}"
    for block in range(0x900, 0xE00, 0x80)
)
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0730-\u074a"
    f"{_INDIC}\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u0f71-\u0f84\u102b-\u103e\u17b4-\u17d3"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u00ad\u200b-\u200f\u2060\ufeff\u20d0-\u20ff\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f"
)
"""Vowel signs, accents and joiners, which a word goes on over; `re` does not take them for letters."""

_WORD = lazy(
    rf"[$€£¥]?\d[\w{_MARKS}]*(?:(?:[.,'’:_&@-]|/(?=\d))\w[\w{_MARKS}]*)*%?|(?<=[\d%])/(?=[^\W\d])[\w{_MARKS}/]+"
    rf"|[$€£¥]?\w[\w{_MARKS}]*(?:[.,'’:/_&@-]\w[\w{_MARKS}]*)*%?|[{_MARKS}]+|[^\w\s{_MARKS}][^\w\s]*"
)


def cell_index(block: Block, offset: int) -> int:
    """The cell of a table's row that an offset is in; the separator after a cell belongs to it."""
    return max(0, bisect_right(block.cells, offset, key=lambda cell: cell[0]) - 1)


def character_at(document: Document, offset: int) -> int:
    """Start of the character that an offset is in, or of the one before where it is in none.

    The cursor stands on characters alone: on none of the separators of cells, and on a line break only where
    nothing else is in the line. An empty cell has its separator for a character.
    """
    start, end = _stretch(document, document.block_index(offset), offset)
    if offset < end:
        return boundary_at(document.text, offset, start, end)
    return previous_boundary(document.text, end, start)


def right(document: Document, offset: int) -> int:
    """The next character, across cells, lines and blocks."""
    index = document.block_index(offset)
    block = document.blocks[index]
    _, end = _stretch(document, index, offset)
    after = next_boundary(document.text, offset, end)
    if after < end:
        return after
    if end < block.end:
        return end + 1
    return document.blocks[index + 1].start if index + 1 < len(document.blocks) else offset


def left(document: Document, offset: int) -> int:
    """The character before, across cells, lines and blocks."""
    index = document.block_index(offset)
    start, _ = _stretch(document, index, offset)
    if offset > start:
        return previous_boundary(document.text, offset, start)
    if start > document.blocks[index].start:
        return character_at(document, start - 1)
    return last_of(document, index - 1) if index else offset


def last_of(document: Document, index: int) -> int:
    """Offset of the last character of a block."""
    return character_at(document, document.blocks[index].end)


def _stretch(document: Document, index: int, offset: int) -> tuple[int, int]:
    """Bounds of the cell of a table that an offset is in, elsewhere of the line of its block."""
    block = document.blocks[index]
    if block.cells:
        return block.cells[cell_index(block, offset)]
    text = document.text
    start = text.rfind("\n", max(block.start, offset - WINDOW), min(offset, block.end)) + 1
    end = text.find("\n", offset, min(block.end, offset + WINDOW))
    return start or block.start, end if end >= 0 else block.end


def word_forward(document: Document, offset: int) -> int:
    """Start of the next word; the last character of the text if there is none."""
    for found, _ in _words_from(document, offset):
        # Where a sign clings to the letter after it, a word begins within a character.
        if found > offset and (start := character_at(document, found)) > offset:
            return start
    return last_of(document, len(document.blocks) - 1)


def word_end(document: Document, offset: int) -> int:
    """Last character of this word, or of the next one if the cursor is there already; never of punctuation alone."""
    for start, end in _words_from(document, offset):
        if all(category(char)[0] == "P" for char in document.text[start:end]):
            continue
        if end - 1 > offset and (last := character_at(document, end - 1)) > offset:
            return last
    return last_of(document, len(document.blocks) - 1)


def word_back(document: Document, offset: int) -> int:
    """Start of this word, or of the one before if the cursor is there already."""
    for index in range(document.block_index(offset), -1, -1):
        block = document.blocks[index]
        floor = max(block.start, min(offset, block.end) - WINDOW)
        words = [w for w in _words(document.text, floor, min(offset, block.end)) if w[0] < offset]
        if words:
            return character_at(document, words[-1][0])
    return 0


def word_at(document: Document, offset: int) -> tuple[int, int]:
    """Bounds of the word that an offset is in; of the single character if it is in none."""
    block = document.blocks[document.block_index(offset)]
    for start, end in _words(document.text, max(block.start, offset - 200), min(block.end, offset + 200)):
        if start <= offset < end:
            return start, end
    return offset, next_boundary(document.text, offset, block.end)


def sentence_at(document: Document, offset: int) -> tuple[int, int]:
    """Bounds of the sentence at an offset; in a table the cell, in a diagram the label; never past the block."""
    index = document.block_index(offset)
    block = document.blocks[index]
    if block.kind is BlockKind.ROW:
        return block.cells[cell_index(block, offset)] if block.cells else (block.start, block.end)
    if block.kind is BlockKind.DIAGRAM:
        from tui.text.diagrams.drawings import label_at  # what draws diagrams is made of these motions

        return label_at(document, offset)
    bounds = list(sentences(document.text, max(block.start, offset - WINDOW), min(block.end, offset + WINDOW)))
    for start, end in bounds:
        if offset < end:
            return start, end
    return bounds[-1] if bounds else (block.start, block.end)


def sentence_forward(document: Document, offset: int) -> int:
    """Start of the next sentence."""
    _, end = sentence_at(document, offset)
    block = document.blocks[document.block_index(offset)]
    following = _skip_space(document.text, end, block.end)
    if following < block.end:
        return following
    return _next_start(document, document.block_index(offset))


def sentence_back(document: Document, offset: int) -> int:
    """Start of this sentence, or of the one before if the cursor is there already."""
    start, _ = sentence_at(document, offset)
    if start < offset:
        return start
    index = document.block_index(offset)
    if start > document.blocks[index].start:
        before = _before_space(document.text, start, document.blocks[index].start)
        if before > document.blocks[index].start:
            return sentence_at(document, before - 1)[0]
    for earlier in range(index - 1, -1, -1):
        block = document.blocks[earlier]
        before = _before_space(document.text, block.end, block.start)
        if before > block.start:
            return sentence_at(document, before - 1)[0]
    return offset


def paragraph_at(document: Document, offset: int) -> tuple[int, int]:
    """Bounds of the block at an offset."""
    block = document.blocks[document.block_index(offset)]
    return block.start, block.end


def paragraph_forward(document: Document, offset: int) -> int:
    """Start of the next block that stands apart."""
    following = document.paragraph_after(document.block_index(offset))
    return last_of(document, len(document.blocks) - 1) if following is None else document.blocks[following].start


def paragraph_back(document: Document, offset: int) -> int:
    """Start of the last block before that stands apart."""
    index = document.block_index(offset)
    inside = offset > document.blocks[index].start
    earlier = document.paragraph_before(index + inside)
    return 0 if earlier is None else document.blocks[earlier].start


def heading_forward(document: Document, offset: int) -> int:
    """Start of the next heading; the offset itself if there is none."""
    headings = document.headings()
    found = bisect_right(headings, offset, key=lambda i: document.blocks[i].start)
    return document.blocks[headings[found]].start if found < len(headings) else offset


def heading_back(document: Document, offset: int) -> int:
    """Start of the heading before; the offset itself if there is none."""
    headings = document.headings()
    found = bisect_left(headings, offset, key=lambda i: document.blocks[i].start) - 1
    return document.blocks[headings[found]].start if found >= 0 else offset


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its edges; empty where there was nothing else."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _words(text: str, start: int, end: int) -> list[tuple[int, int]]:
    return [match.span() for match in _WORD.finditer(text, start, end)]


def _words_from(document: Document, offset: int) -> Iterator[tuple[int, int]]:
    """Words from the one at offset on, across blocks."""
    for index in range(document.block_index(offset), len(document.blocks)):
        block = document.blocks[index]
        floor = max(block.start, min(offset, block.end) - 200)
        for match in _WORD.finditer(document.text, floor, block.end):
            yield match.span()


def _skip_space(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset


def _before_space(text: str, offset: int, floor: int) -> int:
    while offset > floor and text[offset - 1].isspace():
        offset -= 1
    return offset


def _next_start(document: Document, index: int) -> int:
    """Start of the next block with text after block index."""
    for following in range(index + 1, len(document.blocks)):
        block = document.blocks[following]
        if block.end > block.start:
            return block.start
    return last_of(document, len(document.blocks) - 1)
