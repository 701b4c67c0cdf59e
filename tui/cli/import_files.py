"""``postil import``."""

from argparse import Namespace
from pathlib import Path
from typing import Final

from annotations.errors import UsageError
from annotations.exchange import formats
from annotations.exchange.formats import IMPORTERS
from annotations.exchange.incoming import Incoming
from annotations.exchange.intake import Planned, plan, take
from annotations.exchange.placing import WAYS
from annotations.export.json_text import dumps
from annotations.library import Library
from annotations.library.parts.intake import TakenIn
from annotations.text.plurals import count_noun
from tui.cli.export import list_formats
from tui.cli.output import one_line, print_message, report_nothing_to_read, usable, write_json, write_text

_LISTED = 20
"""Most passages without a place that are listed."""

_LOST: Final = {"edited": "edited in", "ambiguous": "at several places in", "lost": "not found in"}
"""What became of a passage that is listed, by the way it was looked for."""


def import_files(options: Namespace) -> int:
    """Import files, one change each, and report how many passages came by which way."""
    if options.formats:
        write_text(list_formats(IMPORTERS))
        return 0
    if not options.files:
        raise UsageError("Give the files to import: postil import PATH FILE ….")
    library = usable(Library.open([options.path]), changing=not options.dry_run)
    report_nothing_to_read(library)
    reports = []
    try:
        # All are read first: a file that is none stops the import before anything is recorded.
        for file, incoming in [(file, _read(file, options)) for file in options.files]:
            planned = plan(library, incoming)
            taken = None if options.dry_run else take(library, planned, one_line(file.name))
            reports.append(_json(file, planned, taken))
            if not options.json:
                _print(file, planned, taken)
    finally:
        library.close()
    if options.json:
        write_json(dumps(reports))
    return 0


def _read(file: Path, options: Namespace) -> Incoming:
    name = options.format or formats.importer_of(file)
    with formats.plugged(IMPORTERS, name):
        importer = formats.importer(name)
        given = formats.checked(name, importer.options, formats.given(options.options))
        return importer.read(file, given)


def _print(file: Path, planned: Planned, taken: TakenIn | None) -> None:
    for line in planned.lines():
        print_message(f"{file.name}: {line}")
    for source, words, way in planned.lost[:_LISTED]:
        print_message(f"  {_LOST[way]} {one_line(source)}: “{one_line(words)[:60]}”")
    if len(planned.lost) > _LISTED:
        print_message(f"  and {len(planned.lost) - _LISTED} more, which “postil check” lists.")
    if taken is None:
        print_message("Nothing was changed: this was a dry run.")
        return
    counts = [count_noun(number, name[:-1]) for name, number in taken._asdict().items() if number]
    print_message(f"Added {', '.join(counts)}." if counts else "Everything in it is there already.")


def _json(file: Path, planned: Planned, taken: TakenIn | None) -> dict[str, object]:
    return {
        "file": str(file),
        "dry_run": taken is None,
        "passages": {way: planned.ways[way] for way in WAYS},
        "lost": [{"source": source, "quote": words, "way": way} for source, words, way in planned.lost],
        "absent": planned.absent,
        "skipped": planned.skipped,
        "added": taken._asdict() if taken is not None else None,
    }
