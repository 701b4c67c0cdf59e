"""``postil list`` and ``postil show``."""

import sys
from argparse import Namespace

from annotations.documents.document import Document
from annotations.errors import SourceError
from annotations.export.json import annotation as exported
from annotations.export.json import dumps, memo_entry
from annotations.library import Library
from annotations.model import Passage, Source, status_name
from tui.cli.output import (
    one_line,
    print_message,
    report_nothing_to_read,
    usable,
    write_json,
    write_table,
)
from tui.cli.selection import selected
from tui.text.cells import visible

CONTEXT = 240
"""Code points of context that ``show`` prints on each side of a passage, within its block."""


def list_passages(options: Namespace) -> int:
    """Print the passages of a library, one line each."""
    library = usable(Library.open([options.path]))
    report_nothing_to_read(library)
    if options.memos:
        return _list_memos(library, as_json=options.json)
    selection = selected(library, options)
    rows, values = [], []
    for source in selection.sources():
        document = _opened(library, source)
        for passage in selection.of(library.source(source.id)):
            values.append(exported(library, passage, document))
            rows.append(_row(library, passage, source))
    if options.json:
        write_json(dumps(values))
    else:
        write_table(rows)
    return 0


def _list_memos(library: Library, *, as_json: bool) -> int:
    memos = library.about.memos()
    if as_json:
        write_json(dumps([memo_entry(one) for one in memos]))
        return 0
    sources = {source.id: f"{source.number} {source.path}" for source in library.sources()}
    subjects = (sources.get(one.key, one.key) or library.folder.name for one in memos)
    write_table([[one.about, subject, one.note] for one, subject in zip(memos, subjects, strict=True)])
    return 0


def show_passage(options: Namespace) -> int:
    """Print one passage with its context, note and links."""
    library = usable(Library.open([options.path]))
    one = library.annotation(options.id)
    source = library.source(one.source)
    document = _opened(library, source)
    passage = library.passage(one.id)
    place = _place(document, passage)
    head = [library.address(one.id), ", ".join(one.tags) or "no tag", status_name(one.status)]
    write = sys.stdout.write
    write(one_line("  ".join(head)) + "\n")
    for other in library.formerly(library.address(one.id)):
        write(one_line(f"{library.address(other.id)} had this address before a merge.") + "\n")
    if one.was:
        write(one_line(f"Before a merge it was {', '.join(one.was)}.") + "\n")
    read = library.source(one.source)
    facts = " · ".join(filter(None, map(read.fact, ("author", "publisher", "published", "credibility"))))
    write(one_line(f"{read.title} ({source.path}{place}){' · ' * bool(facts)}{facts}") + "\n\n")
    write(_context(document, passage) + "\n")
    if one.note:
        write("\n" + "\n".join(f"  note  {visible(line)}" for line in one.note.splitlines()) + "\n")
    links = library.links(one.id)
    if links:
        write("\n")
    for link in links:
        kind = library.kinds().get(link.kind)
        outward = link.source == one.id
        words = link.kind if outward or kind is None else kind.inverse
        other = library.annotation(link.target if outward else link.source)
        note = f"  ({link.note})" if link.note else ""
        glyph = kind.glyph if kind else "·"
        write(one_line(f"{glyph} {words} {library.address(other.id)} “{other.exact}”{note}") + "\n")
    write("\n" + one_line(f"{one.author or 'unknown author'}, {one.modified}  {one.id}") + "\n")
    return 0


def _row(library: Library, passage: Passage, source: Source) -> list[str]:
    one = passage.annotation
    links = " ".join(_glyph(library, one.id, link.source, link.target, link.kind) for link in library.links(one.id))
    state = " ".join(
        word for word in (status_name(one.status), _anchoring(passage)) if word not in {"open", "anchored"}
    )
    return [library.address(one.id), source.path, ",".join(one.tags) or "-", state or "-", links or "-", one.exact]


def _glyph(library: Library, one: str, source: str, target: str, kind: str) -> str:
    known = library.kinds().get(kind)
    return f"{known.glyph if known else '·'}{library.address(target if source == one else source)}"


def _opened(library: Library, source: Source) -> Document | None:
    """Return the document of a source with passages. Print a message and return None if it cannot be read."""
    if not library.passages(source.id):
        return None
    try:
        return library.document(source.id)
    except SourceError as error:
        print_message(str(error))
        return None


def _place(document: Document | None, passage: Passage) -> str:
    if document is None or not passage.placed:
        return f", {passage.anchoring}"
    line = document.location(passage.start).line
    return f":{line}" if passage.anchoring == "anchored" else f":{line}, {_anchoring(passage)}"


def _anchoring(passage: Passage) -> str:
    return "edited, FIGURE CHANGED" if passage.figure_changed else passage.anchoring


def _context(document: Document | None, passage: Passage) -> str:
    """Return the passage in 【…】 with its context, as lines that are safe for a terminal."""
    one = passage.annotation
    before, quote, after = one.prefix, one.exact, one.suffix
    if document is not None and passage.placed:
        first = document.blocks[document.block_index(passage.start)]
        last = document.blocks[document.block_index(passage.end - 1)]
        before = document.slice(max(first.start, passage.start - CONTEXT), passage.start)
        quote = document.slice(passage.start, passage.end)
        after = document.slice(passage.end, min(last.end, passage.end + CONTEXT))
    return "\n".join(visible(line.replace("\t", "  ")) for line in f"{before}【{quote}】{after}".split("\n"))
