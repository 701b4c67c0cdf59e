"""What a report says, as plain values for templates."""

from collections.abc import Mapping, Sequence
from importlib.metadata import version
from itertools import groupby
from typing import Any, Final, NamedTuple

from annotations.errors import UsageError
from annotations.export.board_table import Matrix
from annotations.export.disputes import DisputeList
from annotations.export.ledger_table import by_figure
from annotations.export.material import Content, Material
from annotations.export.report.map_picture import map_picture
from annotations.export.report.quote import Figures, Quote, figures_of
from annotations.export.report.source_text import SourceText, source_text
from annotations.model import Passage, status_name
from annotations.model.facts import FACTS
from annotations.review.board import Board, is_read
from annotations.store.codec import now
from annotations.text.ranges import covered

SECTIONS: Final = {
    "summary": "Summary",
    "disputes": "Disputes",
    "claims": "Claims that several sources agree on",
    "board": "All claims",
    "figures": "Figures",
    "sources": "Sources",
    "map": "Map",
    "notes": "Notes",
    "method": "Method",
    "texts": "Source texts",
}
"""Parts of a report in their order, with their headings."""


class Wanted(NamedTuple):
    """What a report is to have."""

    title: str = ""
    """Title; `""` for one with the name of the folder."""
    sections: Sequence[str] = tuple(SECTIONS)
    """Keys of `SECTIONS`, in any order."""
    quotes_only: bool = False
    """True to leave out the texts of the sources, and quote passages only."""
    selection: str = ""
    """What was selected, in words; `""` for everything."""


class SourceEntry(NamedTuple):
    """A source in the list of sources."""

    number: int
    name: str
    title: str
    path: str
    facts: tuple[tuple[str, str], ...]
    """Labels and values."""
    url: str
    words: int
    read: int
    """Per cent of it that was read; -1 if its length is not known."""
    passages: int
    read_through: bool
    """True if it counts as read to the end."""
    missing: bool
    memo: str
    sha256: str
    """Hash of its reading text; `""` if it cannot be read."""
    file_sha256: str
    """Hash of its file, as `sha256sum` prints it; `""` if it cannot be read."""
    derived_from: tuple[int, ...]

    @property
    def weighed(self) -> str:
        """What a reader weighs it by: its publisher, grade and date; `""` if nothing is known."""
        facts = dict(self.facts)
        return ", ".join(facts[name] for name in ("publisher", "credibility", "published") if name in facts)


class LinkNote(NamedTuple):
    """A note on a link."""

    source: str
    """Address of the passage that the link leads from."""
    kind: str
    target: str
    note: str


class Contents(NamedTuple):
    """A whole report."""

    title: str
    folder: str
    generated: str
    sections: tuple[tuple[str, str], ...]
    """Keys and headings of the sections that it has."""
    summary: dict[str, int]
    disputes: list[dict[str, Any]]
    """As `DisputeList` has them, with `state`, what was decided, in words, and `figures`, those of each side."""
    dispute_at: dict[str, int]
    """Numbers of disputes, from 1, by the addresses of their passages."""
    claims: list[dict[str, Any]]
    board: list[dict[str, Any]]
    columns: list[tuple[int, str]]
    """Numbers and names of the sources that head the columns of the board."""
    figures: list[Figures]
    sources: list[SourceEntry]
    picture: str
    """Map as SVG; `""` if there is nothing to draw."""
    notes: list[Quote]
    link_notes: list[LinkNote]
    memos: list[tuple[str, str]]
    """What each is about, and its text."""
    texts: list[SourceText]
    quotes: dict[str, Quote]
    """Passages by address."""
    authors: tuple[str, ...]
    version: str
    selection: str


def contents(material: Material, wanted: Wanted) -> Contents:
    """Gather what a report says. Raises UsageError if there is no section of a name."""
    for name in wanted.sections:
        if name not in SECTIONS:
            raise UsageError(f"There is no section “{name}” of a report; there are {', '.join(SECTIONS)}.")
    return _Gatherer(material, wanted).contents()


