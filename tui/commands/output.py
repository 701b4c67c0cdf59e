"""Exports and reports, written in the background to a new file among the library's own."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from annotations.errors import PostilError
from annotations.exchange import formats
from annotations.exchange.output import exports_folder
from tui.commands.base.context import ScreenContext
from tui.commands.base.verbs import write_file

REPORTS: Final = {"html": ".html", "markdown": ".md", "docx": ".docx", "pdf": ".pdf"}
"""Ends of the names of reports by format."""


def export(context: ScreenContext, _: int | None) -> None:
    """Write everything as JSON to `.postil/exports`; `:export FORMAT` writes another format."""
    export_with(context, "json")


def export_with(context: ScreenContext, argument: str) -> None:
    """Write everything in a format."""
    exporter = formats.exporter(argument.strip())
    _write(context, "export", ("--format", argument.strip()), exporter.suffix if exporter.is_single({}) else None)


def report(context: ScreenContext, _: int | None) -> None:
    """Write a report as HTML to `.postil/exports`; `:report FORMAT` writes Markdown, Word or PDF."""
    report_with(context, "html")


def report_with(context: ScreenContext, argument: str) -> None:
    """Write a report in a format."""
    form = argument.strip()
    if form not in REPORTS:
        context.notify(f"there is no report as “{form}”; there are {', '.join(REPORTS)}", "warning")
        return
    _write(context, "report", ("--format", form), REPORTS[form])


def _write(context: ScreenContext, verb: str, arguments: Sequence[str], suffix: str | None) -> None:
    """Write a file with an end of its name, or a folder if that is None, under a name that no other export has."""
    if problem := context.flush():
        context.notify(problem, "warning")
        return
    try:
        folder = exports_folder(context.library.home)
    except PostilError as error:
        context.notify(str(error), "warning")
        return
    stamp = datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")
    name = f"{verb}-{stamp}" if verb == "report" else f"{arguments[-1]}-{stamp}"
    context.notify("writing the report…" if verb == "report" else "exporting…")
    context.run(write_file, context, verb, arguments, folder / f"{name}{suffix or ''}", group="export", alone=False)
