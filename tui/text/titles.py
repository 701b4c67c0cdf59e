"""Titles and paths of headings in few cells: what tells them apart is kept."""

from collections.abc import Sequence
from typing import Final

from annotations.library.queries import Queries
from annotations.model import Source
from tui.text.cells import cell_len, shorten, visible

BETWEEN: Final = " › "
"""Sign between two steps of a path."""

_SHORT: Final = 12
"""Least cells of a heading that is shortened."""

_TITLED: Final = 20
"""Least cells of a title that is shortened; with less room a source has its short name."""


def shorten_title(title: str, common: int, width: int) -> str:
    """Return a title in `width` cells.

    If it is cut, and less than half of the room is left for what follows its first ``common`` code points, which
    another title has too, its beginning is cut instead.
    """
    line = " ".join(visible(title).split())
    if not 0 < common < len(title) or cell_len(line) <= width:
        return shorten(title, width)
    apart = " ".join(visible(title[common:]).split())
    if cell_len(line) - cell_len(apart) <= width // 2:
        return shorten(title, width)
    start = len(line) - len(apart)
    # Words before it are shown as far as they fit.
    while (blank := line.rfind(" ", 0, max(0, start - 1))) >= 0 and cell_len(line[blank + 1 :]) < width:
        start = blank + 1
    return shorten("…" + line[start:], width)


def source_title(library: Queries, source: Source, width: int) -> str:
    """Return the title of a source, or its path, in `width` cells, see `shorten_title`; with little room its short name."""
    title = source.title or source.path
    if width < _TITLED and cell_len(title) > width and (name := library.short_name(source.id)):
        return shorten(name, width)
    return shorten_title(title, library.common_start(source.id), width)


def shorten_path(steps: Sequence[str], width: int) -> str:
    """Return the steps of a path in `width` cells: those in the middle are left out first, then the last is shortened."""
    first, *rest = [" ".join(visible(step).split()) for step in steps]
    for left_out in range(len(rest)):
        kept = rest[left_out:]
        line = BETWEEN.join([first, *(["…"] if left_out else []), *kept])
        if cell_len(line) <= width:
            return line
    if not rest:
        return shorten(first, width)
    lead = first + BETWEEN + ("…" + BETWEEN if len(rest) > 1 else "")
    if width - cell_len(lead) < _SHORT:
        lead = first + BETWEEN
    room = width - cell_len(lead)
    return lead + shorten(rest[-1], room) if room >= _SHORT else shorten(first, width)
