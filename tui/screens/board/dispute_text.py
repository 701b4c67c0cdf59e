"""A dispute in full: its sides with their sources and quotes, its contradictions, the decision and open questions."""

from collections.abc import Iterator

from rich.style import Style

from annotations.library import Library
from annotations.library.parts.wording import in_words
from annotations.model import Source
from annotations.review.board import Board
from annotations.review.disputes.dispute_list import Dispute, Side
from annotations.review.findings.questions import open_questions, title_of
from annotations.review.similarity.features import features
from annotations.text.plurals import count_noun
from tui.text.cells import shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import Line
from tui.widgets.review.sheet import SheetLine

_LONGEST = 1200
"""Code points of a quote that are shown."""


class DisputeText:
    """Describes the disputes of one board."""

    def __init__(self, styles: Styles, library: Library, board: Board) -> None:
        self._styles = styles
        self._library = library
        self._board = board
        self._sources = {one.id: one for one in board.sources}

    def title(self, dispute: Dispute) -> str:
        """Return the title of a dispute."""
        return title_of(self._board, dispute)

    def state(self, dispute: Dispute) -> str:
        """Return in words whether a dispute is decided."""
        ruling = dispute.ruling
        if ruling is None or not ruling.decided:
            return "open"
        side = f"side {dispute.believed + 1}" if dispute.believed is not None else "no side"
        sure = f", {ruling.confidence} confidence" if ruling.confidence else ""
        return f"{'changed since it was decided' if dispute.changed else 'decided'}: {side}{sure}"

    def summary(self, dispute: Dispute) -> list[str]:
        """Return the sources of each side, with their number if some of them count once: *1 strategy, 5 deep-dive*."""
        found = []
        for side in dispute.sides:
            sources = self._of(side)
            count = (
                f" (count {'once' if side.number == 1 else f'as {side.number}'})" if side.number < len(sources) else ""
            )
            found.append(", ".join(map(self._named, sources)) + count)
        return found

    def lines(self, dispute: Dispute) -> Iterator[SheetLine]:
        """Yield the lines of the sheet: title, decision, sides, contradictions, open questions."""
        styles = self._styles
        yield SheetLine([(self.title(dispute), styles.accent)])
        counts = f"{count_noun(len(dispute.sides), 'side')} · {count_noun(len(dispute.sources), 'source')}"
        yield SheetLine([(f"{counts} · {self.state(dispute)}", styles.bold)])
        yield from self._decision(dispute)
        for place, side in enumerate(dispute.sides):
            yield SheetLine([])
            yield from self._side(place, side, believed=place == dispute.believed)
        yield SheetLine([])
        yield SheetLine([("Contradictions", styles.bold)])
        for one, other in dispute.pairs:
            yield self._pair(one, other)
        if questions := open_questions(self._board, dispute):
            yield SheetLine([])
            yield SheetLine([("Open questions", styles.bold)])
            for line in questions:
                yield SheetLine([(f"{signs.ASKED.char} ", styles.warning), (line, Style.null())], indent=2)

    def _decision(self, dispute: Dispute) -> Iterator[SheetLine]:
        for place, ruling in enumerate(dispute.rulings):
            before = "" if not place else f"{ruling.author or 'another decision'}: "
            for line in ruling.note.splitlines():
                yield SheetLine([(f"{signs.NOTE.char} ", self._styles.muted), (before + line, Style.null())], indent=2)

    def _side(self, place: int, side: Side, *, believed: bool) -> Iterator[SheetLine]:
        styles = self._styles
        mark = f"{signs.DECIDED.char} " if believed else "  "
        count = count_noun(side.number, "independent source")
        why = f"; {side.explanation}" if side.explanation else ""
        head: Line = [
            (mark, styles.link("supports")),
            (f"Side {place + 1}", styles.accent),
            (f" · {count}{why}", styles.bold),
        ]
        yield SheetLine(head, indent=2)
        for source in self._of(side):
            yield SheetLine(
                [(f"    {self._named(source)}", styles.bold), (self._facts(source), styles.muted)], indent=6
            )
            for one in side.all:
                if self._board.graph.source(one) == source.id:
                    yield self._quote(one, supports=one in side.support)

    def _quote(self, one: str, *, supports: bool) -> SheetLine:
        styles = self._styles
        words = self._words(one)
        line: Line = [
            ("      ", Style.null()),
            (f"{signs.SUPPORTS.char} " if supports else "", styles.link("supports")),
            (f"{self._library.address(one)} ", styles.muted),
        ]
        place = 0
        for value in features(words).values:
            line += [(words[place : value.start], Style.null()), (words[value.start : value.end], styles.bold)]
            place = value.end
        return SheetLine([*line, (words[place:], Style.null())], one, "", 8)

    def _pair(self, one: str, other: str) -> SheetLine:
        styles, address = self._styles, self._library.address
        line: Line = [
            (f"{address(one)} ", styles.muted),
            (f"{shorten(self._words(one), 60)} ", Style.null()),
            (f"{signs.AGAINST.char} ", styles.link("contradicts")),
            (f"{address(other)} ", styles.muted),
            (shorten(self._words(other), 60), Style.null()),
        ]
        return SheetLine([("  ", Style.null()), *line], one, other, 4)

    def _words(self, one: str) -> str:
        return shorten(" ".join(in_words(self._library, self._board.graph.annotations[one]).split()), _LONGEST)

    def _of(self, side: Side) -> list[Source]:
        graph = self._board.graph
        return [
            self._sources[key] for key in sorted({graph.source(one) for one in side.all}, key=graph.numbers.__getitem__)
        ]

    def _named(self, source: Source) -> str:
        return f"{source.number} {self._library.short_name(source.id)}"

    @staticmethod
    def _facts(source: Source) -> str:
        found = " · ".join(filter(None, map(source.fact, ("publisher", "credibility", "published"))))
        return f"  {found}" if found else ""
