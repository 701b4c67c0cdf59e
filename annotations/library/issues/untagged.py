"""Suggestions: numbers and sentences of the sources that may deserve a tag and have none.

Nothing is tagged by finding them. One that an analyst rejected is not suggested again while its sentence stays as it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from annotations.documents.blocks import BOILERPLATE, UNKNOWN_COLUMNS, Block, BlockKind
from annotations.documents.document import Document
from annotations.documents.figures import cells_of, of_subject
from annotations.errors import SourceError, UsageError
from annotations.library.issues.steps import Step
from annotations.library.library import Library
from annotations.library.parts.wording import around
from annotations.model import Annotation, Passage
from annotations.review.findings.worth import CLAIM, FIGURE, OPINION, worth_of, worth_of_number
from annotations.review.judgements import context_hash
from annotations.review.ledger.recorded import NUMBER
from annotations.text.language.detection import Languages
from annotations.text.plurals import shortened
from annotations.text.quantities import Value, read
from annotations.text.ranges import Cover
from annotations.text.sentences import sentences

TAGS: Final = (FIGURE, CLAIM, OPINION)
"""The tags that are suggested."""

_WITH_NUMBERS: Final = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING, BlockKind.ROW)
_PROSE: Final = (BlockKind.PARAGRAPH, BlockKind.ITEM)

_PIECE: Final = 2000
"""Code points of a sentence that are read in one step."""

_AROUND: Final = 400
"""Code points of its sentence before and behind a number that are shown, and that a rejection is valid for."""

_SHOWN: Final = 40
"""Code points of a suggestion that the label of a change has."""

_IN_TABLE: Final = 0.8
"""Factor of the score of a number in a table: there may be very many."""


class Suggestion(NamedTuple):
    """A stretch of a source that may deserve a tag."""

    tag: str
    """One of `TAGS`."""
    source: str
    start: int
    end: int
    words: str
    """Its words."""
    sentence: str
    """The sentence or the cell of a table that a number is in; otherwise its words."""
    at: int
    """Start of the sentence."""
    score: float
    """From 0 to 1; for the order."""
    reasons: tuple[str, ...]
    """Why it is suggested, in words."""
    heads: tuple[str, ...] = ()
    """Heads of column and row of a number in a table."""

    @property
    def around(self) -> str:
        """The words beside a number, or the heads of column and row if it is in a table."""
        inside = self.start - self.at
        before, after = self.sentence[:inside], self.sentence[inside + len(self.words) :]
        return " · ".join(filter(None, (around(before, self.words, after), *self.heads)))

    @property
    def context(self) -> str:
        """Hash of its words and its sentence: what a rejection is valid for."""
        return self.context_as(self.words)

    def context_as(self, words: str) -> str:
        """Return the same for other words of its sentence that begin where they meet its own; `""` if they do not."""
        start, end = self.start - self.at, self.start - self.at + len(self.words)
        first = start if words == self.words else self.sentence.find(words, max(0, start - len(words) + 1))
        if not 0 <= first < end:
            return ""
        return context_hash(self.sentence[:first] + words, self.sentence)


def suggest(library: Library, sources: Sequence[str], tags: Sequence[str] = TAGS) -> Iterator[Step[Suggestion]]:
    """Yield the suggestions of some sources as they are found; a source that cannot be read, or was removed, has none."""
    state = Untagged(library)
    for done, source in enumerate(sources):
        opened = library.is_open(source)
        with suppress(SourceError, UsageError):  # `postil check` reports it.
            reading = library.reading(source)
            while reading.step():
                yield Step[Suggestion]((), done, 0.0)
            document = library.document(source)
            for found, offset in _in_document(document, source, tags):
                yield Step([one for one in found if state.open(one)], done, offset / document.length)
        if not opened:
            library.let_go(source)


def best_first(found: Iterable[Suggestion]) -> list[Suggestion]:
    """Return suggestions in order of their scores; equal ones stay as they were."""
    return sorted(found, key=lambda one: -one.score)


def accept(library: Library, chosen: Sequence[Suggestion]) -> list[Annotation]:
    """Tag the stretches of suggestions, as one change; one whose words are not there any more is left out."""
    valid = [one for one in chosen if library.document(one.source).slice(one.start, one.end) == one.words]
    made = list[Annotation]()
    with library.transaction(_label("accept", valid)):
        for one in valid:
            known = library.at(one.source, one.start, one.end)
            if known is None:
                made.append(library.add(one.source, one.start, one.end, tags=(one.tag,)))
            elif one.tag not in known.tags:
                made.append(library.set_tags(known.id, (*known.tags, one.tag)))
    return made


def reject(library: Library, chosen: Sequence[Suggestion]) -> None:
    """Record that suggestions are not to be tagged, as one change."""
    with library.transaction(_label("reject", chosen)):
        for one in chosen:
            library.review.dismiss(one.source, one.tag, one.words, one.context, one.start)


def _label(verb: str, chosen: Sequence[Suggestion]) -> str:
    if len(chosen) != 1:
        return f"{verb} {len(chosen)} suggestions"
    return f"{verb} suggested {chosen[0].tag}: {shortened(chosen[0].words, _SHOWN)}"


class Untagged:
    """Tells whether a suggestion is still open: neither tagged nor rejected. Its passages follow the library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._covers: dict[str, tuple[Sequence[Passage], dict[bool, Cover]]] = {}
        self._dismissed: dict[tuple[str, str, str], dict[str, set[str]]] = {}
        """Contexts of the rejected suggestions by their words, by source, tag and keys of these."""
        for one in library.review.dismissals():
            for key in _keys(one.tag, one.words):
                same = self._dismissed.setdefault((one.source, one.tag, key), {})
                same.setdefault(one.words, set()).add(one.context)
        tree = library.tag_tree
        self._figures = tree.with_below(FIGURE)
        self._stated = tree.with_below(CLAIM) | tree.with_below(OPINION)

    def open(self, one: Suggestion) -> bool:
        """Return whether a suggestion is neither tagged nor rejected."""
        if self._rejected(one):
            return False
        return not self._cover(one.source, number=one.tag == FIGURE).meets(one.start, one.end)

    def _rejected(self, one: Suggestion) -> bool:
        """Return whether a suggestion was rejected, also with fewer or more words around its number than it has now."""
        keys = [(one.source, one.tag, key) for key in _keys(one.tag, one.words)] if self._dismissed else []
        return any(
            one.context_as(words) in contexts
            for key in keys
            for words, contexts in self._dismissed.get(key, {}).items()
            if words in one.words or one.words in words
        )

    def _cover(self, source: str, *, number: bool) -> Cover:
        passages = self._library.passages(source)
        known = self._covers.get(source)
        if known is None or known[0] is not passages:
            known = self._covers[source] = passages, {}
        if number not in known[1]:
            tags = self._figures if number else self._stated
            placed = (one for one in passages if one.placed and not tags.isdisjoint(one.annotation.tags))
            known[1][number] = Cover((one.start, one.end) for one in placed)
        return known[1][number]


