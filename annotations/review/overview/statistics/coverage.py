"""Coverage of sources: how much was read, how much is tagged, and where."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from annotations.model import Passage, Source
from annotations.review.overview.statistics.tables import BAR, SHARE, SOURCE, Cell, Column, Line, Table, source_heads
from annotations.text.ranges import Range, covered, united

PARTS: Final = 40
"""Equal parts of a source in its bar."""

_BLOCKS: Final = "▁▂▃▄▅▆▇█"


def coverage(sources: Sequence[Source], groups: Mapping[str, Sequence[Passage]]) -> Table:
    """Return the shares of each source that were read and that are tagged, in all and part by part."""
    lines = []
    for source in sources:
        tagged = united(
            fragment
            for passage in groups[source.id]
            if passage.placed and passage.annotation.tags
            for fragment in passage.fragments
        )
        ids = tuple(one.annotation.id for one in groups[source.id] if one.annotation.tags)
        read = united(source.read)
        cells = {"words": Cell(source.words)}
        if source.length:
            cells |= {
                "read": Cell(covered(read, source.length) / source.length),
                "tagged": Cell(covered(tagged, source.length) / source.length, ids),
                "density": Cell(shares(tagged, source.length), ids),
                "progress": Cell(shares(read, source.length)),
            }
        lines.append(Line(source_heads(source), cells, source.id))
    return Table(
        "coverage",
        "Coverage",
        "Share of each source that was read and that has tags; the bar shows how much of each part is tagged.",
        SOURCE,
        (
            Column("words", "words"),
            Column("read", "read", SHARE),
            Column("tagged", "tagged", SHARE),
            Column("density", "from start to end", BAR),
            Column("progress", "read", BAR),
        ),
        tuple(lines),
    )


def shares(ranges: Iterable[Range], length: int, parts: int = PARTS) -> tuple[float, ...]:
    """Return the share of each of `parts` equal parts of a text that disjoint ranges cover."""
    if (whole := tuple(ranges)) == ((0, length),):
        return (1.0,) * parts
    found = [0.0] * parts
    touched: set[int] = set()
    for start, end in whole:
        first, last = max(0, start) * parts / length, min(end, length) * parts / length
        inside = range(int(first), min(parts, int(last) + 1))
        touched.update(inside)
        for part in inside:
            found[part] += max(0.0, min(last, part + 1) - max(first, part))
    for part in touched:  # Most parts of most sources have none.
        found[part] = min(1.0, round(found[part], 4))
    return tuple(found)


def bar(tagged: Sequence[float], read: Sequence[float], width: int) -> str:
    """Return a bar of blocks: higher where more is tagged; `·` where only read, blank where neither."""
    return "".join(
        _BLOCKS[min(7, int(share * 8))] if share else "·" if seen >= 0.5 else " "
        for share, seen in zip(resampled(tagged, width), resampled(read, width), strict=True)
    )


def resampled(values: Sequence[float], width: int) -> list[float]:
    """Return `width` values, each the mean of the part of `values` that it is drawn for."""
    if not values or width <= 0:
        return [0.0] * max(0, width)
    if len(values) == width or values.count(values[0]) == len(values):  # read as a whole, or not at all
        return [*values] if len(values) == width else [values[0]] * width
    found = []
    for place in range(width):
        start, end = place * len(values) / width, (place + 1) * len(values) / width
        total = sum(
            values[part] * (min(end, part + 1) - max(start, part))
            for part in range(int(start), min(len(values), int(end) + 1))
        )
        found.append(total / (end - start))
    return found
