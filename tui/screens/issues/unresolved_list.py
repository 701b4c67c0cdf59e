"""List of passages that were edited, moved or not found: old and new words side by side."""

from collections.abc import Sequence
from typing import ClassVar

from rich.style import Style

from annotations.anchoring.diff.word_diff import Change, differences
from annotations.library import Library
from annotations.library.issues.findings import Finding
from annotations.library.issues.unresolved import Unsure
from annotations.model import CONTEXT
from tui.text.cells import cell_len, ending, shorten, visible
from tui.text.titles import source_title
from tui.text.wrap import wrap
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line

MOST_ROWS = 4
"""Rows of old or of new words that are shown at the most."""

BESIDE = 72
"""Least width in cells to show old and new words side by side."""

AROUND = 24
"""Cells of context that are shown before and behind a passage."""

_BELOW = " below "
"""Between a number of a table and its heads."""

LONGEST = 1200
"""Code points of a passage that are compared on the screen."""

NAMES = {
    "figure": "FIGURE CHANGED",
    "edited": "edited",
    "ambiguous": "place not certain",
    "orphan": "no longer found",
    "moved": "moved",
}
"""The name of each kind."""


class UnresolvedList(ItemList[Unsure | Finding]):
    """The passages, each with its old and its new words; below them the other findings."""

    item_height = 6
    acts: ClassVar = True

    def __init__(self, styles: Styles, library: Library) -> None:
        super().__init__(styles, "", id="unresolved")
        self._library = library
        self._tags = {tag.name: tag for tag in library.tags()}
        self.chosen: dict[str, int] = {}
        """Index of the selected candidate of an ambiguous passage, by its id."""

    def place(self, item: Unsure) -> tuple[int, int] | None:
        """Return the bounds of a passage, or of its selected candidate."""
        if item.candidates:
            chosen = self.chosen.get(item.passage.annotation.id, 0)
            return item.candidates[min(chosen, len(item.candidates) - 1)]  # There may be fewer than when it was chosen.
        return (item.passage.start, item.passage.end) if item.passage.placed else None

    def draw(self, item: Unsure | Finding, width: int) -> list[Line]:
        """The kind, and below it old and new words, side by side if there is room."""
        if isinstance(item, Finding):
            return [
                *_rows(
                    [(f"{signs.PROBLEM.char} ", self.theme_styles.warning), (item.text, self.theme_styles.base)], width
                ),
                [],
            ]
        half = (width - 3) // 2 if width >= BESIDE else width
        old, new = self._old(item, half), self._new(item, half)
        lines = [self._head(item, width)]
        if half == width:
            return [*lines, *old, *new, []]
        for y in range(max(len(old), len(new))):
            left, right = (column[y] if y < len(column) else [] for column in (old, new))
            gap = " " * (half - sum(cell_len(text) for text, _ in left))
            lines.append([*left, (gap, Style.null()), (" │ ", self.theme_styles.faint), *right])
        return [*lines, []]

    def _head(self, item: Unsure, width: int) -> Line:
        styles, annotation = self.theme_styles, item.passage.annotation
        strong = styles.warning if item.kind in ("figure", "edited") else styles.accent
        line: Line = [(f"{signs.UNRESOLVED[item.kind].char} {self._library.address(annotation.id)} ", strong)]
        line += [(tag.letter, styles.tag(tag.colour)) for name in annotation.tags if (tag := self._tags.get(name))]
        line.append((f" {NAMES[item.kind]}", strong))
        source = self._library.source(annotation.source)
        used = sum(cell_len(text) for text, _ in line)
        return [*line, ("  " + source_title(self._library, source, max(0, width - used - 4)), styles.muted)]

    def _old(self, item: Unsure, width: int) -> list[Line]:
        styles, annotation = self.theme_styles, item.passage.annotation
        now, removed = self._now(item), (Change.REMOVED, "[-", "-]", styles.warning + Style(strike=True))
        words = self._changes(annotation.exact, now, *removed) if now else [(annotation.exact[:LONGEST], styles.base)]
        if any(item.heads):
            heads = self._changes(item.heads[0], item.heads[1], *removed)
            return _rows([("was ", styles.muted), *words, (_BELOW, styles.muted), *heads], width)
        before, after = ending(annotation.prefix, AROUND), _beginning(annotation.suffix)
        return _rows([("was ", styles.muted), (before, styles.muted), *words, (after, styles.muted)], width)

    def _new(self, item: Unsure, width: int) -> list[Line]:
        styles, place = self.theme_styles, self.place(item)
        if place is None:
            return _rows([("now ", styles.muted), ("not found in the source", styles.warning)], width)
        document = self._library.reading(item.passage.annotation.source).document
        added = (Change.ADDED, "{+", "+}", styles.success + Style(bold=True))
        words = self._changes(item.passage.annotation.exact, self._now(item), *added)
        if any(item.heads):
            heads = self._changes(item.heads[0], item.heads[1], *added)
            return _rows([("now ", styles.muted), *words, (_BELOW, styles.muted), *heads], width)
        before = ending(document.slice(place[0] - CONTEXT, place[0]), AROUND)
        after = _beginning(document.slice(place[1], place[1] + CONTEXT))
        parts = [("now ", styles.muted)]
        if item.candidates:
            chosen = item.candidates.index(place) + 1
            line = document.location(place[0]).line
            which = f"{chosen} of {len(item.candidates)}" if len(item.candidates) > 1 else "perhaps"
            parts.append((f"{which}, line {line}: ", styles.accent))
        return _rows([*parts, (before, styles.muted), *words, (after, styles.muted)], width)

    def _now(self, item: Unsure) -> str:
        """Return the words of a passage now, or those of its selected candidate; empty if it has no place."""
        place = self.place(item)
        if not item.candidates or place is None:
            return item.now
        return self._library.reading(item.passage.annotation.source).document.slice(*place)

    def _changes(
        self, exact: str, now: str, kept: Change, left: str, right: str, style: Style
    ) -> list[tuple[str, Style]]:
        """The words of one side; those missing on the other side are marked by signs and by colour."""
        parts = []
        for change, text in differences(exact[:LONGEST], now[:LONGEST]):
            words = text.rstrip()
            if change is Change.SAME:
                parts.append((text, self.theme_styles.base))
            elif change is kept:
                parts += [(f"{left}{words}{right}", style), (text[len(words) :], self.theme_styles.base)]
        return parts


