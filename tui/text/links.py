"""Where a text leads elsewhere: links, images, bare addresses, references to footnotes."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from annotations.documents.blocks import BlockKind, MarkKind
from annotations.documents.document import Document
from annotations.text.lazy_regex import lazy

WINDOW: Final = 2000
"""Code points around a place that are searched for an address: a longer one is none."""

_ADDRESS: Final = lazy(r"(?:https?://|mailto:)[^\s<>\"“”]+|(?<![\w@./])www\.[a-z0-9-]+\.[^\s<>\"“”]+", re.IGNORECASE)
_AFTER: Final = ".,;:!?'’…*_~|"
_PAIRS: Final = {")": "(", "]": "[", "}": "{"}
_HOST: Final = lazy(r"(?:[a-z]+://|mailto:)?(?:[\w.+-]+@)?((?:[\w-]+\.)+[a-z]{2,24})(?![\w.])")
"""What a reader takes for an address."""
_REFERENCE: Final = lazy(r"\[(?:\^(?P<label>[\w.-]{1,40})|(?P<number>\d{1,4}))\](?!\()")


class Link(NamedTuple):
    """A stretch of the text that leads somewhere."""

    start: int
    end: int
    target: str
    image: bool = False


def link_at(document: Document, offset: int) -> Link | None:
    """The link, image or bare address at an offset, the innermost if they nest; None if there is none."""
    if not document.blocks:
        return None
    block = document.blocks[document.block_index(offset)]
    for mark in reversed(block.marks):
        if mark.kind in (MarkKind.LINK, MarkKind.IMAGE) and mark.start <= offset < mark.end and mark.target:
            return Link(mark.start, mark.end, mark.target, mark.kind is MarkKind.IMAGE)
    start, end = max(block.start, offset - WINDOW), min(block.end, offset + WINDOW)
    return next((link for link in addresses(document.text, start, end) if link.start <= offset < link.end), None)


def addresses(text: str, start: int, end: int) -> Iterator[Link]:
    """The bare addresses in a stretch of text, in order, without the stops and brackets that only follow them."""
    for found in _ADDRESS.finditer(text, start, end):
        address = found.group()
        while address and (address[-1] in _AFTER or _unpaired(address)):
            address = address[:-1]
        if len(address) > len("https://"):
            target = address if ":" in address[:8] else f"https://{address}"
            yield Link(found.start(), found.start() + len(address), target)


def reference_at(document: Document, offset: int) -> str:
    """The label of the reference to a footnote at an offset; empty if there is none."""
    if not document.blocks:
        return ""
    block = document.blocks[document.block_index(offset)]
    for found in _REFERENCE.finditer(document.text, max(block.start, offset - 50), min(block.end, offset + 50)):
        if found.start() <= offset < found.end() and found.start() > block.start:
            return found["label"] or found["number"]
    return ""


def note(document: Document, label: str) -> int | None:
    """Where the footnote with a label begins, the last one if there are several; None if there is none."""
    text, place = document.text, document.length
    starts = (f"[{label}] ", f"[^{label}]: ", f"[{label}]: ", f"[^{label}] ")
    while (place := text.rfind(f"{label}]", 0, place)) >= 0:
        block = document.blocks[document.block_index(place)]
        if place <= block.start + 2 and block.kind is not BlockKind.CODE and text.startswith(starts, block.start):
            return block.start
    return None


def heading(document: Document, fragment: str) -> int | None:
    """Where the heading that a ``#fragment`` names begins, by the names that web sites give; None if there is none."""
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
    """The host that an address leads to, the domain of one of mail; empty if it names none."""
    try:
        parts = urlsplit(target)
        return parts.hostname or parts.path.rpartition("@")[2]
    except ValueError:
        return ""


def doubtful(words: str, target: str) -> str:
    """What makes one look twice at where a link leads; empty if nothing does."""
    host = host_of(target).removeprefix("www.")
    if not host:
        return "an odd address"
    if "@" in urlsplit(target).netloc:
        return "an address with a name before the @"
    if not host.isascii() or "xn--" in host:
        return "an address in letters that may look like others"
    pieces = words.lower().split()
    for piece in pieces if len(pieces) == 1 else [p for p in pieces if "://" in p or p.startswith("www.")]:
        said = _HOST.search(piece)
        if said is not None and not f".{host.lower()}".endswith("." + said[1].removeprefix("www.")):
            return "the text names another address"
    return ""
