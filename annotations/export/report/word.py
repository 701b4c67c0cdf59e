"""A report as a Word document, in which headings, quotes and tables have the styles of Word."""

import io
import re
from collections.abc import Sequence
from typing import Any, Final

from docx import Document
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from annotations.export.escapes import balanced
from annotations.export.report.contents import Contents
from annotations.model import status_name
from annotations.text.plurals import count_noun

_PROPERTIES, _STYLE, _VALUE, _RUN, _TEXT, _BREAK = map(qn, ("w:pPr", "w:pStyle", "w:val", "w:r", "w:t", "w:br"))
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def word(report: Contents) -> bytes:
    """Return a report as .docx, without the map and the texts of the sources."""
    document = _Writer(report).document()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


class _Writer:
    def __init__(self, report: Contents) -> None:
        self._report = report
        self._names = {one.number: one.name for one in report.sources}
        self._weighed = {one.number: one.weighed for one in report.sources}
        self._document: Word = Document()
        self._end = self._document.element.body.sectPr
        self._styles = {one.name: one.style_id for one in self._document.styles}
        self._document.core_properties.title = _clean(report.title)
        self._document.core_properties.author = _clean(", ".join(report.authors))

    def document(self) -> Word:
        report = self._report
        self._heading(report.title, 0)
        about = [report.folder, report.generated[:10]]
        about += [f"read by {', '.join(report.authors)}"] if report.authors else []
        about += [f"only {report.selection}"] if report.selection else []
        self._line(" · ".join(about))
        writers = {
            "summary": self._summary,
            "disputes": self._disputes,
            "claims": self._claims,
            "board": self._board,
            "figures": self._figures,
            "sources": self._sources,
            "notes": self._notes,
            "method": self._method,
        }
        for key, heading in report.sections:
            if key in writers:
                self._heading(heading, 1)
                writers[key]()
        return self._document

    def _summary(self) -> None:
        counts = self._report.summary
        self._line(
            f"{count_noun(counts['sources'], 'source')}, {counts['sources read']} read to the end; "
            f"{count_noun(counts['passages'], 'passage')}; {count_noun(counts['links'], 'link')}; "
            f"{count_noun(counts['claims'], 'claim')}, {counts['corroborated claims']} stated by several independent "
            f"sources; {count_noun(counts['disputes'], 'dispute')}, {counts['decided disputes']} decided."
        )
        unread = [
            f"{one.name}, {'missing' if one.missing else f'{one.read} %' if one.read >= 0 else 'length not known'}"
            for one in self._report.sources
            if not one.read_through
        ]
        if unread:
            self._line(f"Not read to the end: {'; '.join(unread)}.")
        for one in self._report.disputes:
            counted = " against ".join(str(side["independent"]) for side in one["sides"])
            self._line(f"{one['title']}: {counted} sources; {one['state']}", "List Bullet")

    def _disputes(self) -> None:
        for number, one in enumerate(self._report.disputes, 1):
            self._heading(f"{number}. {one['title']}", 2)
            for place, side in enumerate(one["sides"], 1):
                believed = ", believed" if side["believed"] else ""
                count = count_noun(side["independent"], "independent source")
                self._heading(f"Side {place}: {count}{believed}", 3)
                if side["explanation"]:
                    self._line(side["explanation"])
                for quoted in side["quotes"]:
                    self._quote(quoted["passage"], supports=quoted["passage"] in side["support"])
            if one["figures"]:
                self._line(f"Figures and dates: {'; '.join(one['figures'])}.")
            self._decision(one)
            for line in one["questions"]:
                self._line(line, "List Bullet")
        if not self._report.disputes:
            self._line("No passages contradict each other.")

    def _claims(self) -> None:
        for row in self._report.claims:
            self._heading(row["claim"], 2)
            why = row["explanation"] if row["explanation"] != row["verdict"] else ""
            self._line("; ".join(filter(None, (count_noun(row["agree"], "independent source"), why))))
            for cell in row["cells"]:
                if cell["stance"] in {"states", "restates", "supports"}:
                    for address in cell["passages"]:
                        self._quote(address)
        if not self._report.claims:
            self._line("No claim is stated by several independent sources.")

    def _board(self) -> None:
        rows = [
            (
                row["claim"],
                f"{row['verdict']} ({row['kind']})",
                status_name(row["status"]),
                "; ".join(
                    f"{self._names.get(cell['source'], cell['source'])} {cell['does']} ({', '.join(cell['passages'])})"
                    for cell in row["cells"]
                ),
            )
            for row in self._report.board
        ]
        self._table(("Claim", "Verdict", "Status", "Sources"), rows)

    def _figures(self) -> None:
        rows = [
            (
                line.metric,
                line.written,
                line.value,
                line.period,
                line.verdict,
                line.quote.words,
                f"{line.quote.address} {self._names[line.quote.source]}",
            )
            for group in self._report.figures
            for line in group.lines
        ]
        self._table(("Metric", "As written", "Value", "Period", "Verdict", "In the source", "Source"), rows)

    def _sources(self) -> None:
        for one in self._report.sources:
            self._heading(f"{one.number}. {one.title}", 2)
            parts = [one.path, *(f"{label}: {value}" for label, value in one.facts)]
            parts += [one.url] if one.url else []
            parts += [count_noun(one.passages, "passage")]
            parts += [f"{one.read} % read"] if one.read >= 0 else []
            parts += ["its file is missing"] if one.missing else [] if one.sha256 else ["its file cannot be read"]
            parts += [f"derived from {', '.join(map(str, one.derived_from))}"] if one.derived_from else []
            self._line(" · ".join(parts))
            if one.memo:
                self._line(one.memo)

    def _notes(self) -> None:
        for about, text in self._report.memos:
            self._heading(f"On {about}", 2)
            self._line(text)
        for row in self._report.board:
            if row["note"]:
                self._heading(f"On the claim “{row['claim']}”", 2)
                self._line(row["note"])
        if self._report.link_notes:
            self._heading("On links", 2)
        for link in self._report.link_notes:
            self._line(f"{link.source} {link.kind} {link.target}: {link.note}")
        if self._report.notes:
            self._heading("On passages", 2)
        for one in self._report.notes:
            self._quote(one.address)

    def _method(self) -> None:
        report = self._report
        self._line(
            f"The sources were read in postil {report.version}, where its readers marked and linked passages. A claim "
            "is all passages that restate each other. A claim counts one for each source that states or supports it, "
            "but a source and the one that it cites or is derived from count once. A dispute is all claims that "
            f"contradict each other, directly or not. The report was made on {report.generated[:10]}."
        )
        self._line(
            "By their SHA-256 the files can be verified (sha256sum FILE), and the reading texts, which are the files without "
            "their markup. An address such as 2:14 is the 14th passage that was marked in source 2; a line is one of the file."
        )
        rows = [
            (
                f"{one.number} {one.path}",
                f"{one.words:,}",
                f"file {one.file_sha256}\ntext {one.sha256}" if one.sha256 else "not readable",
            )
            for one in report.sources
        ]
        self._table(("Source", "Words", "SHA-256"), rows)

    def _decision(self, dispute: dict[str, Any]) -> None:
        decision = dispute["decision"]
        if decision is None or not decision["decided"]:
            self._line("Not decided.")
            return
        who = ", ".join(filter(None, (decision["author"], decision["decided"][:10])))
        self._line(f"Decision: {dispute['state']} ({who}).")
        self._line(decision["why"] or "No reason is given.")

    def _quote(self, address: str, *, supports: bool = False) -> None:
        one = self._report.quotes.get(address)
        if one is None:
            return
        self._line(one.words, "Quote")
        parts = [one.address, self._names[one.source], self._weighed[one.source]]
        parts += [
            f"line {one.line}" if one.line else "not found in the source",
            "supports this side" if supports else "",
        ]
        parts += [*one.tags, one.status, "the source has changed since" if one.changed else ""]
        self._line(" · ".join(filter(None, parts)), "Caption")
        if one.note.strip():
            self._line(f"Note: {one.note}")

    def _table(self, heads: tuple[str, ...], rows: Sequence[tuple[object, ...]]) -> None:
        if not rows:
            self._line("There is nothing to list.")
            return
        table = self._document.add_table(rows=1, cols=len(heads), style="Table Grid")
        for cell, head in zip(table.rows[0].cells, heads, strict=True):
            cell.paragraphs[0].add_run(head).bold = True
        for row in rows:
            line = OxmlElement("w:tr")
            for value in row:
                cell = OxmlElement("w:tc")
                cell.append(_paragraph(str(value)))
                line.append(cell)
            table._tbl.append(line)  # noqa: SLF001 - its own way takes the square of the number of rows

    def _heading(self, text: str, level: int) -> None:
        self._line(text, f"Heading {level}" if level else "Title")

    def _line(self, text: str, style: str = "") -> None:
        """Add a paragraph at the end; the way of the library takes the square of their number."""
        self._end.addprevious(_paragraph(text, self._styles[style] if style else ""))


def _paragraph(text: str, style: str = "") -> Any:
    """Return a paragraph in a style, given by its id. Reports have tens of thousands: its elements are made directly."""
    paragraph: Any = OxmlElement("w:p")
    if style:
        _under(_under(paragraph, _PROPERTIES), _STYLE).set(_VALUE, style)
    run = _under(paragraph, _RUN)
    for place, line in enumerate(_clean(text).split("\n")):
        if place:
            _under(run, _BREAK)
        words = _under(run, _TEXT)
        words.text = line
        words.set(_SPACE, "preserve")
    return paragraph


def _under(parent: Any, tag: str) -> Any:
    """Add an empty element at the end of another one."""
    child = parent.makeelement(tag)
    parent.append(child)
    return child


def _clean(text: str) -> str:
    """Return a text without the characters that XML cannot have; changes of direction end in it."""
    return balanced(_CONTROLS.sub("\ufffd", text))
