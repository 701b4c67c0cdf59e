"""Finding the passages of one source in its text as it is now, apart from the library, so that any thread may do it."""

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final, TypeGuard

from msgspec import Struct

from annotations.anchoring.resolution import Anchored, Edited, Moved
from annotations.anchoring.selectors import Selectors
from annotations.documents.blocks import Table
from annotations.documents.loader import DocumentLoader
from annotations.documents.tabular.headed_cells import HeadedCells
from annotations.model import CONTEXT
from annotations.records.placements import Found, Reread, Resolved, Shifted
from annotations.sources.text_versions import TextVersions
from annotations.text.canonical import around, canonical
from annotations.text.lazy_regex import lazy
from annotations.text.ranges import merged, trimmed

if TYPE_CHECKING:
    from annotations.anchoring.resolve import Resolver

_AROUND: Final = 60
"""Code points from a place on by which it is found again."""

_DECOMPOSED: Final = 4
"""Code points that a character may have in decomposed text."""

_WORD: Final = lazy(r"\w+")

_NEAR: Final = 500
"""Code points on either side of a passage in which its neighbours are looked for."""

_STEP: Final = 200
"""Code points that one goes back from a place whose words are gone."""


class ReanchorRequest(Struct, frozen=True):
    """A passage to be found: what was recorded of it, and the name of the text it was recorded in."""

    key: tuple[str, Selectors]
    base: str


