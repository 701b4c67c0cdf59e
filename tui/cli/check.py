"""``postil check``: what is not as it was recorded."""

import sys
from argparse import Namespace
from pathlib import Path

from annotations.export.json import dumps
from annotations.library import Library
from annotations.library.issues.findings import examine, findings, verdict
from annotations.library.repair import Repair, repairs
from tui.cli.output import amount, print_message, report_nothing_to_read, write_json, write_table


def check_library(options: Namespace) -> int:
    """Print what is wrong, one finding a line; 1 if there is any."""
    if options.repair:
        _repair([options.path], ask=not options.yes)
    library = Library.open([options.path])
    for _ in examine(library):
        pass
    found = findings(library)
    lines = [{"kind": one.kind, "where": one.where, "message": one.message} for one in found]
    if options.json:
        write_json(dumps({"ok": not found, "findings": lines}))
    else:
        write_table([[*line.values()] for line in lines])
        report_nothing_to_read(library)
        sources = sum(bool(library.passages(source.id)) for source in library.sources())
        passages, links = amount(len(library.all_annotations()), "passage"), amount(len(library.all_links()), "link")
        print_message(f"{passages} in {amount(sources, 'source')} and {links} were checked: {verdict(library, found)}.")
    return 1 if found else 0


def _repair(paths: list[Path], *, ask: bool) -> None:
    """Explain what is wrong with the library's own files and, unless the user would rather not, put it right."""
    for repair in repairs(paths):
        print_message(repair.found)
        if not repair.action:
            print_message("This cannot be put right here; it is left as it is.")
            continue
        print_message(f"To put it right: {repair.action}")
        if (repair.fewer and not _agreed_to_fewer(repair)) or (ask and not repair.fewer and not _agreed()):
            print_message("Nothing was done.")
            continue
        repair.do()
        print_message("Done.")


def _agreed() -> bool:
    """Whether the user says yes; without a terminal to ask on, nobody does."""
    if not sys.stdin.isatty():
        print_message("Give --yes to have it done without being asked.")
        return False
    sys.stderr.write("postil: Do it? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _agreed_to_fewer(repair: Repair) -> bool:
    """Whether a person types that less is to be written than can be read; no option says so."""
    words = f"write {repair.fewer} fewer"
    if not sys.stdin.isatty():
        print_message(f"Only a person can agree to that: run it on a terminal and type “{words}”.")
        return False
    sys.stderr.write(f"postil: Type “{words}” to have it done: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == words
