"""Lint: where the coding of a library is thin, as remarks to walk through.

Unlike `findings`, none of them is a fault of the library: each is a number, a figure, a claim, a contradiction, a source or
a passage that a reader of the review would ask about.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from typing import Final, NamedTuple

from annotations.documents.document import Document
from annotations.documents.figures import read_of_subject
from annotations.errors import SourceError, UsageError
from annotations.library.issues.steps import Step
from annotations.library.library import Library
from annotations.library.parts.figure_tags import figure_tags
from annotations.library.parts.figures import values_of, without_figure
from annotations.library.parts.wording import in_words
from annotations.model import Passage, Source
from annotations.model.judgements import Reckoning
from annotations.review.board import Board, is_read
from annotations.review.rows import Row
from annotations.text.plurals import count_noun, listed, shortened
from annotations.text.quantities import Quantity, read
from annotations.text.quantities.readings import readings, spoken
from annotations.text.ranges import Cover, covered
from annotations.text.sentences import around

KINDS: Final = {
    "number": "number that is in no passage with the tag figure or one below it",
    "reading": "figure with two readings and no choice",
    "figure": "figure without unit or period",
    "decision": "something set or decided about a number that is no figure of its passage",
    "claim": "claim of one source, or that only opinions support",
    "contradiction": "contradiction without a note",
    "unread": "source that is not read to its end",
    "orphan": "passage without a place in its source, or without tag, note and link",
}
"""Kinds of remarks, in the order of the list."""

_WORDS: Final = 60
"""Code points of a passage or of the text around a number that are shown."""


class Remark(NamedTuple):
    """What one place of the library lacks."""

    kind: str
    """One of `KINDS`."""
    where: str
    """Address of the passage, or number and line of the source: *2, line 14*."""
    message: str
    source: str
    """Id of the source to go to."""
    start: int = -1
    """Place in it; -1 if it is about the whole source."""
    end: int = -1
    passage: str = ""
    """Id of the passage to go to; `""` if it is about none."""

    @property
    def text(self) -> str:
        """Place and message, in one line."""
        return f"{self.where}: {self.message}"


def lint(library: Library, wanted: Sequence[str] = tuple(KINDS)) -> Iterator[Step[Remark]]:
    """Yield remarks of the wanted kinds as they are found; sources are read one by one.

    What is about several passages comes first: they may be deleted while sources are read.
    """
    board, sources = library.board(), library.sources()
    decided: defaultdict[str, list[Reckoning]] = defaultdict(list)
    for one in library.review.reckonings():
        decided[one.passage].append(one)
    claims = _claims(board, library.tag_tree.with_below("opinion")) if "claim" in wanted else ()
    contradictions = _contradictions(library) if "contradiction" in wanted else ()
    yield Step([*claims, *contradictions], 0, 0.0)
    for done, source in enumerate(sources):
        with suppress(UsageError):  # It was taken out of the library meanwhile.
            for remarks, share in _about_source(library, source, wanted, decided):
                yield Step(remarks, done, share)


def in_order(remarks: Sequence[Remark]) -> list[Remark]:
    """Return remarks in the order of their kinds; within one they stay as they were found."""
    ranks = {kind: rank for rank, kind in enumerate(KINDS)}
    return sorted(remarks, key=lambda one: ranks[one.kind])


def _about_source(
    library: Library, source: Source, wanted: Sequence[str], decided: Mapping[str, Sequence[Reckoning]]
) -> Iterator[tuple[list[Remark], float]]:
    """Yield remarks on a source and its passages, with the share of its text that was looked at."""
    opened = library.is_open(source.id)
    document: Document | None = None
    try:
        reading = library.reading(source.id)
        while reading.step():
            yield [], 0.0
        document = library.document(source.id)
    except SourceError:
        pass  # `postil check` reports it. What is recorded of its passages is known.
    passages, figures = library.passages(source.id), figure_tags(library)
    if "unread" in wanted and not is_read(library.source(source.id)):
        yield [_unread(library.source(source.id), document)], 0.0
    if "number" in wanted and document is not None:
        yield from _numbers(source, document, [one for one in passages if not figures.isdisjoint(one.annotation.tags)])
    for passage in passages:
        with suppress(UsageError):  # It was deleted meanwhile.
            remarks = [*_about_passage(library, passage, document, wanted, figures)]
            if "decision" in wanted and not figures.isdisjoint(passage.annotation.tags):
                remarks += _decisions(library, passage, decided.get(passage.annotation.id, ()))
            yield remarks, 1.0
    if not opened:
        library.let_go(source.id)


def _unread(source: Source, document: Document | None) -> Remark:
    length = document.length if document is not None else source.length
    share = round(100 * covered(source.read, length) / length) if length else 0
    message = f"read {share} % of it" if source.read else "not read yet"
    return Remark("unread", str(source.number), f"{source.title}: {message}", source.id)


def _numbers(source: Source, document: Document, figures: Sequence[Passage]) -> Iterator[tuple[list[Remark], float]]:
    """Yield the numbers of a text that are in none of its figures, block by block and cell by cell, and how far it was read."""
    tagged = Cover((one.start, one.end) for one in figures if one.placed)
    for start, end in pairwise((*document.starts(), document.length)):
        text = document.slice(start, end)
        for values in read_of_subject(document, start, end):
            found = []
            for value in values:
                first, last = value.start, value.end
                if isinstance(value, Quantity) and not tagged.meets(first, last):
                    line = document.location(first).line
                    message = f"{value.written} is in no figure: {_near(text, first - start, last - start)}"
                    found.append(Remark("number", f"{source.number}, line {line}", message, source.id, first, last))
            yield found, (values[-1].end if values else start) / document.length


def _about_passage(
    library: Library, passage: Passage, document: Document | None, wanted: Sequence[str], figures: frozenset[str]
) -> Iterator[Remark]:
    one = passage.annotation
    if one.status == "dropped":
        return
    message = ""
    if "reading" in wanted and not figures.isdisjoint(one.tags) and (message := _readings(passage, document)):
        yield _remark(library, "reading", passage, message)
    if "figure" in wanted and not figures.isdisjoint(one.tags) and (message := _figure(passage, document)):
        yield _remark(library, "figure", passage, message)
    if "orphan" not in wanted:
        return
    if passage.anchoring == "orphan":
        yield _remark(library, "orphan", passage, "no longer found in its source")
    elif not one.tags and not one.note and not library.links(one.id):
        yield _remark(library, "orphan", passage, "has no tag, no note and no link")


def _figure(passage: Passage, document: Document | None) -> str:
    """Return what a figure lacks; `""` if nothing, or if one of its values is complete."""
    exact = passage.annotation.exact
    values = [value for value in values_of(passage, document) if isinstance(value, Quantity)]
    if not values:
        return "has no number"
    text = document.text if document is not None and passage.placed else ""
    sentence = (around(text, passage.start, passage.end) if text else "") or exact
    given = any("period" in details for details in passage.annotation.figures.values())
    dated = given or any(value.period for value in (*values, *read(sentence)))
    lacks = [] if any(value.unit for value in values) else ["unit"]
    lacks += [] if dated else ["period"]
    return f"has no {' and no '.join(lacks)}" if lacks else ""


def _decisions(library: Library, passage: Passage, decided: Sequence[Reckoning]) -> Iterator[Remark]:
    """Yield what was set and decided about numbers that are no figures of a passage, and so has no effect."""
    one = passage.annotation
    if one.status != "dropped" and (one.figures or decided):
        for number, what in without_figure(library, passage, decided).items():
            yield _remark(library, "decision", passage, f"{listed(what)} of {number}, which is no figure here")


def _readings(passage: Passage, document: Document | None) -> str:
    """Return the readings of the first figure of a passage that has two; `""` if none has."""
    for value in values_of(passage, document):
        if isinstance(value, Quantity) and (found := readings(value)):
            return " or ".join(map(spoken, found))
    return ""


def _claims(board: Board, opinions: frozenset[str]) -> Iterator[Remark]:
    annotations = board.graph.annotations
    for row in board.rows:
        if row.status == "dropped":
            continue
        if row.verdict.agree == 1 and not row.against:
            yield _claim(board, row, "only one source says it")
        else:
            support = [annotations[one] for one in row.agree if one not in row.members]
            if support and not any(opinions.isdisjoint(one.tags) for one in support):
                yield _claim(board, row, f"supported by {count_noun(len(support), 'opinion')} only")


def _claim(board: Board, row: Row, message: str) -> Remark:
    one = board.graph.annotations[row.members[0]]
    return Remark(
        "claim", board.graph.address(one.id), f"{message}: {shortened(row.words, _WORDS)}", one.source, passage=one.id
    )


def _contradictions(library: Library) -> Iterator[Remark]:
    kinds = library.kinds()
    for link in library.all_links():
        if link.kind in kinds and kinds[link.kind].counts == "contradicts" and not link.note:
            one, other = library.annotation(link.source), library.annotation(link.target)
            where = f"{library.address(one.id)} ✗ {library.address(other.id)}"
            shown = [shortened(in_words(library, end), _WORDS) for end in (one, other)]
            message = f"no note explains it: {shown[0]} ✗ {shown[1]}"
            yield Remark("contradiction", where, message, one.source, passage=one.id)


def _remark(library: Library, kind: str, passage: Passage, message: str) -> Remark:
    one = passage.annotation
    words = f"{message}: {shortened(in_words(library, one), _WORDS)}"
    return Remark(kind, library.address(one.id), words, one.source, passage.start, passage.end, one.id)


def _near(text: str, start: int, end: int) -> str:
    """Return a range of a text with the whole words around it."""
    before, after = text[max(0, start - _WORDS // 2) : start], text[end : end + _WORDS // 2]
    if start > _WORDS // 2:
        before = before.partition(" ")[2]
    if end + _WORDS // 2 < len(text):
        after = after.rpartition(" ")[0]
    return " ".join(f"{before}{text[start:end]}{after}".split())
