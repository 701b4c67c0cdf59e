"""A claim in full: its words, its passages in each source with their differences, and how its sources are counted."""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from rich.style import Style

from annotations.library import Library
from annotations.library.parts.figure_tags import figure_tags
from annotations.library.parts.wording import around_figure, claim_in_words
from annotations.model import Source, status_name
from annotations.records.facts import weight
from annotations.review.board import SIGNS, Board, Cell, Row
from annotations.review.comparison.passages import marks
from annotations.review.findings.warnings import flagged
from tui.text.cells import shorten, visible
from tui.text.paint.margin import STATUS_SIGNS
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import Line
from tui.widgets.review.claim_matrix import stance_style, verdict
from tui.widgets.review.sheet import SheetLine

LONGEST: Final = 1200
"""Code points of a passage that are compared and shown."""

_SIDES: Final = ("contradicts", "qualifies", "supports")

_MOST_NUMBERS: Final = 50
"""Most sources that are listed by their numbers."""

_HANG: Final = 5
"""Cells by which the rows of a passage are indented."""


class ClaimText:
    """Describes the claims of one board."""

    def __init__(self, styles: Styles, library: Library, board: Board) -> None:
        self._styles = styles
        self._library = library
        self._board = board
        self.before: dict[str, str] = {}
        """Verdicts by the former rule of counting, by the first passages of the claims, if they are to be reported."""

    def lines(self, row: Row, source: Source | None = None, passage: str = "") -> Iterator[SheetLine]:
        """Yield all lines; the selected source comes first, and the passage that Enter opens has a sign."""
        yield from self._head(row)
        cells = {one.id: one for one in self._board.sources_of(row)}
        if source is not None:
            cells.pop(source.id, None)
            yield from self._source(row, source, passage)
        for one in cells.values():
            yield from self._source(row, one, "")
        yield from self._rest(row, source)
        yield from self._counts(row)
        yield from self._origins(row)

    def _head(self, row: Row) -> Iterator[SheetLine]:
        styles, claim = self._styles, row.claim
        yield SheetLine([(claim_in_words(self._library, row), styles.accent)])
        status = f"{STATUS_SIGNS.get(row.status, '')} {status_name(row.status)}".strip()
        review = "reviewed" if row.reviewed else "changed since its review" if row.changed else "not reviewed"
        yield SheetLine([(verdict(row), styles.bold)], indent=2)
        yield SheetLine([(f"{status} · {review}", styles.muted)])
        if before := self.before.get(row.members[0]):
            yield SheetLine([(f"{signs.WARNED.char} counted as {before} before", styles.warning)])
        if claim is not None:
            for line in claim.note.splitlines():
                yield SheetLine([(f"{signs.NOTE.char} ", styles.muted), (line, Style.null())], indent=2)
        for other in row.others:
            content = " · ".join(part for part in (other.title, status_name(other.status), other.note) if part)
            yield SheetLine([(f"decided before these claims merged: {content}", styles.muted)], indent=2)
        yield SheetLine([])

    def _source(self, row: Row, source: Source, passage: str) -> Iterator[SheetLine]:
        styles, cell = self._styles, self._board.cell(row, source.id)
        style = stance_style(styles, cell.stance) if cell.passages else styles.muted
        title = self._library.short_name(source.id)
        line: Line = [(f"{cell.sign or ' '} ", style), (f"{source.number} {title} ", styles.bold), (cell.words, style)]
        facts = visible(weight(source))
        yield SheetLine([*line, (f" · {facts}" if facts else "", styles.muted)])
        for one in cell.passages:
            yield self._passage(row, cell, one, chosen=one == passage)

    def _passage(self, row: Row, cell: Cell, one: str, *, chosen: bool) -> SheetLine:
        """Return the words of a passage; differences from the earliest one are in brackets."""
        styles = self._styles
        stance = self._stance_of(row, cell, one)
        line: Line = [
            (" >" if chosen else "  ", styles.accent),
            (f"{SIGNS.get(stance, ' ')} ", stance_style(styles, stance)),
            (f"{self._library.address(one)} ", styles.muted),
        ]
        words = self._words(one)
        place = 0
        if one != row.members[0]:
            for start, end in marks(words, self._words(row.members[0])):
                line.append((words[place:start], Style.null()))
                line.append((f"{signs.DIFFERS.char}{words[start:end]}{signs.RIGHT.char}", styles.warning))
                place = end
        line.append((words[place:], Style.null()))
        if around := around_figure(self._board.graph.annotations[one], figure_tags(self._library)):
            line.append((f" · {around}", styles.muted))
        return SheetLine(line, one, facing(self._board, row, one), _HANG)

    def _words(self, one: str) -> str:
        return shorten(" ".join(self._board.graph.annotations[one].exact.split()), LONGEST)

    def _stance_of(self, row: Row, cell: Cell, one: str) -> str:
        """Return the stance of one passage, from its links if its source has several stances."""
        if cell.stance != "mixed":
            return cell.stance
        kinds = {
            link.kind
            for link in self._board.graph.links_at(one)
            if not {link.source, link.target}.isdisjoint(set(row.members) - {one})
        }
        taken = [kind for kind in _SIDES if kind in kinds]
        return taken[0] if taken else "states" if one in row.members else "mixed"

    def _rest(self, row: Row, chosen: Source | None) -> Iterator[SheetLine]:
        """Yield the sources without the claim: first those that were read, then the unread ones."""
        left_out = {*row.cells, *([chosen.id] if chosen is not None else ())}
        for sign, what, sources in (
            (SIGNS["silent"], "read, silent", self._board.read_sources),
            (" ", "not read yet", self._board.unread),
        ):
            numbers = [str(one.number) for one in islice((s for s in sources if s.id not in left_out), _MOST_NUMBERS)]
            if numbers:
                more = "…" if len(sources) > _MOST_NUMBERS + len(left_out) else ""
                text = f"{sign} {what}: {', '.join(numbers)}{more}"
                yield SheetLine([(text, self._styles.muted)], indent=2)

    def _counts(self, row: Row) -> Iterator[SheetLine]:
        """Yield the pairs of sources that look copied, and those that the analyst decided on."""
        styles, address = self._styles, self._board.graph.address
        for one, other in row.copies:
            text = f"{signs.WARNED.char} {address(one)} and {address(other)} look copied: count once?"
            yield SheetLine([(text, styles.warning)], one, other, 2)
        for side in (row.agree, tuple(row.against)):
            for decision in self._board.origins.judgements(side):
                note = f" · {decision.note}" if decision.note else ""
                text = f"= {address(decision.one)} and {address(decision.other)} count {decision.count}{note}"
                yield SheetLine([(text, styles.muted)], decision.one, decision.other, 2)

    def _origins(self, row: Row) -> Iterator[SheetLine]:
        """Yield where the passages that state or support the claim come from, if one of them cites another."""
        styles, origins = self._styles, self._board.origins
        doubtful = flagged(self._board, row)
        trace = origins.trace(row.agree)
        if any(step.kind for step in trace.steps):
            yield SheetLine([])
            first, *tree = trace.lines(self._label)
            yield SheetLine([(f"Where it comes from: {first}", styles.bold)])
            for line, step in zip(tree, trace.steps, strict=True):
                yield SheetLine([(f"  {line}", Style.null())], step.annotation, "", 4 + 2 * step.depth)
        address = self._library.address
        for loop in doubtful.loops:
            yield SheetLine(
                [(f"{signs.WARNED.char} a circle: {' → '.join(map(address, loop))}", styles.warning)], indent=2
            )
        for link, _ in doubtful.doubts:
            relation = f"{address(link.source)} {SIGNS['supports']} {address(link.target)}"
            yield SheetLine(
                [(f"{signs.WARNED.char} {relation} adds no weight: both have it from one source", styles.warning)],
                indent=2,
            )

    def _label(self, one: str) -> str:
        return f"{self._library.address(one)} {shorten(self._words(one), 60)}"


def facing(board: Board, row: Row, one: str) -> str:
    """Return the passage of a claim that a passage contradicts, or the first one if only its claim does; else `""`."""
    if one not in row.against:
        return ""
    graph, members = board.graph, set(row.members)
    ends = {
        end
        for link in graph.links_at(one)
        if link.kind == "contradicts"
        for end in (link.source, link.target)
        if end != one and end in members
    }
    return next(iter(graph.in_order(ends)), "" if one in members else row.members[0])
