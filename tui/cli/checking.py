"""``postil check``: what is not as it was recorded."""

from argparse import Namespace
from typing import NamedTuple

from annotations.documents.document import Document
from annotations.errors import SourceError
from annotations.export.json import dumps
from annotations.library import Library
from annotations.model import Source
from tui.cli.output import tell, write_json, write_table


class Finding(NamedTuple):
    """One thing that is not as it was recorded."""

    kind: str
    """``library``, ``missing``, ``unreadable``, ``changed``, ``moved``, ``ambiguous`` or ``orphan``."""
    where: str
    """A path or an address."""
    message: str


def check_library(options: Namespace) -> int:
    """Print what is wrong, one finding a line; 1 if there is any."""
    library = Library.open([options.path])
    findings = [Finding("library", str(library.home), problem) for problem in library.problems]
    sources = [source for source in library.sources() if library.passages(source.id)]
    for source in sources:
        findings += _source(library, source)
    if options.json:
        write_json(dumps({"ok": not findings, "findings": [finding._asdict() for finding in findings]}))
    else:
        write_table(findings)
        passages, links = len(library.all_annotations()), len(library.all_links())
        counted = f"{passages} passages in {len(sources)} sources and {links} links were checked"
        found = f"{len(findings)} finding{'' if len(findings) == 1 else 's'}" if findings else "all is well"
        tell(f"{counted}: {found}.")
    return 1 if findings else 0


def _source(library: Library, source: Source) -> list[Finding]:
    if library.is_missing(source.id):
        lost = len(library.passages(source.id))
        message = f"The file is gone, and with it the text of {lost} passages. Put it back under this name."
        return [Finding("missing", source.path, message)]
    try:
        document = library.document(source.id)
    except SourceError as error:
        return [Finding("unreadable", source.path, str(error))]
    findings = []
    if source.text_sha256 and library.source(source.id).text_sha256 != source.text_sha256:
        findings.append(Finding("changed", source.path, "The text is not the one that was annotated."))
    return findings + _passages(library, source, document)


def _passages(library: Library, source: Source, document: Document) -> list[Finding]:
    findings = []
    for passage in library.passages(source.id):
        if passage.anchoring == "moved":
            told = f"is now in line {document.location(passage.start).line}"
        elif passage.anchoring == "ambiguous":
            told = "stands in several places that fit equally well"
        elif passage.anchoring == "orphan":
            told = "is not in the source any more"
        else:
            continue
        one = passage.annotation
        findings.append(Finding(passage.anchoring, library.address(one.id), f"“{one.exact}” {told}."))
    return findings
