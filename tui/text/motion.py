"""Where the cursor goes: pure functions from an offset of a document to another one.

A word is what a reader would call one: figures such as ``$9.9``, ``187%`` and ``open-source`` are
one word. A sentence ends at its mark, with the quotes and brackets that close it; abbreviations,
initials and decimal points do not end one. Nothing here looks further than a block, or a window of
it where the block is very long, so that a motion costs the same in any document.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from annotations.documents.document import BlockKind, Document
from tui.text.cells import next_boundary, previous_boundary

WINDOW = 4000
"""Code points around the cursor that are searched for the bounds of a sentence."""

_WORD = re.compile(r"[$€£¥]?\w+(?:[.,'’:/_&@-]\w+)*%?|[^\w\s]+")
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”’）]*|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|cf|vs|etc|al|approx|ca|vol|pp|p|fig|eq|inc|ltd|co|corp|dept|est|jr|sr|st|mr|mrs|ms|dr|prof|"
    r"gen|sen|rep|gov|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|u\.s|u\.k|e\.u)|\b[A-Z](?:\.[A-Z])*|^\s*\(?\d{1,3})\.$",
    re.IGNORECASE,
)


def right(document: Document, offset: int) -> int:
    """The next character, across blocks."""
    block = document.blocks[document.block_index(offset)]
    after = next_boundary(document.text, offset, block.end)
    if after < block.end:
        return after
    following = document.block_index(offset) + 1
    return document.blocks[following].start if following < len(document.blocks) else offset


def left(document: Document, offset: int) -> int:
    """The character before, across blocks."""
    index = document.block_index(offset)
    if offset > document.blocks[index].start:
        return previous_boundary(document.text, offset, document.blocks[index].start)
    return last_of(document, index - 1) if index else offset


def last_of(document: Document, index: int) -> int:
    """Offset of the last character of a block."""
    block = document.blocks[index]
    return previous_boundary(document.text, block.end, block.start)


def word_forward(document: Document, offset: int) -> int:
    """Start of the next word; the last character of the text if there is none."""
    for start, _ in _words_from(document, offset):
        if start > offset:
            return start
    return last_of(document, len(document.blocks) - 1)


def word_end(document: Document, offset: int) -> int:
    """Last character of this word, or of the next one if the cursor is there already."""
    for start, end in _words_from(document, offset):
        last = previous_boundary(document.text, end, start)
        if last > offset:
            return last
    return last_of(document, len(document.blocks) - 1)


def word_back(document: Document, offset: int) -> int:
    """Start of this word, or of the one before if the cursor is there already."""
    for index in range(document.block_index(offset), -1, -1):
        block = document.blocks[index]
        floor = max(block.start, min(offset, block.end) - WINDOW)
        words = [w for w in _words(document.text, floor, min(offset, block.end)) if w[0] < offset]
        if words:
            return words[-1][0]
    return 0


def word_at(document: Document, offset: int) -> tuple[int, int]:
    """Bounds of the word that an offset is in; of the single character if it is in none."""
    block = document.blocks[document.block_index(offset)]
    for start, end in _words(document.text, max(block.start, offset - 200), min(block.end, offset + 200)):
        if start <= offset < end:
            return start, end
    return offset, next_boundary(document.text, offset, block.end)


def sentence_at(document: Document, offset: int) -> tuple[int, int]:
    """Bounds of the sentence at an offset; in a table the cell, elsewhere never past the block."""
    index = document.block_index(offset)
    block = document.blocks[index]
    if block.kind is BlockKind.ROW:
        for start, end in block.cells:
            if start <= offset <= end and start < end:
                return start, end
        return block.start, block.end
    bounds = _sentences(document.text, max(block.start, offset - WINDOW), min(block.end, offset + WINDOW))
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
        before = start - 1
        while before > document.blocks[index].start and document.text[before].isspace():
            before -= 1
        return sentence_at(document, before)[0]
    for earlier in range(index - 1, -1, -1):
        block = document.blocks[earlier]
        if block.end > block.start:
            return sentence_at(document, block.end - 1)[0]
    return offset


def paragraph_at(document: Document, offset: int) -> tuple[int, int]:
    """Bounds of the block at an offset."""
    block = document.blocks[document.block_index(offset)]
    return block.start, block.end


def paragraph_forward(document: Document, offset: int) -> int:
    """Start of the next block that stands apart."""
    for index in range(document.block_index(offset) + 1, len(document.blocks)):
        if document.blocks[index].gap or document.blocks[index].kind is BlockKind.ITEM:
            return document.blocks[index].start
    return last_of(document, len(document.blocks) - 1)


def paragraph_back(document: Document, offset: int) -> int:
    """Start of this block, or of the one before that stands apart."""
    index = document.block_index(offset)
    if offset > document.blocks[index].start:
        return document.blocks[index].start
    for earlier in range(index - 1, -1, -1):
        if document.blocks[earlier].gap or document.blocks[earlier].kind is BlockKind.ITEM:
            return document.blocks[earlier].start
    return 0


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


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Trimmed bounds of the sentences in a stretch."""
    bounds = []
    begin = start
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.group().startswith(".") and _ABBREVIATION.search(
            text[max(begin, match.start() - 12) : match.start() + 1]
        ):
            continue
        following = _skip_space(text, match.end(), end)
        if following < end and text[following].islower() and match.group() != "\n":
            continue
        bounds.append(trimmed(text, begin, match.end()))
        begin = match.end()
    bounds.append(trimmed(text, begin, end))
    return [b for b in bounds if b[0] < b[1]]


def _skip_space(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset


def _next_start(document: Document, index: int) -> int:
    """Start of the next block with text after block index."""
    for following in range(index + 1, len(document.blocks)):
        block = document.blocks[following]
        if block.end > block.start:
            return block.start
    return last_of(document, len(document.blocks) - 1)
