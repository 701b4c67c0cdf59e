"""A claim in full: its words, its passages in each source with their differences, and its origins."""

from collections.abc import Iterator
from typing import Final

from rich.style import Style

from annotations.library import Library
from annotations.model import Source
from annotations.review.board import SIGNS, Board, Cell, Row
from annotations.review.comparison.passages import marks
from annotations.review.findings.warnings import flagged
from tui.text.cells import shorten
from tui.text.paint.margin import STATUS_SIGNS
from tui.theming.styles import Styles
from tui.widgets.claim_matrix import verdict
from tui.widgets.item_list import Line

LONGEST: Final = 1200
"""Code points of a passage that are compared and shown."""

_SIDES: Final = ("contradicts", "qualifies", "supports")


class ClaimText:
    """Describes the claims of one board."""

    def __init__(self, styles: Styles, library: Library, board: Board) -> None:
        self._styles = styles
        self._library = library
        self._board = board

    def lines(self, row: Row, source: Source | None, passage: str) -> Iterator[Line]:
        """Yield all lines; the selected source comes first, and the passage that Enter opens has a sign."""
        yield from self._head(row)
        cells = {one.id: one for one in self._board.sources if one.id in row.cells}
        if source is not None:
            cells.pop(source.id, None)
            yield from self._source(row, source, passage)
        for one in cells.values():
            yield from self._source(row, one, "")
        yield from self._rest(row, source)
        yield from self._origins(row)

    def _head(self, row: Row) -> Iterator[Line]:
        styles, claim = self._styles, row.claim
        yield [(row.words, styles.accent)]
        status = f"{STATUS_SIGNS.get(row.status, '')} {row.status}".strip()
        review = "reviewed" if row.reviewed else "changed since its review" if row.changed else "not reviewed"
        yield [(f"{verdict(row)} · {status} · {review}", styles.muted)]
        if claim is not None:
            for line in claim.note.splitlines():
                yield [("✎ ", styles.muted), (line, Style.null())]
        for other in row.others:
            content = " · ".join(part for part in (other.title, other.status, other.note) if part)
            yield [(f"before its parts came together: {content}", styles.muted)]
        yield []

    def _source(self, row: Row, source: Source, passage: str) -> Iterator[Line]:
        styles, cell = self._styles, self._board.cell(row, source.id)
        style = styles.link(cell.stance) if cell.passages else styles.muted
        title = shorten(source.title or source.path, 60)
        yield [(f"{cell.sign or ' '} ", style), (f"{source.number} {title} ", styles.bold), (_stance(cell), style)]
        for one in cell.passages:
            yield self._passage(row, cell, one, chosen=one == passage)

    def _passage(self, row: Row, cell: Cell, one: str, *, chosen: bool) -> Line:
        """Yield the words of a passage; differences from the earliest one are in brackets."""
        styles = self._styles
        stance = self._stance_of(row, cell, one)
        line: Line = [
            (" >" if chosen else "  ", styles.accent),
            (f"{SIGNS.get(stance, ' ')} ", styles.link(stance)),
            (f"{self._library.address(one)} ", styles.muted),
        ]
        words = self._words(one)
        if one == row.members[0]:
            return [*line, (words, Style.null())]
        place = 0
        for start, end in marks(words, self._words(row.members[0])):
            line.append((words[place:start], Style.null()))
            line.append((f"‹{words[start:end]}›", styles.warning))
            place = end
        return [*line, (words[place:], Style.null())]

    def _words(self, one: str) -> str:
        return shorten(" ".join(self._board.graph.annotations[one].exact.split()), LONGEST)

    def _stance_of(self, row: Row, cell: Cell, one: str) -> str:
        """Return the stance of one passage, from its links if its source has several stances."""
        if cell.stance != "mixed":
            return cell.stance
        known = self._library.kinds()
        kinds = {
            known[link.kind].counts
            for link in self._library.links(one)
            if link.kind in known and not {link.source, link.target}.isdisjoint(set(row.members) - {one})
        }
        taken = [kind for kind in _SIDES if kind in kinds]
        return taken[0] if taken else "states" if one in row.members else "mixed"

    def _rest(self, row: Row, chosen: Source | None) -> Iterator[Line]:
        """Yield the sources without the claim: first those that were read, then the unread ones."""
        shown = chosen.id if chosen is not None else ""
        rest = [one for one in self._board.sources if one.id not in row.cells and one.id != shown]
        silent = [str(one.number) for one in rest if one.id in self._board.read]
        unread = [str(one.number) for one in rest if one.id not in self._board.read]
        for sign, what, numbers in (("·", "read, silent", silent), (" ", "not read yet", unread)):
            if numbers:
                yield [(f"{sign} {what}: {shorten(', '.join(numbers), 200)}", self._styles.muted)]

    def _origins(self, row: Row) -> Iterator[Line]:
        """Yield the origins of the passages that state or support the claim."""
        styles, origins = self._styles, self._board.origins
        yield []
        first, *tree = origins.trace(row.agree).lines(self._label)
        yield [(f"Where it comes from: {first}", styles.bold)]
        for line in tree:
            yield [(f"  {line}", Style.null())]
        address = self._library.address
        doubtful = flagged(self._board, row)
        for loop in doubtful.loops:
            yield [(f"! a circle: {' → '.join(map(address, loop))}", styles.warning)]
        for link, _ in doubtful.doubts:
            relation = f"{address(link.source)} {SIGNS['supports']} {address(link.target)}"
            yield [(f"! {relation} adds no weight: both have it from one source", styles.warning)]

    def _label(self, one: str) -> str:
        return f"{self._library.address(one)} {shorten(self._words(one), 60)}"


def _stance(cell: Cell) -> str:
    return cell.words