def _keys(tag: str, words: str) -> list[str]:
    """Return what the words of two suggestions share if one has all words of the other: the numbers of a figure."""
    return (NUMBER.findall(words) or words.lower().split()) if tag == FIGURE else [words]


def _in_document(document: Document, source: str, tags: Sequence[str]) -> Iterator[tuple[list[Suggestion], int]]:
    """Yield what a text offers, sentence by sentence, with the offset up to which it was looked at."""
    language = ""
    for index in range(len(document.blocks)):
        block = document.blocks[index]
        if block.kind not in _WITH_NUMBERS or block.info == BOILERPLATE:
            continue
        if block.kind is BlockKind.ROW:
            for found in _cells(document, block, source, index) if FIGURE in tags else ():
                yield found, block.end
            continue
        text = document.slice(block.start, block.end)
        languages, prose = Languages(text), block.kind in _PROSE and block.info != UNKNOWN_COLUMNS
        for start, end in sentences(text):
            language = languages.at(start) or language
            sentence, at = text[start:end], block.start + start
            for first in range(0, len(sentence), _PIECE):
                piece = sentence[first : first + _PIECE]
                values = read(piece, locale=language)
                own = of_subject(document, block, values, at + first)
                yield [*_numbers(piece, own, source, at + first)] if FIGURE in tags else [], at
            if prose and len(sentence) <= _PIECE and (worth := worth_of(sentence, own, language)):
                one = Suggestion(worth.tag, source, at, at + len(sentence), sentence, sentence, at, *worth[1:])
                yield [one] if worth.tag in tags else [], at


def _numbers(
    text: str, values: Iterable[Value], source: str, at: int, factor: float = 1.0, heads: tuple[str, ...] = ()
) -> Iterator[Suggestion]:
    for value in values:
        worth = worth_of_number(value)
        if worth is not None:
            low, words, start = max(0, value.start - _AROUND), text[value.start : value.end], at + value.start
            near, score = text[low : value.end + _AROUND], worth.score * factor
            yield Suggestion(
                FIGURE, source, start, start + len(words), words, near, at + low, score, worth.reasons, heads
            )


def _cells(document: Document, block: Block, source: str, index: int) -> Iterator[list[Suggestion]]:
    """Yield the numbers in each of the cells of a row, read with the heads that are about them."""
    cells = [(cell.start, cell.end, cell.header) for cell in cells_of(document, index)]
    for start, end, header in cells or ((block.start, block.end, ""),):
        cell = document.slice(start, min(end, start + _PIECE))
        heads = tuple(filter(None, header.split("\n")[:2]))
        yield [*_numbers(cell, read(cell, header=header), source, start, _IN_TABLE, heads)]
