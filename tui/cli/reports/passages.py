"""``postil list``, ``postil show`` and ``postil cite``."""

import sys
from argparse import Namespace
from collections.abc import Iterator

from annotations.documents.document import Document
from annotations.errors import SourceError
from annotations.export.citation import cite
from annotations.export.json import annotation as exported
from annotations.export.json import link as link_entry
from annotations.export.json import memo_entry
from annotations.export.json_text import dumps
from annotations.library import Library
from annotations.library.parts.wording import in_words
from annotations.model import Passage, Source, status_name
from annotations.model.judgements import FIGURE_DETAILS
from annotations.search.selection import Selection
from tui.cli.output import (
    in_order,
    one_line,
    opened,
    opened_with_sources,
    passage_given,
    print_message,
    write_array,
    write_json,
    write_table,
    write_text,
)
from tui.cli.selection import selected
from tui.text.cells import visible

CONTEXT = 240
"""Code points of context that ``show`` prints on each side of a passage, within its block."""


def list_passages(options: Namespace) -> int:
    """Print the passages of a library, one line each."""
    library = opened_with_sources(options.path)
    if options.memos:
        return _list_memos(library, as_json=options.json)
    chosen = _chosen(library, selected(library, options))
    if options.json:
        write_array(exported(library, passage, document) for passage, _, document in chosen)
    else:
        write_table(_row(library, passage, source) for passage, source, _ in chosen)
    return 0


def _chosen(library: Library, selection: Selection) -> Iterator[tuple[Passage, Source, Document | None]]:
    """Yield the chosen passages with their sources; the text of a source is kept until the next one."""
    for source in selection.sources():
        document = _opened(library, source)
        for passage in selection.of(library.source(source.id)):
            yield passage, source, document
        library.let_go(source.id)


def _list_memos(library: Library, *, as_json: bool) -> int:
    memos = library.about.memos()
    if as_json:
        write_array(map(memo_entry, memos))
        return 0
    sources = {source.id: f"{source.number} {source.path}" for source in library.sources()}
    subjects = (sources.get(one.key, one.key) or library.folder.name for one in memos)
    write_table([[one.about, subject, one.note] for one, subject in zip(memos, subjects, strict=True)])
    return 0


def show_passage(options: Namespace) -> int:
    """Print one passage with its context, note and links."""
    path, reference = in_order(options.path, options.id)
    library = opened(path)
    one = passage_given(library, reference)
    document = _opened(library, library.source(one.source))
    passage = library.passage(one.id)
    if options.json:
        links = [link_entry(library, link) for link in library.links(one.id)]
        write_json(dumps({"passage": exported(library, passage, document), "links": links}))
        return 0
    for line in _shown(library, passage, document):
        sys.stdout.write(f"{line}\n")
    return 0


def cite_passages(options: Namespace) -> int:
    """Print passages as citations, separated by empty lines where a citation has several lines."""
    library = opened(options.path)
    chosen = [passage_given(library, one).id for one in options.ids]
    for source in dict.fromkeys(library.annotation(one).source for one in chosen):
        _opened(library, library.source(source))
    library.about.read_heads()
    cited = [(one, cite(library, one, options.style)) for one in chosen]
    if options.json:
        write_array({"address": library.address(one), "id": one, "citation": text} for one, text in cited)
    else:
        between = "\n\n" if options.style == "markdown" else "\n"
        write_text(between.join(text for _, text in cited) + "\n")
    return 0


def _shown(library: Library, passage: Passage, document: Document | None) -> Iterator[str]:
    one = passage.annotation
    head = [library.address(one.id), ", ".join(one.tags) or "no tag", status_name(one.status)]
    yield one_line("  ".join(head))
    if one.was:
        yield one_line(f"Before a merge it was {', '.join(one.was)}.")
    source = library.source(one.source)
    facts = " · ".join(filter(None, map(source.fact, ("author", "publisher", "published", "credibility"))))
    yield one_line(f"{source.title} ({source.path}{_place(document, passage)}){' · ' * bool(facts)}{facts}")
    yield ""
    yield _context(document, passage)
    if one.note:
        yield ""
        yield from (f"  note  {visible(line)}" for line in one.note.splitlines())
    if one.figures:
        yield ""
    for number, details in one.figures.items():
        named = (f"{words} {details[name]}" for name, words in FIGURE_DETAILS.items() if name in details)
        yield f"  {one_line(number)}  {one_line(' · '.join(named))}"
    links = library.links(one.id)
    if links:
        yield ""
    for link in links:
        kind = library.kinds().get(link.kind)
        outward = link.source == one.id
        words = link.kind if outward or kind is None else kind.inverse
        other = library.annotation(link.target if outward else link.source)
        note = f"  ({link.note})" if link.note else ""
        yield one_line(
            f"{kind.glyph if kind else '·'} {words} {library.address(other.id)} “{in_words(library, other)}”{note}"
        )
    yield ""
    yield one_line(f"{one.author or 'unknown author'}, {one.modified}  {one.id}")


def _row(library: Library, passage: Passage, source: Source) -> list[str]:
    one = passage.annotation
    links = " ".join(_glyph(library, one.id, link.source, link.target, link.kind) for link in library.links(one.id))
    state = " ".join(
        word for word in (status_name(one.status), _anchoring(passage)) if word not in {"open", "anchored"}
    )
    return [
        library.address(one.id),
        source.path,
        ",".join(one.tags) or "-",
        state or "-",
        links or "-",
        in_words(library, one),
    ]


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
