"""Motions of the cursor: pure functions from one offset of a document to another.

Nothing here looks further than a block, or a window of it where the block is very long, so that a motion costs the same
in any document.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from unicodedata import category

from annotations.documents.blocks import UNKNOWN_COLUMNS, Block, BlockKind
from annotations.documents.document import Document
from annotations.text.words.spans import words
from tui.text.cells import boundary_at, next_boundary, previous_boundary
from tui.text.diagrams.drawings import label_at

WINDOW = 4000
"""Code points around the cursor that are searched for the bounds of a sentence."""

_ROWS = 200
"""Rows of a table that are searched for its head."""

_NEAR = 200
"""Code points around the cursor that are searched for the bounds of a word."""
_FEW = 8
"""Words that must be between the cursor and the edge of what was searched."""


def cell_index(block: Block, offset: int) -> int:
    """Return the index of the cell of a table row that contains `offset`; the separator after it belongs to it."""
    return max(0, bisect_right(block.cells, offset, key=lambda cell: cell[0]) - 1)


def likely_column(document: Document, offset: int) -> tuple[int, str]:
    """Return the number of the column that `offset` likely is in, from 1, and its name in the head of the table.

    The number is 0 outside of tables whose cells were run together, and in rows that have too many or too few of them.
    """
    index = document.block_index(offset)
    block = document.blocks[index]
    if block.info != UNKNOWN_COLUMNS or not block.cells:
        return 0, ""
    head = index
    while head and index - head < _ROWS and document.blocks[head - 1].info == UNKNOWN_COLUMNS:
        head -= 1
    column, names = cell_index(block, offset), document.blocks[head].cells
    return column + 1, document.text[slice(*names[column])] if column < len(names) else ""


def character_at(document: Document, offset: int) -> int:
    """Return the start of the character that contains `offset`, or of the character before a separator.

    Separators of cells and line breaks are positions of the cursor only in an empty cell or line.
    """
    start, end = _stretch(document, document.block_index(offset), offset)
    if offset < end:
        return boundary_at(document.text, offset, start, end)
    return previous_boundary(document.text, end, start)


def right(document: Document, offset: int) -> int:
    """Return the start of the next character, across cells, lines and blocks."""
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
    """Return the start of the previous character, across cells, lines and blocks."""
    index = document.block_index(offset)
    start, _ = _stretch(document, index, offset)
    if offset > start:
        return previous_boundary(document.text, offset, start)
    if start > document.blocks[index].start:
        return character_at(document, start - 1)
    return last_of(document, index - 1) if index else offset


def last_of(document: Document, index: int) -> int:
    """Return the offset of the last character of a block."""
    return character_at(document, document.blocks[index].end)


def _stretch(document: Document, index: int, offset: int) -> tuple[int, int]:
    """Return the bounds of the table cell that contains `offset`, elsewhere of the line."""
    block = document.blocks[index]
    if block.kind is BlockKind.ROW and block.cells:
        return block.cells[cell_index(block, offset)]
    text = document.text
    start = text.rfind("\n", max(block.start, offset - WINDOW), min(offset, block.end)) + 1
    end = text.find("\n", offset, min(block.end, offset + WINDOW))
    return start or block.start, end if end >= 0 else block.end


def word_forward(document: Document, offset: int) -> int:
    """Return the start of the next word; the last character of the text if there is none."""
    for found, _ in _words_from(document, offset):
        # A word may begin inside a cluster, after a sign that joins the next letter.
        if found > offset and (start := character_at(document, found)) > offset:
            return start
    return last_of(document, len(document.blocks) - 1)


def word_end(document: Document, offset: int) -> int:
    """Return the last character of this word, or of the next one if it is `offset`; skips punctuation."""
    for start, end in _words_from(document, offset):
        if all(category(char)[0] == "P" for char in document.text[start:end]):
            continue
        if end - 1 > offset and (last := character_at(document, end - 1)) > offset:
            return last
    return last_of(document, len(document.blocks) - 1)


def word_back(document: Document, offset: int) -> int:
    """Return the start of this word, or of the previous one if it is `offset`."""
    for index in range(document.block_index(offset), -1, -1):
        block = document.blocks[index]
        for first, last in reversed(_cells(block)):
            end = min(offset, last)
            for reach in (_NEAR, WINDOW):
                before = [word for word in words(document.text, max(first, end - reach), end) if word[0] < offset]
                # The first word may have begun further back, and the words of a script without blanks with it.
                if len(before) > _FEW or (before and reach == WINDOW):
                    return character_at(document, before[-1][0])
    return 0


def word_at(document: Document, offset: int) -> tuple[int, int]:
    """Return the bounds of the word that contains `offset`, or of the single character."""
    first, last = _cell(document.blocks[document.block_index(offset)], offset)
    for start, end in words(document.text, max(first, offset - _NEAR), min(last, offset + _NEAR)):
        if start <= offset < end:
            return start, end
    return offset, next_boundary(document.text, offset, last)


def sentence_at(document: Document, offset: int) -> tuple[int, int]:
    """Return the bounds of the sentence at `offset`; in a table of the cell, in a diagram of the label."""
    index = document.block_index(offset)
    block = document.blocks[index]
    if block.kind is BlockKind.ROW:
        return block.cells[cell_index(block, offset)] if block.cells else (block.start, block.end)
    if block.kind is BlockKind.DIAGRAM:
        return label_at(document, offset)
    first, last = _cell(block, offset)
    from annotations.text.sentences import sentences  # The first screen asks for none.

    bounds = list(sentences(document.text, max(first, offset - WINDOW), min(last, offset + WINDOW)))
    for start, end in bounds:
        if offset < end:
            return start, end
    return bounds[-1] if bounds else (first, last)


def _cell(block: Block, offset: int) -> tuple[int, int]:
    """Return the bounds of the likely cell at `offset`, of the block where there are none."""
    return block.cells[cell_index(block, offset)] if block.cells else (block.start, block.end)


def sentence_forward(document: Document, offset: int) -> int:
    """Return the start of the next sentence."""
    _, end = sentence_at(document, offset)
    block = document.blocks[document.block_index(offset)]
    following = _skip_space(document.text, end, block.end)
    if following < block.end:
        return following
    return _next_start(document, document.block_index(offset))


def sentence_back(document: Document, offset: int) -> int:
    """Return the start of this sentence, or of the previous one if it is `offset`."""
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
    """Return the bounds of the block at `offset`."""
    block = document.blocks[document.block_index(offset)]
    return block.start, block.end


def paragraph_forward(document: Document, offset: int) -> int:
    """Return the start of the next paragraph; the last character of the text if there is none."""
    following = document.paragraph_after(document.block_index(offset))
    return last_of(document, len(document.blocks) - 1) if following is None else document.blocks[following].start


def paragraph_back(document: Document, offset: int) -> int:
    """Return the start of this paragraph, or of the previous one if it is `offset`."""
    index = document.block_index(offset)
    inside = offset > document.blocks[index].start
    earlier = document.paragraph_before(index + inside)
    return 0 if earlier is None else document.blocks[earlier].start


def heading_forward(document: Document, offset: int) -> int:
    """Return the start of the next heading; `offset` if there is none."""
    headings = document.headings()
    found = bisect_right(headings, offset, key=lambda i: document.blocks[i].start)
    return document.blocks[headings[found]].start if found < len(headings) else offset


def heading_back(document: Document, offset: int) -> int:
    """Return the start of the previous heading; `offset` if there is none."""
    headings = document.headings()
    found = bisect_left(headings, offset, key=lambda i: document.blocks[i].start) - 1
    return document.blocks[headings[found]].start if found >= 0 else offset


def _words_from(document: Document, offset: int) -> Iterator[tuple[int, int]]:
    """Yield the words from the one at `offset` on, across blocks."""
    for index in range(document.block_index(offset), len(document.blocks)):
        block = document.blocks[index]
        for first, last in _cells(block):
            if last >= offset:
                yield from words(document.text, max(first, min(offset, last) - _NEAR), last)


def _cells(block: Block) -> Sequence[tuple[int, int]]:
    """Return the bounds of the likely cells of a block; elsewhere of the block."""
    return block.cells if block.cells and block.kind is not BlockKind.ROW else ((block.start, block.end),)


def _skip_space(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset


def _before_space(text: str, offset: int, floor: int) -> int:
    while offset > floor and text[offset - 1].isspace():
        offset -= 1
    return offset


def _next_start(document: Document, index: int) -> int:
    """Return the start of the next block with text after block `index`; the last character if there is none."""
    for following in range(index + 1, len(document.blocks)):
        block = document.blocks[following]
        if block.end > block.start:
            return block.start
    return last_of(document, len(document.blocks) - 1)
