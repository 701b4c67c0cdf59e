"""``postil report``."""

from argparse import Namespace
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from annotations.errors import UsageError
from annotations.export.json_text import dumps
from annotations.export.material import Material
from annotations.export.report.contents import SECTIONS, Contents, Wanted, contents
from annotations.text.plurals import count_noun
from tui.cli import output_file as outfile
from tui.cli.output import opened_with_sources, print_message, write_bytes, write_json
from tui.cli.selection import selected

FORMATS: Final = {
    ".html": "html",
    ".htm": "html",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "docx",
    ".pdf": "pdf",
}
"""Formats by the end of the name of a file."""

TEXTS: Final = ("html", "markdown")
"""Formats that can be written to standard output and made by a template."""


def write_report(options: Namespace) -> int:
    """Write a report: what the sources dispute and agree on, with every quote in its source."""
    output = outfile.given_file(options.output)
    form = _format(options, output)
    if output is not None:
        outfile.check_free(output, force=options.force)
    elif options.json:
        raise UsageError("With --json the report needs a file of its own: -o FILE.")
    library = opened_with_sources(options.path)
    selection = selected(library, options)
    material = Material(library, None if selection.whole else selection.of)
    report = contents(material, _wanted(options, form))
    pieces = _pieces(report, form, options.template)
    if output is None:
        for piece in pieces:
            write_bytes(piece)
        return 0
    outfile.check_foreign(output, library)
    with outfile.writing(output) as file:
        file.writelines(pieces)
    if options.json:
        write_json(dumps(_entry(report, output, form, _left_out(options, form))))
    else:
        print_message(f"Wrote a report on {count_noun(len(report.sources), 'source')} to {output}.")
    return 0


def _entry(report: Contents, output: Path, form: str, left_out: list[str]) -> dict[str, object]:
    """Return what was written, for a program."""
    return {
        "file": str(output),
        "format": form,
        "title": report.title,
        "sections": [name for name, _ in report.sections],
        "left_out": left_out,
        "counts": {name.replace(" ", "_"): count for name, count in report.summary.items()},
    }


def _format(options: Namespace, output: Path | None) -> str:
    form: str = options.format
    if not form:
        form = FORMATS.get(output.suffix.lower(), "") if output is not None else "html"
    if not form and options.template is None:
        raise UsageError(f"The end of {output} names no format. Give --format: html, markdown, docx or pdf.")
    if form not in TEXTS and (output is None or options.template is not None):
        if form and output is None:
            raise UsageError(f"A report as {form} is no text. Give the name of a file: -o report.{form}.")
        if form:
            raise UsageError(f"A template makes text, not {form}. Give --format html or markdown.")
    return form or "text"


def _wanted(options: Namespace, form: str) -> Wanted:
    left_out = _left_out(options, form)
    return Wanted(
        title=options.title,
        sections=[one for one in _asked(options) if one not in left_out],
        quotes_only=options.quotes_only or _is_plain(options, form),
        selection=_in_words(options),
    )


def _asked(options: Namespace) -> list[str]:
    return [one.strip() for one in options.sections.split(",") if one.strip()] or list(SECTIONS)


def _is_plain(options: Namespace, form: str) -> bool:
    """Return whether a format has no place to which a quote could lead, and no picture."""
    return form in {"markdown", "docx"} and options.template is None


def _left_out(options: Namespace, form: str) -> list[str]:
    """Return the sections that were asked for and that the format cannot hold."""
    return [one for one in _asked(options) if one in {"map", "texts"} and _is_plain(options, form)]


def _in_words(options: Namespace) -> str:
    """Return what was selected as a reader of the report understands it."""
    tags = f"tagged {(' or ' if options.any else ' and ').join(options.tags)}" if options.tags else ""
    parts = (
        tags,
        f"not tagged {' or '.join(options.without)}" if options.without else "",
        f"of source {' or '.join(options.sources)}" if options.sources else "",
        f"marked {' or '.join(options.statuses)}" if options.statuses else "",
        f"by {' or '.join(options.by)}" if options.by else "",
        f"since {options.since}" if options.since else "",
        f"with “{options.text}”" if options.text else "",
        f"that match “{options.filter}”" if options.filter else "",
        f"that “{options.saved}” finds" if options.saved else "",
    )
    found = ", ".join(filter(None, parts))
    return f"passages {found}" if found else ""


def _pieces(report: Contents, form: str, template: Path | None) -> Iterator[bytes]:
    if form == "docx":
        from annotations.export.report.word import word

        return iter([word(report)])
    if form == "pdf":
        from annotations.export.report.pdf import pdf

        return iter([pdf(report)])
    from annotations.export.report.rendering import rendered

    return (piece.encode("utf-8", "replace") for piece in _together(rendered(report, form, template)))


def _together(pieces: Iterable[str]) -> Iterator[str]:
    """Join the small pieces of a template, so that each write is worth its call."""
    waiting: list[str] = []
    size = 0
    for piece in pieces:
        waiting.append(piece)
        size += len(piece)
        if size > 1 << 16:
            yield "".join(waiting)
            waiting, size = [], 0
    yield "".join(waiting)