class _Gatherer:
    def __init__(self, material: Material, wanted: Wanted) -> None:
        self._material = material
        self._library = material.library
        self._wanted = wanted
        self._with_texts = "texts" in wanted.sections and not wanted.quotes_only
        self._quotes: dict[str, Quote] = {}
        self._texts: list[SourceText] = []
        self._sources: list[SourceEntry] = []
        self._figures: list[Figures] = []
        self._by_figure = by_figure(material.library, material.ledger) if "figures" in wanted.sections else {}
        self._authors: set[str] = set()

    def contents(self) -> Contents:
        library, wanted, material = self._library, self._wanted, self._material
        library.about.read_heads()
        library.update_names()
        for content in material.contents():
            self._take(content)
        board = material.board
        matrix = Matrix(board, board.rows, library.address, library.short_name)
        rows = list(matrix.rows())
        for row in rows:
            row["stances"] = matrix.stances(row) if matrix.wide else row["cells"]
        disputes = self._disputes(board)
        sections = self._sections()
        claims = [row for row in rows if row["kind"] == "corroborated"]
        return Contents(
            title=wanted.title or f"What the sources in {library.folder.name} say",
            folder=library.folder.name,
            generated=now(),
            sections=tuple((key, SECTIONS[key]) for key in sections),
            summary=self._summary(rows, disputes),
            disputes=disputes,
            dispute_at=_numbers(disputes),
            claims=sorted(claims, key=lambda row: -row["agree"]),
            board=rows,
            columns=[(one.number, one.name) for one in matrix.columns.values()] if matrix.wide else [],
            figures=[
                Figures(unit, [line for one in group for line in one.lines])
                for unit, group in groupby(sorted(self._figures, key=lambda one: one.unit), key=lambda one: one.unit)
            ],
            sources=self._sources,
            picture=map_picture(material) if "map" in sections else "",
            notes=[one for one in self._quotes.values() if one.note.strip()],
            link_notes=self._link_notes(),
            memos=self._memos(),
            texts=self._texts,
            quotes=self._quotes,
            authors=tuple(sorted(self._authors)),
            version=version("postil"),
            selection=wanted.selection,
        )

    def _disputes(self, board: Board) -> list[dict[str, Any]]:
        disputes = [
            one | {"state": _state(one), "figures": _figures(one)}
            for one in DisputeList(board, board.disputes.all()).entries()
        ]
        self._authors |= {one["decision"]["author"] for one in disputes if one["decision"]} - {""}
        return disputes

    def _link_notes(self) -> list[LinkNote]:
        address = self._library.address
        return [
            LinkNote(address(one.source), one.kind, address(one.target), one.note)
            for one in self._material.links
            if one.note.strip()
        ]

    def _sections(self) -> list[str]:
        given = [key for key in SECTIONS if key in self._wanted.sections]
        return [key for key in given if key != "texts" or self._with_texts]

    def _take(self, content: Content) -> None:
        source = content.source
        self._sources.append(self._source(content))
        for passage in content.passages:
            quote = self._quote(content, passage)
            self._quotes[quote.address] = quote
            self._authors.add(quote.author)
            self._figures += figures_of(quote, self._by_figure.get(passage.annotation.id, ()))
        if self._with_texts and content.document is not None:
            placed = [(one.start, one.end, self._library.address(one.annotation.id)) for one in content.placed]
            self._texts.append(source_text(content.document, placed, source.number, self._sources[-1].title))
        self._authors.discard("")

    def _quote(self, content: Content, passage: Passage) -> Quote:
        one, words = passage.annotation, content.words(passage)
        address = self._library.address(one.id)
        anchor = f"p-{address.replace(':', '-')}" if self._with_texts and passage.placed else ""
        url = content.source.fact("url")
        href = f"#{anchor}" if anchor else f"{url}#:~:text={_fragment(words)}" if url.startswith("http") else ""
        status = status_name(one.status) if one.status != "open" else ""
        return Quote(
            address=address,
            anchor=anchor,
            words=words,
            tags=one.tags,
            status=status,
            note=one.note,
            author=one.author,
            source=content.source.number,
            href=href,
            changed=words != one.exact,
            line=content.document.location(passage.start).line if content.document and passage.placed else 0,
        )

    def _source(self, content: Content) -> SourceEntry:
        source, library = content.source, self._library
        read = round(100 * covered(source.read, source.length) / source.length) if source.length else -1
        names = [name for name in FACTS if name not in {"title", "url"}]
        return SourceEntry(
            number=source.number,
            name=library.short_name(source.id),
            title=source.title or source.path,
            path=source.path,
            facts=tuple((name, source.fact(name)) for name in names if source.fact(name)),
            url=source.fact("url"),
            words=source.words,
            read=read,
            passages=len(content.passages),
            read_through=is_read(source),
            missing=library.is_missing(source.id),
            memo=library.about.memo("source", source.id),
            sha256="" if content.document is None else _sha256(content.text),
            file_sha256="" if content.document is None else library.reading(source.id).file_sha256,
            derived_from=tuple(library.source(one).number for one in source.derived_from if library.has_source(one)),
        )

    def _summary(self, rows: Sequence[dict[str, Any]], disputes: Sequence[dict[str, Any]]) -> dict[str, int]:
        material = self._material
        sources = [one for one in self._library.sources() if one.id in material.source_ids]
        return {
            "sources": len(sources),
            "sources read": sum(map(is_read, sources)),
            "passages": len(material.ids),
            "links": len(material.links),
            "claims": len(rows),
            "corroborated claims": sum(row["kind"] == "corroborated" for row in rows),
            "disputes": len(disputes),
            "decided disputes": sum(bool(one["decided"]) for one in disputes),
            "changed disputes": sum(bool(one["decision"] and one["decision"]["changed"]) for one in disputes),
        }

    def _memos(self) -> list[tuple[str, str]]:
        library, found = self._library, []
        for one in library.about.memos():
            if one.about == "source" and one.key in self._material.source_ids:
                source = library.source(one.key)
                found.append((f"source {source.number}, {library.short_name(source.id)}", one.note))
            elif one.about == "tag":
                found.append((f"tag {one.key}", one.note))
            elif one.about == "library":
                found.append(("all sources", one.note))
        return found


