"""Board as a table of plain values, written line by line: text, CSV, Markdown, JSON.

A row has a cell for each source that takes a stance or mentions the claim. A table of many sources has no column for
each of them unless requested: it would be very wide and nearly empty.
"""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from wcwidth import wcswidth

from annotations.errors import UsageError
from annotations.export.cells import cut, padded
from annotations.export.csv_cells import csv_line
from annotations.export.json_text import array, encoded
from annotations.review.board import SIGNS, Board, Row
from annotations.review.findings.warnings import flagged
from annotations.review.rows import LEGEND, NAMES

WIDEST: Final = 60
"""Maximum width of the words of a claim in text, in terminal cells."""

COLUMNS: Final = 40
"""Maximum number of sources that have a column each."""

_HEAD: Final = ("claim", "verdict", "status", "reviewed", "note")
_SPARSE: Final = ("sources", "silent", "unread")
"""Columns in place of those of the sources if there are many."""


class Column(NamedTuple):
    """Source that heads a column."""

    number: int
    """Number of the source, as in the addresses of its passages."""
    name: str
    read_through: bool
    """True if it counts as read: without a cell in a row it is silent if it does, else unread."""
    credibility: str = ""
    published: str = ""

    @property
    def weighed(self) -> str:
        """Its name with its grade and its date."""
        return " · ".join(filter(None, (self.name, self.credibility, self.published)))


class Matrix:
    """Board as plain values: a row per claim, built when needed, and a column per source."""

    def __init__(
        self,
        board: Board,
        rows: Sequence[Row],
        address: Callable[[str], str],
        name: Callable[[str], str] | None = None,
        *,
        wide: bool | None = None,
    ) -> None:
        """Create a matrix of `rows`.

        `address` returns the address of an annotation, such as `3:10`, and `name` the name of a source, both by id;
        without `name` the path is used. `wide` gives each source a column; if it is None, up to `COLUMNS` sources have
        one.
        """
        self._board, self._rows, self._address = board, rows, address
        self.columns = {
            one.id: Column(
                one.number,
                name(one.id) if name else one.path,
                one.id in board.read,
                one.fact("credibility"),
                one.fact("published"),
            )
            for one in board.sources
        }
        """Columns by the ids of the sources."""
        self._places = {key: place for place, key in enumerate(self.columns)}
        self._read = {column.number for column in self.columns.values() if column.read_through}
        self.wide = len(self.columns) <= COLUMNS if wide is None else wide

    def rows(self) -> Iterator[dict[str, Any]]:
        """Yield each row: `claim`, `verdict`, `kind`, `explanation`, `agree`, `against`, `status`, `note`, `reviewed`.

        Also `passages`, `cells` and the warnings `loops`, `doubts` and `copies`.
        """
        return (self._row(row) for row in self._rows)

    def stances(self, row: dict[str, Any]) -> list[dict[str, Any]]:
        """Return a cell for every source, including silent and unread ones."""
        cells = {cell["source"]: cell for cell in row["cells"]}
        return [cells.get(column.number) or _idle(column) for column in self.columns.values()]

    def idle(self, row: dict[str, Any]) -> tuple[int, int]:
        """Return the number of silent and of unread sources of a row."""
        numbers = {cell["source"] for cell in row["cells"]}
        unread = len(self.columns) - len(self._read) - len(numbers - self._read)
        return len(self._read) - len(numbers & self._read), unread

    def _row(self, row: Row) -> dict[str, Any]:
        doubtful, address = flagged(self._board, row), self._address
        return {
            "claim": row.words,
            "verdict": row.verdict.words,
            "kind": row.verdict.kind,
            "explanation": row.explanation,
            "agree": row.verdict.agree,
            "against": row.verdict.against,
            "status": row.status,
            "reviewed": row.reviewed,
            "note": row.claim.note if row.claim else "",
            "passages": [address(one) for one in row.members],
            "cells": [self._cell(row, source) for source in sorted(row.cells, key=self._places.__getitem__)],
            "loops": [[address(one) for one in loop] for loop in doubtful.loops],
            "doubts": [
                {
                    "source": address(link.source),
                    "target": address(link.target),
                    "origins": sorted(self.columns[one].number for one in origins),
                }
                for link, origins in doubtful.doubts
            ],
            "copies": [[address(one) for one in pair] for pair in row.copies],
        }

    def _cell(self, row: Row, source: str) -> dict[str, Any]:
        cell = row.cells[source]
        passages = [self._address(one) for one in cell.passages]
        number = self.columns[source].number
        stance = {"stance": cell.stance, "does": cell.words, "sign": cell.sign}
        return {"source": number, **stance, "passages": passages}


def _idle(column: Column) -> dict[str, Any]:
    stance = "silent" if column.read_through else "unread"
    return {
        "source": column.number,
        "stance": stance,
        "does": NAMES[stance],
        "sign": SIGNS[stance],
        "passages": [],
    }


def written(table: Matrix, form: str) -> Iterator[str]:
    """Yield the table as text, in whole lines. Raises UsageError if `form` is not a key of `FORMS`."""
    writer = FORMS.get(form)
    if writer is None:
        raise UsageError(f"A board has no format “{form}”; there are {', '.join(FORMS)}.")
    return writer(table)


def _json(table: Matrix) -> Iterator[str]:
    """Yield all values, one record per line, with a legend of the signs."""
    yield f'{{\n"format": "postil-board",\n"version": 2,\n"signs": {encoded(SIGNS).decode()},\n"sources": '
    yield from map(bytes.decode, array(column._asdict() for column in table.columns.values()))
    yield ',\n"claims": '
    yield from map(bytes.decode, array(table.rows()))
    yield "\n}\n"


