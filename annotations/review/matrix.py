"""The board as a table of plain values, and written: text, CSV, Markdown, JSON."""

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

import msgspec
from wcwidth import wcswidth

from annotations.errors import UsageError
from annotations.export.csv import guarded
from annotations.review.claims import SIGNS, Board, Row
from annotations.review.flags import flagged

WIDEST: Final = 60
"""Cells of the terminal that the words of a claim take in text."""

_HEAD: Final = ("claim", "verdict", "status", "reviewed", "note")


class Column(NamedTuple):
    """A source as it heads a column."""

    number: int
    """Of the source, as in the addresses of its passages."""
    name: str


class Matrix(NamedTuple):
    """A board as plain values: a row a claim, a column a source."""

    sources: tuple[Column, ...]
    rows: tuple[dict[str, Any], ...]
    """``claim``, ``verdict``, ``agree``, ``against``, ``status``, ``note``, ``reviewed``, ``passages``, ``cells``, and
    what is doubtful: ``loops``, ``doubts``."""


def matrix(
    board: Board, rows: Iterable[Row], address: Callable[[str], str], name: Callable[[str], str] | None = None
) -> Matrix:
    """The rows that are wanted as plain values.

    ``address`` says what an annotation is called, ``3:10``, ``name`` what a source is, by their ids; without it
    a source is called by its path.
    """
    columns = {source.id: Column(source.number, name(source.id) if name else source.path) for source in board.sources}
    return Matrix(tuple(columns.values()), tuple(_row(board, row, address, columns) for row in rows))


def _row(board: Board, row: Row, address: Callable[[str], str], columns: dict[str, Column]) -> dict[str, Any]:
    doubtful, cells = flagged(board, row), []
    for source, column in columns.items():
        cell = board.cell(row, source)
        passages = [address(one) for one in cell.passages]
        cells.append({"source": column.number, "stance": cell.stance, "sign": cell.sign, "passages": passages})
    return {
        "claim": row.words,
        "verdict": row.verdict.words,
        "agree": row.verdict.agree,
        "against": row.verdict.against,
        "status": row.status,
        "reviewed": row.reviewed,
        "note": row.claim.note if row.claim else "",
        "passages": [address(one) for one in row.members],
        "cells": cells,
        "loops": [[address(one) for one in loop] for loop in doubtful.loops],
        "doubts": [
            {
                "source": address(link.source),
                "target": address(link.target),
                "origins": sorted(columns[one].number for one in origins),
            }
            for link, origins in doubtful.doubts
        ],
    }


def written(table: Matrix, form: str) -> str:
    """The table as text, with a newline at its end. ``form`` is a key of `FORMS`. Raises UsageError."""
    writer = FORMS.get(form)
    if writer is None:
        raise UsageError(f"A board has no format “{form}”; there are {', '.join(FORMS)}.")
    return writer(table)


def _json(table: Matrix) -> str:
    """Everything, with the signs explained by their names."""
    sources = [column._asdict() for column in table.sources]
    told = {"format": "postil-board", "version": 1, "signs": SIGNS, "sources": sources, "claims": table.rows}
    return msgspec.json.format(msgspec.json.encode(told), indent=2).decode() + "\n"


def _csv(table: Matrix) -> str:
    """A line a claim, with the names of the stances; a spreadsheet takes no cell for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        [guarded(cell) for cell in (*_HEAD, "doubtful", "passages", *(column.name for column in table.sources))]
    )
    for row in table.rows:
        own = row["claim"], row["verdict"], row["status"], "yes" if row["reviewed"] else "", row["note"]
        cells = (f"{cell['stance']} {' '.join(cell['passages'])}".strip() for cell in row["cells"])
        writer.writerow(
            [guarded(cell) for cell in (*own, "; ".join(_doubtful(row)), " ".join(row["passages"]), *cells)]
        )
    return out.getvalue()


def _markdown(table: Matrix) -> str:
    numbers = [str(column.number) for column in table.sources]
    lines = [_piped(("claim", "verdict", "status", *numbers)), _piped(("---", "---", "---", *(":-:" for _ in numbers)))]
    for row in table.rows:
        signs = (cell["sign"] for cell in row["cells"])
        lines.append(_piped((_escaped(row["claim"]), row["verdict"], row["status"], *signs)))
    keys = [f"- {column.number}: {_escaped(column.name)}" for column in table.sources]
    doubtful = [f"- {_escaped(line)}" for line in _all_doubtful(table)]
    return "\n".join([*lines, "", _legend(), "", *keys, *([""] if doubtful else []), *doubtful]) + "\n"


def _text(table: Matrix) -> str:
    """Columns that stand below each other in a terminal; the sources are numbered, and named below."""
    numbers = [str(column.number) for column in table.sources]
    rows = [["claim", "verdict", "status", *numbers]]
    for row in table.rows:
        signs = (cell["sign"] for cell in row["cells"])
        rows.append([_cut(shown(row["claim"])), row["verdict"], row["status"], *signs])
    widths = [max(wcswidth(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ["  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    keys = [f"{column.number:>3}  {shown(column.name)}" for column in table.sources]
    doubtful = [f"!  {line}" for line in _all_doubtful(table)]
    return "\n".join([*lines, "", _legend(), *keys, *([""] if doubtful else []), *doubtful]) + "\n"


def _doubtful(row: dict[str, Any]) -> list[str]:
    """What is doubtful about a row, a line each."""
    circles = [f"a circle: {' → '.join(loop)}" for loop in row["loops"]]
    return circles + [
        f"{doubt['source']} {SIGNS['supports']} {doubt['target']} adds no weight: both have it from "
        + ("source " if len(doubt["origins"]) == 1 else "sources ")
        + ", ".join(map(str, doubt["origins"]))
        for doubt in row["doubts"]
    ]


def _all_doubtful(table: Matrix) -> list[str]:
    """What is doubtful about all rows; a circle that several rows are about is said once."""
    return list(dict.fromkeys(line for row in table.rows for line in _doubtful(row)))


FORMS: Final[dict[str, Callable[[Matrix], str]]] = {"text": _text, "csv": _csv, "markdown": _markdown, "json": _json}


def shown(text: str) -> str:
    """Text on one line in which a terminal obeys nothing: each sign that has no shape becomes one that has."""
    return "".join(_visible(char) for char in " ".join(text.split()))


def _visible(char: str) -> str:
    if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return char
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "�"


def _escaped(text: str) -> str:
    """Text that Markdown takes for nothing else, on one line of a table."""
    return "".join(f"\\{char}" if char in r"\`*_[]<>|~$&" else char for char in shown(text))


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _legend() -> str:
    return "   ".join(f"{sign or 'blank'} {name}" for name, sign in SIGNS.items())


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - wcswidth(cell))


def _cut(text: str) -> str:
    """Text that takes `WIDEST` cells at the most."""
    if wcswidth(text) <= WIDEST:
        return text
    while wcswidth(text) >= WIDEST:
        text = text[:-1]
    return f"{text.rstrip()}…"
