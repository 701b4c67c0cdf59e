"""Wrap text into rows of a width in cells.

Greedy: each row takes what fits. Rows break after spaces, after a hyphen or dash between letters, and between ideographs;
a word wider than a row is cut between grapheme clusters. The space at which a row was broken belongs to that row and may
exceed the width by one cell, where the cursor can be.
"""

from annotations.text.lazy_regex import lazy
from tui.text.cells import TAB, Cluster, cell_len, clusters, is_plain

_NOT_FIRST = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー’”）〕］｝〉》」』】〗〙〛»›°′″℃％‰ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ…‥〜)]}!?,.;:"
)
"""Characters that East Asian typesetting keeps from the start of a row."""
_NOT_LAST = frozenset("（〔［｛〈《「『【〖〘〚“‘«‹([{￥＄￡")
"""Characters that it keeps from the end of one."""

_SET_OFF = lazy(r"[»›!?:;%‰)\]}。、，．！？：；」』）］】〉》…]+(?=[\s.,]|$)")
"""Marks with blanks around them, as the French set them: they stay in the row of the word before."""
_CLOSED = 8
"""Marks in a row that are kept together in a word that is wider than a row."""

_WIDE = r"\u3000-\u9fff\uac00-\ud7a3\uff00-\uff60"
_BREAK = lazy(r"\s+|(?<=[^\W\d_][-—–])(?=[^\W\d_])")
"""Where a row may end, for measuring words; an approximation of `wrap`."""
_BREAK_WIDE = lazy(rf"\s+|(?<=[^\W\d_][-—–])(?=[^\W\d_])|(?<=[{_WIDE}])|(?=[{_WIDE}])")
"""The same where there are wide characters; it takes three milliseconds to compile."""


def longest_word(text: str) -> int:
    """Return the cells of the longest unbreakable part of `text`; at least 1."""
    return max(1, *map(cell_len, (_BREAK if is_plain(text) else _BREAK_WIDE).split(text)))


def wrap(text: str, start: int, end: int, width: int) -> list[tuple[int, int]]:
    """Return the ranges of the rows of ``text[start:end]``, at least one. A newline ends a row and belongs to none."""
    width = max(1, width)
    rows: list[tuple[int, int]] = []
    while True:
        newline = text.find("\n", start, end)
        stop = end if newline < 0 else newline
        if stop - start <= width and is_plain(text[start:stop]):
            rows.append((start, stop))
        elif is_plain(text[start:stop]):
            _wrap_plain(text, start, stop, width, rows)
        else:
            _wrap_clusters(text, start, stop, width, rows)
        if newline < 0:
            return rows
        start = newline + 1


def _wrap_plain(text: str, start: int, end: int, width: int, rows: list[tuple[int, int]]) -> None:
    """Wrap text whose code points take one cell each."""
    while end - start > width:
        limit = start + width
        cut = _blank_before(text, start, limit + 1)
        dash = max(text.rfind("-", start, limit), text.rfind("—", start, limit), text.rfind("–", start, limit)) + 1
        if dash > cut and dash - 2 >= start and text[dash - 2].isalpha() and text[dash].isalpha():
            cut = dash
        if cut <= start or not text[start:cut].strip():
            cut = limit
            while cut > limit - _CLOSED and cut > start + 1 and (text[cut] in _NOT_FIRST or text[cut - 1] in _NOT_LAST):
                cut -= 1
        if cut < end and text[cut] == " " and cut == limit:
            cut += 1
        rows.append((start, cut))
        start = cut
    if start < end or not rows or rows[-1][1] != end:
        rows.append((start, end))


def _blank_before(text: str, start: int, limit: int) -> int:
    """Return the offset after the last blank at which a row may end; 0 if there is none, the last blank if none may."""
    last = cut = text.rfind(" ", start, limit) + 1
    while cut > start and (text[cut - 2 : cut - 1] in _NOT_LAST or _SET_OFF.match(text, cut)):
        cut = text.rfind(" ", start, cut - 1) + 1
    return cut if cut > start and text[start:cut].strip() else last


def _wrap_clusters(text: str, start: int, end: int, width: int, rows: list[tuple[int, int]]) -> None:
    """Wrap any text, cluster by cluster."""
    row_start, used, cut, used_at_cut = start, 0, 0, 0
    row: list[tuple[Cluster, int]] = []
    """Clusters since the start of the row, each with the cells before it."""
    solid: Cluster | None = None
    for cluster in clusters(text, start, end):
        space = cluster.glyph.isspace()
        if row and solid is not None and not space and _may_break(text, solid, row[-1][0], cluster):
            cut, used_at_cut = cluster.start, used
        taken = TAB - used % TAB if text[cluster.start] == "\t" else cluster.width
        while used + taken > width and (not space or used > width) and cluster.start > row_start:
            if (space and used > width) or cut <= row_start:
                cut, used_at_cut = (cluster.start, used) if space else _within_word(row, cluster, used)
            rows.append((row_start, cut))
            row = [(one, cells - used_at_cut) for one, cells in row if one.start >= cut]
            row_start, used = cut, used - used_at_cut
            solid = next((one for one, _ in reversed(row) if not one.glyph.isspace()), None)
        row.append((cluster, used))
        solid = solid if space else cluster
        used += taken
    rows.append((row_start, end))


def _may_break(text: str, solid: Cluster, before: Cluster, after: Cluster) -> bool:
    """Return whether a row may end between two clusters; `solid` is the last one that is no blank."""
    if after.glyph in _NOT_FIRST and (before is solid or after.width == 2 or _SET_OFF.match(text, after.start)):
        return False
    if solid.glyph in _NOT_LAST:
        return False
    if before.glyph.isspace():
        return before.glyph[0] != "\xa0"
    if before.glyph[0] in "-—–" and after.glyph[0].isalpha():
        return True
    wide = (before.width == 2) + (after.width == 2)
    return wide == 2 or (wide == 1 and max(before.glyph[0], after.glyph[0]) >= "\u3000")


def _within_word(row: list[tuple[Cluster, int]], after: Cluster, used: int) -> tuple[int, int]:
    """Return where to cut a word wider than a row, and the cells before it: before `after`, or between letters before."""
    at, cells = after, used
    for before, cells_before in reversed(row[-_CLOSED:]):
        if not at.glyph.isspace() and at.glyph not in _NOT_FIRST and before.glyph not in _NOT_LAST:
            return at.start, cells
        at, cells = before, cells_before
    return after.start, used
