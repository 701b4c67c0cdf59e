"""Text in terminal cells.

The only place where text of a source is made safe for a terminal: control characters, escapes, bidi controls, zero-width
and tag characters are replaced by visible signs of one cell, code point by code point, so that offsets do not change.
Grapheme clusters and widths are those of `wcwidth`, which passes Unicode's GraphemeBreakTest. It is imported when a text
needs it, since Western text does not.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from annotations.text.lazy_regex import lazy

TAB = 4
"""Cells between tab stops."""

_PLAIN_CHARACTERS = (
    r" -~\xa1-\xac\xae-\u02ff\u0370-\u0377\u0386-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20ac"
    r"\u2190-\u2193\u2200-\u22ff\u2500-\u25ac\u2713\u2717\u270e"
)
"""Safe characters of one cell that never join others: nearly all Western text, and the signs that postil draws."""
_PLAIN = lazy(f"[{_PLAIN_CHARACTERS}]*")

_WIDE = r"\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60"
"""Characters of two cells that never join the one before: most East Asian text."""
_NOT_WIDE = lazy(f"[^{_WIDE}]+")
_JOINING = lazy(f"[^{_WIDE}{_PLAIN_CHARACTERS}]+")
"""Characters that may join others or are replaced."""

_NEAR, _FAR = 64, 1024
"""Code points that are searched for the end of a cluster: first `_NEAR`, then `_FAR`. Readable text has no longer ones."""

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = frozenset(
    "\xad\u180e\u200b\u2060\u2061\u2062\u2063\u2064\u206a\u206b\u206c\u206d\u206e\u206f\ufeff\ufff9\ufffa\ufffb"
)
_JOINERS = "\u200c\u200d"
_BLACK_FLAG = "\U0001f3f4"
_FLAG_OR_TAG = lazy("\U0001f3f4[\U000e0020-\U000e007f]+|[\u200c\u200d]*[\U000e0000-\U000e007f]")

_UNSAFE = lazy(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufeff"
    r"\ufff9-\ufffb\ufffe\uffff]"
)
"""Characters that a terminal would obey, draw at another place, or not draw."""

_UNSAFE_BEYOND = lazy(
    r"[\U0001fffe-\U0010ffff](?:(?<=["
    + "".join(f"\\U{plane:04x}fffe\\U{plane:04x}ffff" for plane in range(1, 0x11))
    + r"\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff])"
    r"|(?<=[\U000e0020-\U000e007f])(?<![\U0001f3f4\U000e0020-\U000e007f].))",
    re.DOTALL,
)
"""The same beyond the first plane, a separate pattern because it is slow. Flags consist of tag characters."""


class Cluster(Struct, frozen=True):
    """One grapheme cluster: its range, what is drawn for it, and its width in cells."""

    start: int
    end: int
    glyph: str
    width: int


def is_plain(text: str) -> bool:
    """Return whether every code point is safe and takes one cell."""
    return (text.isascii() and text.isprintable()) or _PLAIN.fullmatch(text) is not None


def clusters(text: str, start: int, end: int, column: int = 0) -> list[Cluster]:
    """Return the grapheme clusters of ``text[start:end]``, with the first one drawn at `column`."""
    part = text[start:end]
    if is_plain(part):
        return [Cluster(i, i + 1, char, 1) for i, char in enumerate(part, start)]
    found: list[Cluster] = []
    done = 0
    for first, last in _joining(part):
        found += _single(part, done, first, start)
        column += sum(cluster.width for cluster in found[len(found) - (first - done) :]) if first > done else 0
        done = first
        for grapheme in _graphemes(part[first:last]):
            glyph, width = _drawn(grapheme, column)
            found.append(Cluster(start + done, start + done + len(grapheme), glyph, width))
            done += len(grapheme)
            column += width
    return found + _single(part, done, len(part), start)


def is_safe(text: str) -> bool:
    """Return whether a terminal draws all of `text` in its place and obeys none of it."""
    return text.isprintable() or not (_UNSAFE.search(text) or _UNSAFE_BEYOND.search(text))


def visible(text: str) -> str:
    """Return `text` with visible signs for unsafe characters and line breaks, in as many cells."""
    return text if is_plain(text) else "".join(cluster.glyph for cluster in clusters(text, 0, len(text)))


def one_cell(text: str) -> str:
    """Return `text` if it is drawn in one cell, made safe; else ``?``."""
    found = clusters(text, 0, min(len(text), _NEAR))
    return found[0].glyph if len(found) == 1 and found[0].width == 1 else "?"


def cell_len(text: str) -> int:
    """Return the width of `text` in cells, drawn from column 0."""
    if is_plain(text):
        return len(text)
    if not _JOINING.search(text):
        return 2 * len(text) - sum(map(len, _NOT_WIDE.findall(text)))
    return sum(cluster.width for cluster in clusters(text, 0, len(text)))


def cells_between(text: str, start: int, offset: int) -> int:
    """Return the cells from `start` to `offset`."""
    return offset - start if is_plain(text[start:offset]) else cell_len(text[start:offset])


def offset_at(text: str, start: int, end: int, cell: int) -> int:
    """Return the offset of the cluster at a cell counted from `start`; `end` if the text is shorter."""
    if is_plain(text[start:end]):
        return min(start + max(0, cell), end)
    column = 0
    for cluster in clusters(text, start, end):
        column += cluster.width
        if cell < column:
            return cluster.start
    return end


def shorten(text: str, width: int) -> str:
    """Return `text` as one safe line of at most `width` cells, cut with an ellipsis."""
    text = " ".join(text.split())
    if width <= 0:
        return ""
    if is_plain(text[: width + 1]):
        return text if len(text) <= width else text[: width - 1].rstrip() + "…"
    shown: list[Cluster] = []
    column = 0
    for cluster in clusters(text, 0, min(len(text), width * 4 + 8)):
        if column + cluster.width > width:
            while shown and column + 1 > width:
                column -= shown.pop().width
            return "".join(c.glyph for c in shown).rstrip() + "…"
        shown.append(cluster)
        column += cluster.width
    return "".join(c.glyph for c in shown)


def padded(text: str, width: int) -> str:
    """Return `text` with blanks behind it, up to `width` cells."""
    return text + " " * max(0, width - cell_len(text))


def centred(text: str, width: int) -> str:
    """Return `text` in the middle of `width` cells, with blanks on both sides."""
    gap = max(0, width - cell_len(text))
    return padded(" " * (gap // 2 + (gap & width & 1)) + text, width)  # As `str.center` divides an odd gap.


def ending(text: str, width: int) -> str:
    """Return the last words of `text` as one safe line of at most `width` cells, after an ellipsis if cut."""
    shown = visible(text.replace("\n", " ").replace("\t", " "))
    if cell_len(shown) <= width:
        return shown
    while shown and cell_len(shown) >= width:
        shown = shown[1:]
    _, blank, words = shown.partition(" ")
    return "…" + (words if blank and words else shown) if width > 0 else ""


def next_boundary(text: str, offset: int, limit: int) -> int:
    """Return the offset after the cluster that starts at `offset`, at most `limit`."""
    if offset >= limit:
        return limit
    if is_plain(text[offset : min(limit, offset + 2)]):
        return offset + 1
    cluster = next(_graphemes(text[offset : min(limit, offset + _NEAR)]))
    if len(cluster) == _NEAR:
        cluster = next(_graphemes(text[offset : min(limit, offset + _FAR)]))
    return offset + len(cluster)


def previous_boundary(text: str, offset: int, floor: int) -> int:
    """Return the start of the cluster that ends at `offset`, at least `floor`."""
    if offset <= floor:
        return floor
    if is_plain(text[max(floor, offset - 2) : offset]):
        return offset - 1
    return boundary_at(text, offset - 1, floor, offset)


def boundary_at(text: str, offset: int, floor: int, limit: int) -> int:
    """Return the start of the cluster that contains `offset`, at least `floor`; text from `limit` on is ignored."""
    if offset <= floor or is_plain(text[offset - 1 : offset + 1]):
        return max(offset, floor)
    start, farthest = offset, max(floor, offset - _FAR)
    while start > farthest and not _surely_begins(text, start):
        start -= 1
    for grapheme in _graphemes(text[start : min(limit, offset + _FAR)]):
        if start + len(grapheme) > offset:
            break
        start += len(grapheme)
    return start


def _surely_begins(text: str, offset: int) -> bool:
    """Return whether a cluster begins at `offset` whatever the text around it is."""
    if " " <= text[offset] <= "~":
        return len(next(_graphemes(text[offset - 1 : offset + 1]))) == 1
    return not _JOINING.search(text, offset - 1, offset + 1)


def _joining(part: str) -> Iterator[tuple[int, int]]:
    """Return the ranges of `part` that need grapheme segmentation; elsewhere each code point is a cluster."""
    first = last = -1
    for match in _JOINING.finditer(part):
        # The neighbours of a character that joins may belong to it.
        before, after = max(0, match.start() - 1), min(len(part), match.end() + 1)
        if before > last >= 0:
            yield first, last
            first = before
        elif last < 0:
            first = before
        last = after
    if last >= 0:
        yield first, last


def _single(part: str, first: int, last: int, base: int) -> list[Cluster]:
    """Return the clusters of a range in which each code point is a cluster."""
    if is_plain(part[first:last]):
        return [Cluster(base + i, base + i + 1, part[i], 1) for i in range(first, last)]
    return [Cluster(base + i, base + i + 1, part[i], 2 - is_plain(part[i])) for i in range(first, last)]


def _drawn(grapheme: str, column: int) -> tuple[str, int]:
    """Return what is drawn for a cluster, and its width."""
    if grapheme == "\t":
        width = TAB - column % TAB
        return " " * width, width
    return _drawn_anywhere(grapheme)


@lru_cache(4096)
def _drawn_anywhere(grapheme: str) -> tuple[str, int]:
    """Return what is drawn for a cluster whose width does not depend on the column, and its width."""
    safe = "".join(_safe(char) for char in grapheme)
    if grapheme[0] in _JOINERS or (len(grapheme) == 1 and 0xE0000 <= ord(grapheme) <= 0xE0FFF):
        safe = "�" + safe[1:]
    safe = _FLAG_OR_TAG.sub(lambda found: found[0] if found[0][0] == _BLACK_FLAG else "�", safe)
    if len(grapheme) > 1 and safe != grapheme:
        # A sign that replaces one code point may split the cluster.
        drawn = [_drawn_anywhere(part) for part in _graphemes(safe)]
        return "".join(glyph for glyph, _ in drawn), sum(cells for _, cells in drawn)
    width = _width(safe)
    if width <= 0:
        safe = "◌" + safe
        width = max(1, _width(safe))
    return safe, width


def _safe(char: str) -> str:
    """Return `char`, or the sign that replaces it."""
    code = ord(char)
    if code < 0x20:
        return chr(0x2400 + code)
    if code < 0x7F:
        return char
    if code == 0x7F:
        return "␡"
    if code < 0xA0 or 0xD800 <= code <= 0xDFFF or (code & 0xFFFE) == 0xFFFE:
        return "�"
    if char in _BIDI:
        return "⇄"
    if char in _INVISIBLE:
        return "·"
    if char in "\u2028\u2029":
        return "␤"
    return char


def _graphemes(text: str) -> Iterator[str]:
    from wcwidth import iter_graphemes

    return iter_graphemes(text)


def _width(text: str) -> int:
    from wcwidth import wcswidth

    return wcswidth(text)


def shared_out(wanted: Sequence[int], room: int) -> list[int]:
    """Divide `room` cells among texts of these widths: what a short one leaves is for the longer ones."""
    given = [0] * len(wanted)
    by_width = sorted(range(len(wanted)), key=wanted.__getitem__)
    for done, place in enumerate(by_width):
        given[place] = max(0, min(wanted[place], room // (len(wanted) - done)))
        room -= given[place]
    return given
