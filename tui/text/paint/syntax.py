"""Roles of the words of code, for syntax highlighting.

Pygments finds them; it is imported when the first code is painted. A block is lexed in chunks of lines, with some lines
before as context for the lexer, so that the cost of a screen does not grow with the block. A string or comment that
begins before the context may be missed; the text never changes.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from annotations.documents.blocks import Block, BlockKind
from annotations.documents.document import Document

if TYPE_CHECKING:
    from pygments.lexer import Lexer

CHUNK: Final = 48
"""Lines that are lexed together."""
LEAD: Final = 32
"""Lines before a chunk that are lexed as its context."""
LONGEST: Final = 12_000
"""Largest chunk in code points that is lexed; a lexer may be slow on a longer one."""
_KEPT: Final = 32
"""Chunks in the cache."""

_ROLES: Final = (
    *(("Comment", "comment"), ("Keyword", "keyword"), ("Operator.Word", "keyword"), ("Literal.String", "string")),
    *(("Literal.Number", "number"), ("Name.Function", "name"), ("Name.Class", "name"), ("Name.Tag", "name")),
    *(("Name.Attribute", "name"), ("Name.Decorator", "name"), ("Generic.Inserted", "string")),
    *(("Generic.Deleted", "comment"), ("Generic.Heading", "name")),
)
"""Pygments' token types and our roles; the first match counts."""


class Word(Struct, frozen=True):
    """A range of code with its role."""

    start: int
    end: int
    role: str
    """``comment``, ``keyword``, ``string``, ``number`` or ``name``."""


def prepare(document: Document) -> None:
    """Create the lexers of a document's languages, which takes too long for a key. Callable from any thread."""
    for info in [*document.languages][:_KEPT]:
        _lexer(_language(info))


def words(document: Document, index: int) -> Sequence[Word]:
    """Return the words of block `index`, a line of code, in order; empty if its language is unknown."""
    block = document.blocks[index]
    if block.kind is not BlockKind.CODE or not block.info or _lexer(_language(block.info)) is None:
        return ()
    start = index // CHUNK * CHUNK
    return _lexed(document, *_region(document, index, max(0, start - LEAD), start + CHUNK)).get(index, ())


def _region(document: Document, index: int, start: int, end: int) -> tuple[int, int]:
    """Return the range of blocks around `index` that belong to the same code, within `start` and `end`."""
    blocks = document.blocks
    first, last = index, index + 1
    while first > start and not blocks[first].gap and _same(blocks[first - 1], blocks[index]):
        first -= 1
    while last < min(end, len(blocks)) and not blocks[last].gap and _same(blocks[last], blocks[index]):
        last += 1
    return first, last


@lru_cache(_KEPT)
def _lexed(document: Document, first: int, last: int) -> dict[int, list[Word]]:
    """Return the words of the blocks from `first` to before `last`, by block."""
    blocks, text = document.blocks, document.text
    start, end = blocks[first].start, blocks[last - 1].end
    lexer = _lexer(_language(blocks[first].info))
    if lexer is None or end - start > LONGEST:
        return {}
    found: dict[int, list[Word]] = {}
    index = first
    for offset, kind, value in lexer.get_tokens_unprocessed(text[start:end]):
        role, place, stop = _role(str(kind)), start + offset, start + offset + len(value)
        while role and place < stop and index < last:
            if blocks[index].end <= place:
                index += 1
                continue
            # The newline between two lines belongs to neither.
            place, cut = max(place, blocks[index].start), min(stop, blocks[index].end)
            if place < cut:
                found.setdefault(index, []).append(Word(place, cut, role))
            place = max(place, cut)
    return found


def _same(block: Block, other: Block) -> bool:
    return block.kind is other.kind and block.info == other.info


def _language(info: str) -> str:
    """Return the language in the info string of a fence, without brackets."""
    return (info.split() or [""])[0].strip("{}.").partition(",")[0].lower()


@cache
def _lexer(language: str) -> "Lexer | None":
    if not language or not language.isascii() or len(language) > 30:
        return None
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except (ClassNotFound, ImportError, OSError):
        return None


@cache
def _role(kind: str) -> str:
    name = kind.removeprefix("Token.")
    return next((role for known, role in _ROLES if name == known or name.startswith(known + ".")), "")
