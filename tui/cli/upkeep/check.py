"""``postil check``: problems of a library and its sources."""

import sys
from argparse import Namespace
from pathlib import Path

from annotations.export.json_text import dumps
from annotations.library import Library
from annotations.library.issues.findings import examine, findings, verdict
from annotations.library.repair import Repair, repairs
from annotations.text.plurals import count_noun
from tui.cli import DONE, FOUND
from tui.cli.output import print_message, report_nothing_to_read, write_json, write_table
from tui.cli.streams import agreed, watch


def check_library(options: Namespace) -> int:
    """Print the findings, one line each. Return 1 if there are any, else 0."""
    if options.repair:
        _repair([options.path], ask=not options.yes)
    library = Library.open([options.path])
    watch(library)
    for _ in examine(library):
        pass
    found = findings(library)
    guessed = _guessed(library)
    lines = [{"kind": one.kind, "where": one.where, "message": one.message} for one in found]
    if options.json:
        write_json(dumps({"ok": not found, "findings": lines} | ({"guessed": guessed} if guessed else {})))
    else:
        write_table([[*line.values()] for line in lines])
        report_nothing_to_read(library)
        for one in guessed:
            print_message(
                f"{one['where']} is not UTF-8 and is read as {one['encoding']}, which is a guess;"
                " postil set-source --encoding chooses."
            )
        sources = sum(bool(library.passages(source.id)) for source in library.sources())
        passages, links = (
            count_noun(len(library.all_annotations()), "passage"),
            count_noun(len(library.all_links()), "link"),
        )
        print_message(
            f"{passages} in {count_noun(sources, 'source')} and {links} were checked: {verdict(library, found)}."
        )
    return FOUND if found else DONE


def _guessed(library: Library) -> list[dict[str, str]]:
    """Return the sources whose encoding is a guess. This is no trouble as long as they read well."""
    found = []
    for source in library.sources():
        if library.examined(source.id) and not library.refusal(source.id) and not library.is_missing(source.id):
            document = library.reading(source.id).document
            if document.guessed:
                found.append({"where": source.path, "encoding": document.encoding})
    return found


def _repair(paths: list[Path], *, ask: bool) -> None:
    """Describe the problems of the library's own files and repair those that the user agrees to."""
    for repair in repairs(paths):
        print_message(repair.found)
        if not repair.action:
            print_message("This cannot be repaired here. Nothing was changed.")
            continue
        print_message(f"Repair: {repair.action}")
        if (repair.fewer and not _agreed_to_fewer(repair)) or (ask and not repair.fewer and not _agreed()):
            print_message("Nothing was changed.")
            continue
        for line in repair.do():
            print_message(line)
        print_message("Repaired.")


def _agreed() -> bool:
    """Ask the user for consent. Return False if standard input is not a terminal."""
    if not sys.stdin.isatty():
        print_message("Add --yes to repair without being asked.")
        return False
    return agreed("Repair it?")


def _agreed_to_fewer(repair: Repair) -> bool:
    """Ask the user to type that fewer records will be written than can be read. No option replaces this."""
    words = f"write {repair.fewer} fewer"
    if not sys.stdin.isatty():
        print_message(f"This repair must be confirmed: run it in a terminal and type “{words}”.")
        return False
    sys.stderr.write(f"postil: Type “{words}” to repair: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == words