def _figures(dispute: dict[str, Any]) -> list[str]:
    """Return the figures of each side in words; nothing if no side has one."""
    sides = [
        dict.fromkeys(written for quoted in side["quotes"] for written in quoted["figures"])
        for side in dispute["sides"]
    ]
    return [f"side {place}: {', '.join(side) or 'none'}" for place, side in enumerate(sides, 1)] if any(sides) else []


def _numbers(disputes: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Return the numbers of disputes, from 1, by the addresses of their passages."""
    return {
        quoted["passage"]: number
        for number, one in enumerate(disputes, 1)
        for side in one["sides"]
        for quoted in side["quotes"]
    }


def _state(dispute: dict[str, Any]) -> str:
    """Return what was decided on a dispute: *side 2 is believed, high confidence*; *open* if nothing was."""
    decision = dispute["decision"]
    if decision is None or not decision["decided"]:
        return "open"
    side = f"side {decision['side']} is believed" if decision["side"] else "no side is believed"
    sure = f", {decision['confidence']} confidence" if decision["confidence"] else ""
    return side + sure + (", but something changed since" if decision["changed"] else "")


def _sha256(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _fragment(words: str) -> str:
    """Return words as a text fragment (https://wicg.github.io/scroll-to-text-fragment): the first and last few of many."""
    from urllib.parse import quote

    parts = words.split()
    if len(parts) <= 12:
        return quote(" ".join(parts), safe="").replace("-", "%2D")
    ends = (" ".join(parts[:5]), " ".join(parts[-5:]))
    return ",".join(quote(one, safe="").replace("-", "%2D") for one in ends)
