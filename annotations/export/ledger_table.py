"""The ledger of figures as plain values, text, CSV, Markdown and JSON."""

from collections.abc import Callable, Iterable, Iterator
from math import isfinite
from typing import Any, Final

from annotations.errors import UsageError
from annotations.export.board_table import shown
from annotations.export.csv_cells import csv_line
from annotations.export.escapes import escaped
from annotations.export.json_text import elements, encoded
from annotations.library.library import Library
from annotations.library.parts.figures import attribution
from annotations.review.ledger.comparing import SIGNS, size_words
from annotations.review.ledger.figures import Figure
from annotations.review.ledger.ledger import Ledger
from annotations.review.ledger.recorded import changed_from, recorded_words
from annotations.review.ledger.rows import Row
from annotations.text.plurals import count_noun
from annotations.text.quantities.readings import name_of, readings
from annotations.text.quantities.values import VAGUE, in_digits, unit_beside

VERSION: Final = 1
"""Version of the format of the JSON."""

HEADS: Final = (
    *("row", "metric", "period", "verdict", "size", "resolved", "note"),
    *("address", "source", "path", "written", "low", "high", "unit", "bound", "date", "sign", "reason", "quote"),
    *("change", "doubt", "subject", "basis", "attribution", "was", "near"),
)
_NUMBERS: Final = (4, 11, 12)

Rows = Iterable[dict[str, Any]]


def values(library: Library, ledger: Ledger, row: Row) -> dict[str, Any]:
    """Return a row of a ledger as plain values."""
    note = row.resolution.text if row.resolved and row.resolution is not None else None
    return {
        "metric": row.name,
        "proposed": row.named is None and not row.given,
        "period": row.period or None,
        "verdict": row.verdict,
        "sign": row.sign,
        "size": round(row.size, 6) if row.conflict else None,
        "resolved": row.conflict and row.resolved,
        "note": note,
        "figures": [figure_values(library, row, one) for one in row.figures],
        "near": _near(library, ledger, row),
    }


def _near(library: Library, ledger: Ledger, row: Row) -> dict[str, Any] | None:
    """Return the row that another one is perhaps the same as, with the two figures that are nearest; None if there is none."""
    near = ledger.proposals.of(row)
    other = ledger.row(near.other.key) if near is not None else None
    if near is None or other is None:
        return None
    ends = [{"passage": library.address(one.key.passage), "written": one.key.written} for one in (near.one, near.other)]
    return {
        "metric": other.name,
        "period": other.period or None,
        "figure": ends[0],
        "other": ends[1],
        "score": round(near.score, 3),
        "reason": near.reason,
    }


def figure_values(library: Library, row: Row, figure: Figure) -> dict[str, Any]:
    """Return a figure as plain values, with the verdict that it is shown with in its row."""
    one, about, source = figure.quantity, figure.about, library.source(figure.source)
    verdict = row.verdict_on(figure)
    sign = row.sign_of(figure)
    return {
        "passage": library.address(figure.key.passage),
        "source": source.number,
        "path": source.path,
        "written": figure.key.written,
        "low": one.low,
        "high": one.high,
        "unit": one.unit,
        "bound": one.bound,
        "period": figure.period or None,
        "doubt": one.doubt or None,
        "readings": list(map(name_of, readings(one))),
        "change": one.change or None,
        "subject": about.subject or None,
        "basis": about.basis or None,
        "attribution": attribution(library, figure) or None,
        "set": sorted(about.given),
        "sign": sign,
        "verdict": SIGNS[sign] if verdict is not None or len(row.figures) > 1 else row.verdict,
        "reason": verdict.reason if verdict is not None else None,
        "was": recorded_words(figure.key.written, library.passage(figure.key.passage)) or None,
        "quote": figure.quote,
    }


def written(library: Library, ledger: Ledger, rows: Iterable[Row], form: str) -> Iterator[str]:
    """Yield rows in whole lines. Raises UsageError if `form` is not a key of `FORMS`."""
    writer = FORMS.get(form)
    if writer is None:
        raise UsageError(f"A ledger has no format “{form}”; there are {', '.join(FORMS)}.")
    return writer(ledger, (values(library, ledger, row) for row in rows))


def by_figure(library: Library, ledger: Ledger) -> dict[str, list[dict[str, Any]]]:
    """Return all figures as plain values with the `metric` of their row, by the ids of their annotations."""
    found: dict[str, list[dict[str, Any]]] = {}
    for row in ledger.rows:
        for figure in row.figures:
            own = figure_values(library, row, figure)
            found.setdefault(figure.key.passage, []).append({**own, "metric": row.name})
    return found


