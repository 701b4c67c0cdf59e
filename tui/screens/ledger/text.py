"""The lines about a row of the ledger: its verdict with the reasons, and its figures in their sentences."""

from collections.abc import Callable, Iterator

from rich.style import Style

from annotations.library import Library
from annotations.review.ledger.comparing import CONFLICT, EQUAL, size_words
from annotations.review.ledger.figures import Figure
from annotations.review.ledger.ledger import Ledger
from annotations.review.ledger.pairs import beside
from annotations.review.ledger.recorded import changed_from, recorded_words
from annotations.review.ledger.rows import Row
from annotations.review.ledger.strip import dot_strip
from annotations.text.plurals import count_noun
from annotations.text.quantities.readings import readings, spoken
from annotations.text.quantities.values import in_digits, unit_beside
from tui.text.cells import cell_len
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.review.sheet import SheetLine

_STRIP, _LEAST = 40, 8
"""Most cells of the dots, and the fewest: with less room there are none."""

_FEW, _MANY = 2, 60
"""Figures of a row beyond and up to which the reasons of all pairs are listed."""


class RowText:
    """Lines about rows, for the pane below the ledger and for the sheet of reasons."""

    def __init__(self, styles: Styles, library: Library, ledger: Callable[[], Ledger]) -> None:
        self._styles = styles
        self._library = library
        self._ledger = ledger

    def lines(self, row: Row, width: int, source: str = "", *, full: bool = False) -> Iterator[SheetLine]:
        """Yield what is behind a row; the figures of `source`, the column with the cursor, come first.

        The dots fit `width`; longer lines are to be wrapped. If `full`, each figure has the reasons of its pairs with all others.
        """
        yield from self._head(row, width)
        if not full:
            yield from self._near(row, full=False)
        first = [one for one in row.figures if one.source == source]
        in_pairs = full and _FEW < len(row.figures) <= _MANY
        for figure in (*first, *(one for one in row.figures if one.source != source)):
            yield from self._figure(row, figure, in_pairs=in_pairs)
        if full:
            yield from self._near(row, full=True)

    def _head(self, row: Row, width: int) -> Iterator[SheetLine]:
        styles = self._styles
        about = " · ".join(
            filter(None, (row.period, row.unit, "proposed name" if row.named is None and not row.given else ""))
        )
        yield SheetLine([(row.name, styles.bold), (f"  {about}", styles.muted)])
        style = styles.link("contradicts") if row.conflict and not row.resolved else styles.muted
        size = f" · {size_words(row.size)} of the greater value" if row.conflict else ""
        yield SheetLine([(f"{row.sign} {row.verdict}{size}", style)])
        if row.resolution is not None:
            one = row.resolution
            state = "resolved" if row.resolved else "resolved before a passage changed"
            yield SheetLine(
                [
                    (f"{signs.DECIDED.char} {state} by {one.author or 'unknown author'}: ", styles.warning),
                    (one.text, styles.base),
                ]
            )
        extents = row.extents
        if extents:
            factor = row.reference.quantity.factor or 1.0
            low, high = min(extents)[0] / factor, max(high for _, high in extents) / factor
            unit = "" if row.reference.quantity.counted else row.unit
            before, after = f"{_digits(low)} ", f" {_digits(high)} {unit}".rstrip()
            room = min(_STRIP, width - cell_len(before) - cell_len(after))
            if dots := dot_strip(extents, room) if room >= _LEAST else "":
                yield SheetLine([(before, styles.muted), (dots, styles.accent), (after, styles.muted)])

    def _figure(self, row: Row, figure: Figure, *, in_pairs: bool) -> Iterator[SheetLine]:
        styles, library = self._styles, self._library
        own, sign, passage = row.pairs.shown.get(figure.key), row.sign_of(figure), figure.key.passage
        other = own.other.key.passage if own is not None and sign == CONFLICT else ""
        head = [
            (f"{sign} ", self._style(sign)),
            (f"{library.address(passage)} ", styles.muted),
            (figure.key.written, styles.bold),
            (f"  {normalised(figure)}", styles.accent),
        ]
        if changed := changed_from(figure.key.written, recorded_words(figure.key.written, library.passage(passage))):
            head.append((f"  {changed}", styles.warning))
        if own is None and len(row.figures) > 1:
            head.append(("  compared with the others", styles.muted))
        yield SheetLine(head, passage, other, indent=2)
        pairs = beside(figure, row.figures) if in_pairs else [own] if own is not None else []
        for pair in pairs:
            if in_pairs and pair.verdict.sign == EQUAL:
                continue
            beyond = pair.other.key.passage
            named = in_pairs or pair.other is not row.reference
            lead = (
                [(f"  {pair.verdict.sign} {library.address(beyond)} ", self._style(pair.verdict.sign))]
                if named
                else [("  ", styles.base)]
            )
            against = beyond if pair.verdict.sign == CONFLICT else ""
            yield SheetLine([*lead, (pair.verdict.reason, styles.base)], passage, against, indent=2)
        yield SheetLine([(f"  “{figure.sentence}”", styles.muted)], passage, other, indent=2)

    def _near(self, row: Row, *, full: bool) -> Iterator[SheetLine]:
        """Yield that the row is perhaps the same as another one, and why; if `full`, with the figure of that."""
        styles, library, ledger = self._styles, self._library, self._ledger()
        near = ledger.proposals.of(row)
        other = ledger.row(near.other.key) if near is not None else None
        if near is None or other is None:
            return
        ends = near.one.key.passage, near.other.key.passage
        about = " · ".join(filter(None, (other.period, count_noun(len(other.cells), "source"))))
        head = [
            (f"{signs.NEAR.char} ", styles.accent),
            ("perhaps the same as ", styles.base),
            (f"“{other.name}”", styles.bold),
            (f" ({about}): {near.reason}", styles.base),
        ]
        yield SheetLine(head, *ends, indent=2)
        if full:
            figure = (f"  {library.address(ends[1])} ", styles.muted), (near.other.key.written, styles.bold)
            yield SheetLine([*figure, (f"  “{near.other.sentence}”", styles.muted)], *ends, indent=2)

    def _style(self, sign: str) -> Style:
        return self._styles.link({CONFLICT: "contradicts", EQUAL: "restates"}.get(sign, "qualifies"))


def _digits(value: float) -> str:
    """Return a number with six significant digits, without an exponent unless it is very large or small."""
    return in_digits(float(f"{value:.6g}"))


def normalised(figure: Figure) -> str:
    """Return the value of a figure in digits, with bound and unit: *> 130,000,000,000 USD*."""
    one = figure.quantity
    bound = "" if one.bound in {"=", "±"} else f"{one.bound} "
    if one.doubt:
        return f"({' or '.join(map(spoken, readings(one))) or one.doubt})"
    value = in_digits(one.low) if one.low == one.high else f"{in_digits(one.low)}–{in_digits(one.high)}"
    sign = "+" if one.change == "+" and one.low >= 0 else ""
    period = f" · {figure.period}" if figure.period else ""
    unit = unit_beside(one.unit, figure.key.written)
    return f"{bound}{sign}{value} {unit}".rstrip() + period
