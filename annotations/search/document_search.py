"""Search in one document: nothing is searched twice, and no call exceeds its time."""

import math
import time
from collections.abc import Iterator
from typing import Final
from weakref import WeakKeyDictionary, ref

from annotations.documents.document import Document
from annotations.errors import UsageError
from annotations.search.offsets import Places
from annotations.search.pattern import SIGN, Pattern, TooSlowError
from annotations.search.word_search import Words
from annotations.text.folding import LOOSE, PIECE, aligned, kept_by, pieces

MOST: Final = 10_000
"""Number of places up to which the exact count is shown."""

_LIMIT: Final = 1_000_000
"""Maximum number of places kept."""

_PATIENCE: Final = 0.03
"""Seconds for searching ahead of the scanned part."""


def compiled(query: str) -> Words | Pattern | None:
    r"""Compile a query: words, or after `\v` a regular expression; None if it is blank.

    Raises UsageError if the regular expression is invalid.
    """
    if query.startswith(SIGN):
        return Pattern(query[len(SIGN) :]) if query != SIGN else None
    return Words(query) if query.strip() else None


class Scan:
    """Places of a query in a text, as far as it was scanned."""

    def __init__(self, query: str, what: Words | Pattern | None, text: str) -> None:
        """Prepare to scan `text`, which is folded if `what` is words."""
        self.query = query
        self.length = len(text)
        self.places = Places()
        self.problem = ""
        """Reason why it stopped or never started, in one line."""
        self.complete = what is None
        self._what = what
        self._text = text
        self._places = iter(()) if what is None else what.find(text)

    def run(self, seconds: float = math.inf) -> bool:
        """Continue for about `seconds`; return whether the scan is unfinished."""
        until = time.perf_counter() + seconds
        try:
            for since, place in enumerate(self._places):
                if place is not None:
                    self.places.add(*place)
                if len(self.places) >= _LIMIT:
                    break
                if (place is None or since % 256 == 0) and time.perf_counter() > until:
                    return True
        except TooSlowError as stopped:
            self.problem = str(stopped)
        self.complete = True
        return False

    def following(self, offset: int) -> int:
        """Return the start of the first place at or after an offset, else of the first one; -1 if there is none.

        The text before the offset need not be scanned yet.
        """
        index = self.places.from_(offset)
        if index < len(self.places):
            return self.places.starts[index]
        if not self.complete and self._what is not None:
            try:
                until = time.perf_counter() + _PATIENCE
                for ahead in self._what.find(self._text, offset):
                    if ahead is not None:
                        return ahead[0]
                    if time.perf_counter() > until:
                        break
            except TooSlowError:
                pass  # the scan reports it when it gets there
        return self.places.starts[0] if self.places else -1

    def walk(self, origin: int, by: int, seconds: float = math.inf) -> tuple[int, bool] | None:
        """Return the start of the place `by` places further (back if negative), and whether it wrapped around.

        Returns (-1, False) if there is none, and None if that would take more than `seconds`.
        """
        if by == 1 and (ahead := self.following(origin + 1)) > origin:
            return ahead, False
        if self.run(seconds):
            return None
        starts = self.places.starts
        if not starts:
            return -1, False
        index = self.places.until(origin)
        index = index + by - 1 if by > 0 else self.places.from_(origin) + by
        return starts[index % len(starts)], not 0 <= index < len(starts)

    @property
    def counted(self) -> str:
        """Number of places as displayed."""
        return numbered(len(self.places))


def numbered(count: int) -> str:
    """Format a number of places; large ones are `10000+`."""
    return f"{MOST}+" if count > MOST else str(count)


class Finder:
    """Search state of one document: the last scan, and the text folded for the next query."""

    def __init__(self, document: Document) -> None:
        self._document = ref(document)
        self._folded = ""
        self._kept = LOOSE
        self._scan: Scan | None = None

    def prepare(self, query: str = "") -> Iterator[None]:
        """Fold the text for a query, in steps of a few milliseconds."""
        if query.startswith(SIGN):
            return
        kept, text = kept_by(query), self._text
        if kept != self._kept:
            self._folded, self._kept = "", kept
        parts = [self._folded]
        for start, end in pieces(text, len(self._folded)):
            parts.append(aligned(text[start:end], kept))
            yield
        # Between two steps another call may have folded more text, or have changed what is kept.
        if kept == self._kept and len(self._folded) < len(text):
            self._folded = "".join(parts)

    def ready(self, query: str) -> bool:
        """Return whether a query can be searched without folding much text first."""
        if query.startswith(SIGN) or not query.strip():
            return True
        folded = len(self._folded) if kept_by(query) == self._kept else 0
        return len(self._text) - folded <= PIECE

    def scan(self, query: str) -> Scan:
        """Return the scan of a query: the same object until the document grows or the query changes.

        The scan of an invalid regular expression has only its problem.
        """
        text = self._text
        if self._scan is None or (self._scan.query, self._scan.length) != (query, len(text)):
            what, problem = None, ""
            try:
                what = compiled(query)
            except UsageError as error:
                problem = str(error)
            for _ in self.prepare(query):
                pass
            self._scan = Scan(query, what, self._folded if isinstance(what, Words) else text)
            self._scan.problem = problem
        return self._scan

    @property
    def _text(self) -> str:
        document = self._document()
        return document.text if document is not None else ""


_finders: WeakKeyDictionary[Document, Finder] = WeakKeyDictionary()


def finder(document: Document) -> Finder:
    """Return the finder of a document, which exists as long as the document."""
    return _finders.setdefault(document, Finder(document))