def _beginning(text: str) -> str:
    """The first words behind a passage."""
    return (" " if text[:1].isspace() else "") + shorten(text, AROUND)


def _rows(parts: Sequence[tuple[str, Style]], width: int) -> list[Line]:
    """Styled words, wrapped to a width."""
    safe = [(visible(text.replace("\n", " ").replace("\t", " ")), style) for text, style in parts]
    text = "".join(part for part, _ in safe)
    bounds = wrap(text, 0, len(text), max(8, width))
    lines: list[Line] = []
    for start, end in bounds[:MOST_ROWS]:
        line: Line = []
        place = 0
        for part, style in safe:
            shown = part[max(0, start - place) : max(0, end - place)]
            line += [(shown, style)] if shown else []
            place += len(part)
        lines.append(line)
    if len(bounds) > MOST_ROWS and lines[-1]:
        last, style = lines[-1][-1]
        lines[-1][-1] = (shorten(last + " …", max(2, cell_len(last) - 1)), style)
    return [_cut(line, width) for line in lines]


def _cut(line: Line, width: int) -> Line:
    """A row without the blanks at its end that do not fit."""
    while line and sum(cell_len(text) for text, _ in line) > width:
        text, style = line[-1]
        line = [*line[:-1], (text[:-1], style)] if len(text) > 1 else line[:-1]
    return line
