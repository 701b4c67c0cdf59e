"""``postil check``: what is not as it was recorded."""

import sys
from argparse import Namespace
from pathlib import Path
from typing import NamedTuple

from annotations.copies import copies
from annotations.documents.document import Document
from annotations.documents.reading import READERS, suffix
from annotations.documents.scan import Entry
from annotations.errors import SourceError
from annotations.export.json import dumps
from annotations.library import Library
from annotations.model import Source
from annotations.repair import Repair, repairs
from annotations.unsure import Unsure, change, counted, unsure
from tui.cli.output import amount, tell, tell_nothing_to_read, write_json, write_table


class Finding(NamedTuple):
    """One thing that is not as it was recorded."""

    kind: str
    """``library``, ``copy``, ``missing``, ``unreadable``, ``changed``, ``duplicate``, or what a passage is.

    A passage is ``figure`` (other numbers stand there now), ``edited``, ``ambiguous``, ``orphan`` or ``moved``.
    """
    where: str
    """A path or an address."""
    message: str


def check_library(options: Namespace) -> int:
    """Print what is wrong, one finding a line; 1 if there is any."""
    if options.repair:
        _repair([options.path], ask=not options.yes)
    library = Library.open([options.path])
    sources = [source for source in library.sources() if library.passages(source.id)]
    found = [Finding("unreadable", entry.name, entry.reason) for entry in library.entries if _should_be_read(entry)]
    found += [finding for source in library.sources() for finding in _source(library, source)]
    # Reading may have told of more.
    findings = [Finding("library", str(library.home), problem) for problem in library.problems]
    findings += [
        Finding("copy", str(copy), "Another version of the library; --repair takes it in.")
        for copy in copies(library.home)
    ]
    findings += found
    if options.json:
        write_json(dumps({"ok": not findings, "findings": [finding._asdict() for finding in findings]}))
    else:
        write_table(findings)
        tell_nothing_to_read(library)
        passages, links = amount(len(library.all_annotations()), "passage"), amount(len(library.all_links()), "link")
        checked = f"{passages} in {amount(len(sources), 'source')} and {links} were checked"
        summary = amount(len(findings), "finding") if findings else "all is well"
        tell(f"{checked}: {summary}.")
    return 1 if findings else 0


def _repair(paths: list[Path], *, ask: bool) -> None:
    """Explain what is wrong with the library's own files and, unless the user would rather not, put it right."""
    for repair in repairs(paths):
        tell(repair.found)
        if not repair.action:
            tell("This cannot be put right here; it is left as it is.")
            continue
        tell(f"To put it right: {repair.action}")
        if (repair.fewer and not _agreed_to_fewer(repair)) or (ask and not repair.fewer and not _agreed()):
            tell("Nothing was done.")
            continue
        repair.do()
        tell("Done.")


def _agreed() -> bool:
    """Whether the user says yes; without a terminal to ask on, nobody does."""
    if not sys.stdin.isatty():
        tell("Give --yes to have it done without being asked.")
        return False
    sys.stderr.write("postil: Do it? [y/N] ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


def _agreed_to_fewer(repair: Repair) -> bool:
    """Whether a person types that less is to be written than can be read; no option says so."""
    words = f"write {repair.fewer} fewer"
    if not sys.stdin.isatty():
        tell(f"Only a person can agree to that: run it on a terminal and type “{words}”.")
        return False
    sys.stderr.write(f"postil: Type “{words}” to have it done: ")
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() == words


def _should_be_read(entry: Entry) -> bool:
    """Whether a file would be a source, if it could be read; other formats lie in many a folder."""
    return not entry.readable and suffix(entry.name) in READERS


def _source(library: Library, source: Source) -> list[Finding]:
    own = library.passages(source.id)
    if own and library.is_missing(source.id):
        return [Finding("missing", source.path, _missing(library, source.id, len(own)))]
    try:
        document = library.document(source.id)
    except SourceError as error:
        if not own and not library.path(source.id).exists():
            return []  # Nothing of it is missed: it was listed once, and has another name now or was not wanted.
        return [Finding("unreadable", source.path, str(error))]
    findings = []
    if library.changed(source.id):
        told = counted(library.passages(source.id))
        findings.append(Finding("changed", source.path, f"The text is not the one that was annotated: {told}."))
    if (twin := library.twin(source.id)) is not None:
        findings.append(Finding("duplicate", source.path, f"It has the same text as {twin.path}. Count it once."))
    for one in unsure(library, [source.id]):
        annotation = one.passage.annotation
        findings.append(Finding(one.kind, library.address(annotation.id), _told(one, document)))
    return findings


def _missing(library: Library, source_id: str, count: int) -> str:
    try:
        library.document(source_id)
        kept = "Its text was kept and can be read."
    except SourceError:
        kept = f"With it the text of {count} passage{'' if count == 1 else 's'} is gone."
    return f"The file is gone. {kept} Put it back under this name, or have it forgotten: dd in the list of sources."


def _told(one: Unsure, document: Document) -> str:
    quote, passage = one.passage.annotation.exact, one.passage
    if one.kind in ("figure", "edited"):
        return f"“{change(one)}” in line {document.location(passage.start).line}."
    if one.kind == "moved":
        return f"“{quote}” is now in line {document.location(passage.start).line}."
    if one.kind == "ambiguous":
        lines = dict.fromkeys(str(document.location(start).line) for start, _ in one.candidates)
        return f"“{quote}” stands in several places that fit equally well, in the lines {', '.join(lines)}."
    return f"“{quote}” is not in the source any more."