class ReanchorJob:
    """The passages of one source on their way into its text as it is now."""

    def __init__(
        self,
        source_id: str,
        reading: DocumentLoader,
        name: str,
        wanted: Iterable[ReanchorRequest],
        texts: TextVersions,
        unchanged: Collection[str] = (),
    ) -> None:
        """Look for passages in the text of a reading that is complete; ``name`` is what that text goes by.

        ``unchanged`` are the names of other texts that were made of the same bytes.
        """
        self.source_id = source_id
        self.reading = reading
        self.name = name
        self.found: Resolved = {}
        """Places of passages that are not where they were recorded."""
        self.done: set[tuple[str, Selectors]] = set()
        """Passages that were looked for."""
        self.equal: set[str] = set()
        """Names of the kept texts that are canonically equal to the current text."""
        self.before = ""
        """The text that the source had until now in this sitting; empty if it was not read to its end."""
        self._text = reading.document.text
        self._wanted = list(wanted)
        self._texts = texts
        self._unchanged = unchanged
        self._resolvers: dict[str, Resolver] = {}
        self._before: tuple[str, Resolver] | None = None
        self._cells: dict[str, HeadedCells] = {}
        """The cells of the tables of texts by their names."""

    def run(self) -> None:
        """Look for all of them."""
        for one in self._wanted:
            self.find(one)

    def find(self, one: ReanchorRequest) -> None:
        """Look for one passage."""
        self.done.add(one.key)
        if one.base == self.name:
            return
        resolver = self._resolver(one.base)
        found: Found = resolver.resolve(one.key[1])
        if resolver.same:
            self.equal.add(one.base)
        if one.base in self._unchanged:
            if isinstance(found, Anchored):
                return
            found = self._reread(resolver, one.key[1], found)
        elif not resolver.same and (edited := self._under_other_heads(one, found)) is not None:
            found = edited
        if isinstance(found, Anchored):
            return
        self.found[one.key] = (
            Shifted(found.start, found.end) if self._is_shifted(found, resolver, one.key[1]) else found
        )

    def _under_other_heads(self, one: ReanchorRequest, found: Found) -> Edited | None:
        """Return a passage as edited if it is a number in a table whose heads are others now; None if not."""
        if not isinstance(found, Anchored | Moved | Edited) or (isinstance(found, Edited) and found.figure):
            return None
        table, was = self._table_at(found.start), one.key[1]
        if table is None or not any(map(str.isdigit, was.exact)):
            return None
        old = self._texts.get(one.base)
        if old is None or old[was.start : was.end] != was.exact:
            return None
        from annotations.anchoring.amounts import heads_changed  # not before a text with tables has changed

        ends = (one.base, old, was.start, was.end), (self.name, self._text, found.start, found.end)
        before, now = (
            list(self._cells_of(name, text).within(start, end, headed=table.head > 0))
            for name, text, start, end in ends
        )
        heads = heads_changed(before, now)
        return None if heads is None else Edited(found.start, found.end, getattr(found, "score", 1.0), True, heads)

    def _table_at(self, offset: int) -> Table | None:
        document = self.reading.document
        return document.blocks[document.block_index(offset)].table if document.blocks else None

    def _cells_of(self, name: str, text: str) -> HeadedCells:
        if name not in self._cells:
            self._cells[name] = HeadedCells(text)
        return self._cells[name]

    def carry(self, before: str, offsets: Iterable[int]) -> list[int]:
        """Offsets in the current text for offsets in another one: of the same words, else of the nearest words left before."""
        resolver = self._resolver_from(before)
        return [self._carried(resolver, before, offset) for offset in offsets]

    def carry_ranges(self, before: str, ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
        """The parts of stretches of another text that are left, in order, without new or changed words."""
        resolver = self._resolver_from(before)
        left: tuple[tuple[int, int], ...] = ()
        for start, end in ranges:
            for piece in resolver.survivors(start, end):
                left = merged(left, *piece)
        return left

    def carry_read(self, base: str, ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...] | None:
        """The same for the text that was kept under a name; None if it was not."""
        before = self._texts.get(base)
        return None if before is None else self.carry_ranges(before, ranges)

    def _carried(self, resolver: "Resolver", before: str, offset: int) -> int:
        for start in range(offset, max(-1, offset - 12 * _STEP), -_STEP):
            words = before[start : start + _AROUND].rstrip()
            if words:
                end = start + len(words)
                prefix, suffix = before[max(0, start - CONTEXT) : start], before[end : end + CONTEXT]
                found = resolver.resolve(Selectors(words, prefix, suffix, start, end))
                if isinstance(found, Anchored | Moved | Edited):
                    return found.start
        return round(offset / max(1, len(before)) * len(self._text))

    def _resolver_from(self, before: str) -> "Resolver":
        """One for a text that need not be kept; it is likely to be asked for again."""
        if self._before is None or self._before[0] != before:
            self._before = before, _resolver_of(self._text, before)
        return self._before[1]

    def _resolver(self, base: str) -> "Resolver":
        if base not in self._resolvers:
            self._resolvers[base] = _resolver_of(self._text, self._texts.get(base))
        return self._resolvers[base]

    def _reread(self, resolver: "Resolver", was: Selectors, found: Found) -> Found:
        """The place of a passage in another text of the same bytes: nothing moved, and nothing was edited.

        What was found is kept if it is neither between the neighbours of the passage nor the one place with its words,
        and nothing of it is left there.
        """
        before = resolver.survivors(max(0, was.start - _NEAR), was.start)
        after = resolver.survivors(was.end, was.end + _NEAR)
        low = before[-1][1] if before else 0
        high = after[0][0] if after else len(self._text)
        if isinstance(found, Moved | Edited):
            if low - _AROUND <= found.start and found.end <= high + _AROUND:
                return self._again(was, found.start, found.end)
            if isinstance(found, Moved) and len(was.exact) > _AROUND and self._text.count(was.exact) == 1:
                return Shifted(found.start, found.end)
        left = [(start, end) for start, end in resolver.survivors(was.start, was.end) if self._text[start:end].strip()]
        if left and left[0][0] < left[-1][1]:
            return self._again(was, left[0][0], left[-1][1])
        start, end = trimmed(self._text, *self._words_between(was.exact, low, high))
        if start < end <= start + len(was.exact) + _AROUND and any(map(str.isalnum, self._text[start:end])):
            return self._again(was, start, end)
        return found

    def _words_between(self, exact: str, low: int, high: int) -> tuple[int, int]:
        """The stretch between two places that has words of a passage, in their order; all of it if there are none."""
        found, at = [], low
        for word in _WORD.findall(exact) if high - low < 10 * _NEAR else ():
            there = self._text.find(word, at, high)
            if there >= 0:
                at = there + len(word)
                found.append((there, at))
        return (found[0][0], found[-1][1]) if found else (low, high)

    def _again(self, was: Selectors, start: int, end: int) -> Found:
        return Shifted(start, end) if self._text[start:end] == was.exact else Reread(start, end)

    def _is_shifted(self, found: Found, resolver: "Resolver", was: Selectors) -> TypeGuard[Moved]:
        """Return whether a passage kept its words and its neighbours: there is more or less text before it."""
        if not isinstance(found, Moved):
            return False
        start, end = found
        near = self._text[max(0, start - len(was.prefix)) : end + len(was.suffix)]
        return (
            resolver.same or near == was.prefix + was.exact + was.suffix or self._is_canonically_there(was, start, end)
        )

    def _is_canonically_there(self, was: Selectors, start: int, end: int) -> bool:
        """Return whether a passage and its neighbours are canonically equal to a range and its neighbours."""
        if canonical(self._text[start:end]) != canonical(was.exact):
            return False
        prefix, suffix = around(was.prefix, was.suffix)
        reach = _DECOMPOSED * CONTEXT
        before, after = self._text[max(0, start - reach) : start], self._text[end : end + reach]
        return canonical(before).endswith(prefix) and canonical(after).startswith(suffix)


def _resolver_of(text: str, before: str | None) -> "Resolver":
    from annotations.anchoring.resolve import Resolver  # not before a text has changed

    return Resolver(text, before)