def _csv(table: Matrix) -> Iterator[str]:
    """Yield a line per claim with the names of the stances; no cell is a formula for a spreadsheet."""
    sources = [column.name for column in table.columns.values()] if table.wide else _SPARSE
    yield csv_line((*_HEAD, "doubtful", "passages", *sources))
    for row in table.rows():
        own = row["claim"], row["explanation"], row["status"], "yes" if row["reviewed"] else "", row["note"]
        cells = [
            f"{one['does'] if one['stance'] in ('mixed', 'mentions') else one['stance']} {' '.join(one['passages'])}"
            for one in (table.stances(row) if table.wide else row["cells"])
        ]
        if not table.wide:
            cells = ["; ".join(cells), *map(str, table.idle(row))]
        yield csv_line((*own, "; ".join(_doubtful(row)), " ".join(row["passages"]), *map(str.strip, cells)))


def _markdown(table: Matrix) -> Iterator[str]:
    heads = [str(column.number) for column in table.columns.values()] if table.wide else _SPARSE
    yield _piped(("claim", "verdict", "status", *heads))
    yield _piped(("---", "---", "---", *(":-:" if table.wide or head != "sources" else "---" for head in heads)))
    notes = _Notes()
    for row in table.rows():
        notes.take(row)
        yield _piped((_escaped(row["claim"]), row["verdict"], row["status"], *_signs(table, row)))
    yield f"\n{_legend()}\n\n"
    yield from (f"- {column.number}: {_escaped(column.weighed)}\n" for column in notes.named(table))
    yield from notes.warnings("- ", _escaped)


def _text(table: Matrix) -> Iterator[str]:
    """Yield aligned columns for a terminal; sources are numbered, with a list of names below."""
    heads = [str(column.number) for column in table.columns.values()] if table.wide else _SPARSE
    first = ["claim", "verdict", "status", *heads]
    widths = [wcswidth(cell) for cell in first]
    for row in table.rows():
        widths = [max(width, wcswidth(cell)) for width, cell in zip(widths, _text_cells(table, row), strict=True)]
    if not table.wide:
        # A longer cell of one row is printed whole and does not move the columns of others.
        widths[3] = min(widths[3], WIDEST)
    yield _aligned(first, widths)
    notes = _Notes()
    for row in table.rows():
        notes.take(row)
        yield _aligned(_text_cells(table, row), widths)
    yield f"\n{_legend()}\n"
    yield from (f"{column.number:>3}  {shown(column.weighed)}\n" for column in notes.named(table))
    yield from notes.warnings("!  ", str)


def _text_cells(table: Matrix, row: dict[str, Any]) -> list[str]:
    return [cut(shown(row["claim"]), WIDEST), row["verdict"], row["status"], *_signs(table, row)]


def _signs(table: Matrix, row: dict[str, Any]) -> list[str]:
    """Return a sign for each source, or in a sparse table the sign and number of each source with a cell."""
    if table.wide:
        return [cell["sign"] for cell in table.stances(row)]
    return [" ".join(f"{cell['sign']}{cell['source']}" for cell in row["cells"]), *map(str, table.idle(row))]


class _Notes:
    """Notes below the table, collected while the rows are written."""

    def __init__(self) -> None:
        self._numbers: set[int] = set()
        self._doubtful: dict[str, None] = {}

    def take(self, row: dict[str, Any]) -> None:
        """Collect the notes of a row; a circle shared by several rows is listed once."""
        self._numbers.update(cell["source"] for cell in row["cells"])
        self._doubtful.update(dict.fromkeys(_doubtful(row)))

    def named(self, table: Matrix) -> Iterator[Column]:
        """Return the sources to list: those with a column, or those with a cell."""
        return (one for one in table.columns.values() if table.wide or one.number in self._numbers)

    def warnings(self, sign: str, escape: Callable[[str], str]) -> Iterator[str]:
        """Yield the warnings, after an empty line."""
        if self._doubtful:
            yield "\n"
        yield from (f"{sign}{escape(line)}\n" for line in self._doubtful)


def _doubtful(row: dict[str, Any]) -> list[str]:
    """Return the notes on the counts of a row, and the warnings about it, a line each."""
    counts = [f"{row['passages'][0]}: {reason}" for reason in row["explanation"].split("; ")[1:]]
    circles = [f"a circle: {' → '.join(loop)}" for loop in row["loops"]]
    copies = [f"{' and '.join(pair)} look copied: count once?" for pair in row["copies"]]
    return [*counts, *circles, *copies] + [
        f"{doubt['source']} {SIGNS['supports']} {doubt['target']} adds no weight: both have it from "
        + ("source " if len(doubt["origins"]) == 1 else "sources ")
        + ", ".join(map(str, doubt["origins"]))
        for doubt in row["doubts"]
    ]


FORMS: Final[dict[str, Callable[[Matrix], Iterator[str]]]] = {
    "text": _text,
    "csv": _csv,
    "markdown": _markdown,
    "json": _json,
}


def shown(text: str) -> str:
    """Return text on one line, with visible characters in place of control characters."""
    return "".join(_visible(char) for char in " ".join(text.split()))


def _visible(char: str) -> str:
    if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}:
        return char
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "�"


def _escaped(text: str) -> str:
    """Return text on one line without Markdown markup."""
    return "".join(f"\\{char}" if char in r"\`*_[]<>|~$&" else char for char in shown(text))


def _piped(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |\n"


def _legend() -> str:
    return "   ".join(f"{sign or 'blank'} {LEGEND[stance]}" for stance, sign in SIGNS.items())


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(map(padded, cells, widths)).rstrip() + "\n"
