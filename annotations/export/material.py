"""What an export contains: sources with their passages, and the links among these."""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from annotations.documents.document import Document
from annotations.errors import SourceError
from annotations.library.library import Library
from annotations.library.parts.ledger import ledger_of
from annotations.model import Link, Passage, Source
from annotations.review.board import Board
from annotations.review.ledger.ledger import Ledger


class Content(NamedTuple):
    """A source with the passages of it that are exported."""

    source: Source
    document: Document | None
    """None if the file is missing or cannot be read."""
    passages: tuple[Passage, ...]
    """In the order of the text; those without a place come last. Without a document none has a place."""

    @property
    def text(self) -> str:
        """Reading text of the source; `""` if it cannot be read."""
        return "" if self.document is None else self.document.text

    @property
    def placed(self) -> list[Passage]:
        """The passages that have a place in the text."""
        return [one for one in self.passages if one.placed]

    def words(self, passage: Passage) -> str:
        """Return the words of a passage as they are now in the text, or as they were recorded if it has no place."""
        if self.document is None or not passage.placed:
            return passage.annotation.exact
        return self.document.slice(passage.start, passage.end)


class Material:
    """The sources of a library, or what a selection finds in them."""

    def __init__(self, library: Library, of: Callable[[Source], Iterable[Passage]] | None = None) -> None:
        """Export a library; `of` returns the passages of a source to export, and a source without one is left out."""
        self.library = library
        self.whole = of is None
        """True if nothing is left out."""
        self.of = of

    def contents(self) -> Iterator[Content]:
        """Yield the sources by number, each with its text, which is not kept: only one is in memory at a time."""
        library = self.library
        for listed in library.sources():
            if self.of is not None and listed.id not in self.source_ids:
                continue
            document = self._document(listed.id)
            # Reading it may have found its passages at other places.
            source, passages = library.source(listed.id), self._passages(listed)
            if document is None:
                passages = [one._replace(start=-1, end=-1) for one in passages]
            yield Content(source, document, tuple(passages))
            library.let_go(listed.id)

    @cached_property
    def passages_by_source(self) -> dict[str, list[str]]:
        """Ids of the passages that are exported, by the id of their source, without a text being read."""
        found = {source.id: [one.annotation.id for one in self._passages(source)] for source in self.library.sources()}
        return found if self.whole else {key: ids for key, ids in found.items() if ids}

    @property
    def source_ids(self) -> frozenset[str]:
        """Ids of the sources that are exported."""
        return frozenset(self.passages_by_source)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of the passages that are exported."""
        return frozenset(one for ids in self.passages_by_source.values() for one in ids)

    @cached_property
    def links(self) -> list[Link]:
        """The links between passages that are exported, in the order of the addresses they start from."""
        return [one for one in self.library.all_links() if one.source in self.ids and one.target in self.ids]

    @cached_property
    def board(self) -> Board:
        """The claims of the passages that are exported, with their disputes."""
        return self.library.board() if self.whole else self.library.board_of(self.ids)

    @cached_property
    def ledger(self) -> Ledger:
        """The figures of the passages that are exported, compared with each other."""
        return ledger_of(self.library, self.library.review.reckonings(), None if self.whole else self.ids)

    def _passages(self, source: Source) -> list[Passage]:
        return [*(self.library.passages(source.id) if self.of is None else self.of(source))]

    def _document(self, source_id: str) -> Document | None:
        if self.library.is_missing(source_id):
            return None
        try:
            return self.library.document(source_id)
        except SourceError:
            return None
