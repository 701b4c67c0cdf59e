"""Tables for spreadsheets: comma-separated values (RFC 4180), in which no cell is a formula."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import ClassVar, Final

from annotations.exchange.formats import Option, Options, chosen
from annotations.exchange.output import OutputFile
from annotations.export.board_table import Matrix, written
from annotations.export.csv_cells import csv_line
from annotations.export.disputes import DisputeList
from annotations.export.ledger_table import by_figure, cells_of
from annotations.export.material import Material
from annotations.library.parts.figure_tags import figure_tags
from annotations.model.facts import FACTS
from annotations.text.quantities import Day, read

_ALL: Final = "all"
_FIGURE: Final = ("written", "low", "high", "unit", "bound", "date", "quote")
"""Columns of the value of a figure."""
_MORE: Final = ("period", "verdict", "reason", "change", "doubt", "subject", "basis", "attribution", "was")
"""Last columns of the table of figures, by their names in `figure_values`."""


class Csv:
    """One file for each table in a folder, or one table alone."""

    description: ClassVar = "tables for spreadsheets: passages, links, figures, board, disputes, sources"
    suffix: ClassVar = ".csv"
    options: ClassVar[Mapping[str, Option]] = {
        "table": Option(
            "one table as one file, or all of them as files in a folder",
            (_ALL, "passages", "links", "figures", "board", "disputes", "sources"),
        ),
        "bom": Option("begin with a byte order mark, without which Excel takes UTF-8 for Latin-1", ("no", "yes")),
    }

    def is_single(self, options: Options) -> bool:
        """Return whether one table is asked for."""
        return chosen(options, self.options, "table") != _ALL

    def files(self, material: Material, options: Options) -> Iterator[OutputFile]:
        """Yield the table that is asked for, or all."""
        table, mark = chosen(options, self.options, "table"), chosen(options, self.options, "bom") == "yes"
        for name, rows in _TABLES.items():
            if table in {name, _ALL}:
                yield OutputFile(f"{name}.csv", _encoded(rows(material), mark=mark))

    def losses(self, material: Material) -> list[str]:
        """Return memos and what belongs to no row."""
        return ["memos"] if material.library.about.memos() else []


def _encoded(lines: Iterable[str], *, mark: bool) -> Iterator[bytes]:
    if mark:
        yield b"\xef\xbb\xbf"
    for line in lines:
        yield line.encode("utf-8", "replace")


def _passages(material: Material) -> Iterator[str]:
    yield csv_line(
        "address source path title quote now start end line tags note status anchoring figure_changed created modified "
        "author id".split()
    )
    library = material.library
    for content in material.contents():
        source = content.source
        for passage in content.passages:
            one, document = passage.annotation, content.document
            placed = passage.placed and document is not None
            line = document.location(passage.start).line if document is not None and placed else ""
            yield csv_line(
                map(
                    str,
                    (
                        library.address(one.id),
                        source.number,
                        source.path,
                        source.title,
                        one.exact,
                        content.words(passage) if placed else "",
                        passage.start if placed else "",
                        passage.end if placed else "",
                        line,
                        "; ".join(one.tags),
                        one.note,
                        one.status,
                        passage.anchoring,
                        "yes" if passage.figure_changed else "",
                        one.created,
                        one.modified,
                        one.author,
                        one.id,
                    ),
                )
            )


def _links(material: Material) -> Iterator[str]:
    yield csv_line("from type to from_quote to_quote note created author id".split())
    library = material.library
    for link in material.links:
        ends = [library.annotation(end) for end in (link.source, link.target)]
        yield csv_line(
            (
                library.address(link.source),
                link.kind,
                library.address(link.target),
                ends[0].exact,
                ends[1].exact,
                link.note,
                link.created,
                link.author,
                link.id,
            )
        )


def _figures(material: Material) -> Iterator[str]:
    yield csv_line(["address", "source", "path", *_FIGURE, "metric", *_MORE])
    library = material.library
    figures, tags = by_figure(library, material.ledger), figure_tags(library)
    for content in material.contents():
        for passage in content.passages:
            if tags.isdisjoint(passage.annotation.tags):
                continue
            words = content.words(passage)
            about = [library.address(passage.annotation.id), str(content.source.number), content.source.path]
            for one in figures.get(passage.annotation.id, ()):
                cells = [*cells_of(one), one["unit"], one["bound"].replace("=", ""), "", words]
                more = [one["metric"], *(one[name] or "" for name in _MORE)]
                # A number is a number for a spreadsheet also if it is negative.
                yield csv_line([*about, one["written"], *cells, *more], numbers=(4, 5))
            for value in read(words):
                if isinstance(value, Day):
                    date = "-".join(f"{part:02}" for part in (value.year, value.month, value.day) if part)
                    yield csv_line([*about, value.written, "", "", "", "", date, words, *[""] * (1 + len(_MORE))])


def _board(material: Material) -> Iterator[str]:
    matrix = Matrix(material.board, material.board.rows, material.library.address)
    return written(matrix, "csv")


def _disputes(material: Material) -> Iterator[str]:
    yield csv_line(
        "dispute title side claim independent believed passage stance source name quote decided confidence why author".split()
    )
    disputes = DisputeList(material.board, material.board.disputes.all())
    for number, entry in enumerate(disputes.entries(), 1):
        decision = entry["decision"] or {}
        for place, side in enumerate(entry["sides"], 1):
            names = {one["number"]: one["name"] for one in side["sources"]}
            for quote in side["quotes"]:
                yield csv_line(
                    [
                        str(number),
                        entry["title"],
                        str(place),
                        side["claim"],
                        str(side["independent"]),
                        "yes" if side["believed"] else "",
                        quote["passage"],
                        "supports" if quote["passage"] in side["support"] else "states",
                        str(quote["source"]),
                        names[quote["source"]],
                        quote["quote"],
                        decision.get("decided") or "",
                        decision.get("confidence") or "",
                        decision.get("why") or "",
                        decision.get("author") or "",
                    ]
                )


def _sources(material: Material) -> Iterator[str]:
    yield csv_line(["number", "path", *FACTS, "derived_from", "words", "length", "passages", "missing", "memo", "id"])
    library = material.library
    library.about.read_heads()
    for source in library.sources():
        if source.id not in material.source_ids:
            continue
        origins = [str(library.source(one).number) for one in source.derived_from if library.has_source(one)]
        yield csv_line(
            [
                str(source.number),
                source.path,
                *(source.fact(name) for name in FACTS),
                " ".join(origins),
                str(source.words),
                str(source.length),
                str(len(material.passages_by_source[source.id])),
                "yes" if library.is_missing(source.id) else "",
                library.about.memo("source", source.id),
                source.id,
            ]
        )


_TABLES: Final[dict[str, Callable[[Material], Iterator[str]]]] = {
    "passages": _passages,
    "links": _links,
    "figures": _figures,
    "board": _board,
    "disputes": _disputes,
    "sources": _sources,
}