def _text(ledger: Ledger, rows: Rows) -> Iterator[str]:
    """Yield each row with its figures below, and how many conflicts and proposals the whole ledger has."""
    conflicts = len(ledger.conflicts)
    for row in rows:
        size = f" {size_words(row['size'])}" if row["size"] is not None else ""
        note = f" · {shown(row['note'])}" if row["note"] else ""
        period = f" · {row['period']}" if row["period"] else ""
        yield f"{row['sign']} {shown(row['metric'])}{period} · {row['verdict']}{size}{note}\n"
        for one in row["figures"]:
            date = f" ({one['period']})" if one["period"] else ""
            reason = f"  {shown(one['reason'])}" if one["reason"] else ""
            reason += f"  {changed(one)}" if one["was"] else ""
            yield f"    {one['sign']} {one['passage']:<6}  {shown(one['written'])}  = {value_words(one)}{date}{reason}\n"
        if near := row["near"]:
            yield f"    ? {shown(_perhaps(near))}\n"
    proposals = f", {count_noun(len(ledger.proposals), 'proposal')}" if len(ledger.proposals) else ""
    yield f"{count_noun(conflicts, 'conflict')}, {ledger.left:,} not resolved{proposals}\n"


def _perhaps(near: dict[str, Any]) -> str:
    """Return in words which row another one is perhaps the same as, and why."""
    other = near["other"]
    return f"perhaps the same as “{near['metric']}” ({other['passage']} {other['written']}): {near['reason']}"


def value_words(one: dict[str, Any]) -> str:
    """Return a value in digits with its bound and unit; one in doubt as its readings, or with the reason."""
    if one["readings"]:
        return f"{' or '.join(map(shown, one['readings']))}: no reading was chosen"
    if one["doubt"]:
        return shown(one["doubt"])
    low, high = in_digits(one["low"]), in_digits(one["high"])
    number = low if low == high else f"{low}–{high}"
    bound = "" if one["bound"] == "=" else one["bound"]
    return " ".join(filter(None, (bound, number, shown(unit_beside(one["unit"], one["written"])))))


def changed(one: dict[str, Any]) -> str:
    """Return that a figure was another one when it was tagged; `""` if it is the same."""
    return changed_from(shown(one["written"]), shown(one["was"] or ""))


def cells_of(one: dict[str, Any]) -> tuple[str, str]:
    """Return the lower and the upper value for a table; empty if it has none that can be calculated with."""
    return (
        ("", "") if not isfinite(one["low"]) or one["doubt"] == VAGUE else (f"{one['low']:.15g}", f"{one['high']:.15g}")
    )


def _csv(_: Ledger, rows: Rows) -> Iterator[str]:
    yield csv_line(HEADS)
    for number, row in enumerate(rows, 1):
        for one in row["figures"]:
            cells = (
                str(number),
                row["metric"],
                row["period"] or "",
                row["verdict"],
                "" if row["size"] is None else f"{row['size']:.6g}",
                "yes" if row["resolved"] else "",
                row["note"] or "",
                one["passage"],
                str(one["source"]),
                one["path"],
                one["written"],
                *cells_of(one),
                one["unit"],
                one["bound"].replace("=", ""),
                one["period"] or "",
                one["verdict"],
                one["reason"] or "",
                one["quote"],
                one["change"] or "",
                one["doubt"] or "",
                one["subject"] or "",
                one["basis"] or "",
                one["attribution"] or "",
                one["was"] or "",
                row["near"]["other"]["passage"] if row["near"] else "",
            )
            yield csv_line(cells, numbers=_NUMBERS)


def _markdown(_: Ledger, rows: Rows) -> Iterator[str]:
    yield "| Metric | Period | Verdict | Figures | Reasons |\n|---|---|---|---|---|\n"
    for row in rows:
        figures = "; ".join(
            f"{one['written']} ({', '.join(filter(None, (one['passage'], changed(one))))})" for one in row["figures"]
        )
        reasons = "; ".join(
            [
                *(one["reason"] for one in row["figures"] if one["reason"]),
                *([_perhaps(row["near"])] if row["near"] else []),
            ]
        )
        note = f" – {row['note']}" if row["note"] else ""
        cells = (row["metric"], row["period"] or "", f"{row['verdict']}{note}", figures, reasons)
        yield f"| {' | '.join(escaped(' '.join(cell.split())) for cell in cells)} |\n"


def _json(ledger: Ledger, rows: Rows) -> Iterator[str]:
    head = f'"format": "postil-figures",\n"version": {VERSION},\n"signs": {encoded(SIGNS).decode()}'
    yield f'{{\n{head},\n"conflicts": {len(ledger.conflicts)},\n"unresolved": {ledger.left},\n"proposals": {len(ledger.proposals)},\n"rows": ['
    yield from map(bytes.decode, elements(map(encoded, rows)))
    yield "\n]\n}\n"


FORMS: Final[dict[str, Callable[[Ledger, Rows], Iterator[str]]]] = {
    "text": _text,
    "csv": _csv,
    "json": _json,
    "markdown": _markdown,
}
