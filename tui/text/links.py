"""Links of a text: links, images, bare addresses, references to footnotes."""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from msgspec import Struct

from annotations.documents.blocks import BlockKind, MarkKind
from annotations.documents.document import Document
from annotations.text.lazy_regex import lazy

WINDOW: Final = 2000
"""Code points around an offset that are searched for an address; a longer one is not recognised."""

_ADDRESS: Final = lazy(r"(?:https?://|mailto:)[^\s<>\"“”]+|(?<![\w@./])www\.[a-z0-9-]+\.[^\s<>\"“”]+", re.IGNORECASE)
_AFTER: Final = ".,;:!?'’…*_~|"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_HOST: Final = lazy(r"(?:[a-z]+://|mailto:)?(?:[\w.+-]+@)?((?:[\w-]+\.)+[a-z]{2,24})(?![\w.])")
"""Words that look like an address or a host."""
_REFERENCE: Final = lazy(r"\[(?:\^(?P<label>[\w.-]{1,40})|(?P<number>\d{1,4}))\](?!\()")


class Link(Struct, frozen=True):
    """A range of the text with the address that it links to."""

    start: int
    end: int
    target: str
    image: bool = False


def link_at(document: Document, offset: int) -> Link | None:
    """Return the innermost link, image or bare address at `offset`, or None."""
    if not document.blocks:
        return None
    block = document.blocks[document.block_index(offset)]
    for mark in reversed(block.marks):
        if mark.kind in (MarkKind.LINK, MarkKind.IMAGE) and mark.start <= offset < mark.end and mark.target:
            return Link(mark.start, mark.end, mark.target, mark.kind is MarkKind.IMAGE)
    start, end = max(block.start, offset - WINDOW), min(block.end, offset + WINDOW)
    return next((link for link in addresses(document.text, start, end) if link.start <= offset < link.end), None)


def addresses(text: str, start: int, end: int) -> Iterator[Link]:
    """Return the bare addresses in a range of text, in order, without trailing punctuation."""
    for found in _ADDRESS.finditer(text, start, end):
        address = found.group()
        while address and (address[-1] in _AFTER or _unpaired(address)):
            address = address[:-1]
        if len(address) > len("https://"):
            target = address if ":" in address[:8] else f"https://{address}"
            yield Link(found.start(), found.start() + len(address), target)


def reference_at(document: Document, offset: int) -> str:
    """Return the label of the footnote reference at `offset`; ``""`` if there is none."""
    if not document.blocks:
        return ""
    block = document.blocks[document.block_index(offset)]
    for found in _REFERENCE.finditer(document.text, max(block.start, offset - 50), min(block.end, offset + 50)):
        if found.start() <= offset < found.end() and found.start() > block.start:
            return found["label"] or found["number"]
    return ""


def note(document: Document, label: str) -> int | None:
    """Return the start of the last footnote with a label, or None."""
    text, place = document.text, document.length
    starts = (f"[{label}] ", f"[^{label}]: ", f"[{label}]: ", f"[^{label}] ")
    while (place := text.rfind(f"{label}]", 0, place)) >= 0:
        block = document.blocks[document.block_index(place)]
        if place <= block.start + 2 and block.kind is not BlockKind.CODE and text.startswith(starts, block.start):
            return block.start
    return None


def heading(document: Document, fragment: str) -> int | None:
    """Return the start of the heading that a ``#fragment`` names, by the slugs of common web sites, or None."""
    wanted, seen = _slug(fragment), dict[str, int]()
    for index in document.headings():
        block = document.blocks[index]
        slug = _slug(document.slice(block.start, block.end))
        count = seen[slug] = seen.get(slug, -1) + 1
        if wanted == (f"{slug}-{count}" if count else slug):
            return block.start
    return None


def _slug(text: str) -> str:
    return re.sub(r"[^\w -]", "", text.strip().lower()).replace(" ", "-")


def _unpaired(address: str) -> bool:
    opening = _PAIRS.get(address[-1])
    return opening is not None and address.count(address[-1]) > address.count(opening)


def host_of(target: str) -> str:
    """Return the host of an address, or the domain of a mail address; ``""`` if it has none."""
    try:
        parts = urlsplit(target)
        return parts.hostname or parts.path.rpartition("@")[2]
    except ValueError:
        return ""


def doubtful(words: str, target: str) -> str:
    """Return why the target of a link is suspicious; ``""`` if it is not."""
    host = host_of(target).removeprefix("www.")
    if not host:
        return "an odd address"
    if "@" in urlsplit(target).netloc:
        return "an address with a name before the @"
    if not host.isascii() or "xn--" in host:
        return "an address in letters that may look like others"
    pieces = words.lower().split()
    for piece in pieces if len(pieces) == 1 else [p for p in pieces if "://" in p or p.startswith("www.")]:
        named = _HOST.search(piece)
        if named is not None and not f".{host.lower()}".endswith("." + named[1].removeprefix("www.")):
            return "the text names another address"
    return ""
