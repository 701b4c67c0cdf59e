"""What is recorded about sources, tags and the library beside passages and links."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from annotations.errors import SourceError
from annotations.library.edits import facts, memos, sources
from annotations.library.open import Opened
from annotations.library.transactions import Transactions
from annotations.model import Memo, Source
from annotations.records.facts import proposed


class About:
    """Facts of sources, memos, marks of reading. Each call that changes something is a step of undo, as those of `Library` are."""

    def __init__(self, parts: Opened, transactions: Transactions) -> None:
        """Read the records of a library; ``transactions`` makes every change to them."""
        self._index = parts.index
        self._files = parts.files
        self._cache = parts.cache
        self._bookkeeping = parts.bookkeeping
        self._transactions = transactions
        self._heads: set[str] = set()
        """Ids of the sources whose heads were read."""

    def set_facts(
        self, source_id: str, given: Mapping[str, str | None], derived_from: Sequence[str] | None = None
    ) -> Source:
        """Set facts of a source by their names; see `annotations.library.edits.facts.set_facts`."""
        return self._transactions.change(facts.set_facts, source_id, given, derived_from)

    def mark_read(self, source_id: str, end: int = -1, *, read: bool = True) -> Source:
        """Mark a source as read up to an offset, or to its end, or all of it as unread."""
        return self._transactions.change(sources.mark_read, source_id, end, read=read)

    # --- memos

    def memo(self, about: str, key: str = "") -> str:
        """Return the memo on a source, a tag or the library; `""` if there is none."""
        return memos.text_of(self._index, about, key)

    def set_memo(self, about: str, key: str, text: str) -> str:
        """Write the memo on a `source`, a `tag` or the `library`; an empty one removes it. Returns it as recorded."""
        return self._transactions.change(memos.set_memo, about, key, text, self._transactions.author)

    def memos(self) -> list[Memo]:
        """Return all memos: on the library, on sources by number, on tags in the order of the codebook."""
        sources = self._index.sources
        tags = {name: place for place, name in enumerate(self._index.tags)}

        def order(one: Memo) -> tuple[int, int, str, str]:
            number = sources[one.key].number if one.key in sources else 0
            places = {"library": 0, "source": number, "tag": tags.get(one.key, len(tags))}
            return [*places, one.about].index(one.about), places.get(one.about, 0), one.created, one.id

        return sorted(self._index.memos.values(), key=order)

    def noted(self, about: str) -> frozenset[str]:
        """Return the ids of sources, or the names of tags, that have a memo."""
        return frozenset(one.key for one in self._index.memos.values() if one.about == about)

    # --- what files state

    def unread_heads(self) -> list[str]:
        """Ids of the sources whose files may state facts that are not known: those not read since the library was opened."""
        known = self._heads | self._cache.examined | self._cache.missing
        return [key for key in self._files.listed if key not in known]

    def read_head(self, source_id: str) -> dict[str, str] | None:
        """Return the facts that the file of a source states at its beginning. It may be called from any thread.

        Returns None if only reading the whole source tells.
        """
        source = self._index.source(source_id)
        try:
            path = self._cache.file(source_id)
        except SourceError:
            return None
        from annotations.sources.heads import read_head  # The first screen does not need it.

        return read_head(path, source.path, source.manner)

    def take_head(self, source_id: str, stated: Mapping[str, str] | None) -> None:
        """Take in what `read_head` returned; it is recorded with the next change."""
        self._heads.add(source_id)
        source = self._index.sources.get(source_id)
        if stated is not None and source is not None and source_id not in self._cache.examined:
            facts = proposed(stated, source.found_title, self._index.scales)
            self._bookkeeping.put(replace(source, stated=facts))

    def read_heads(self) -> None:
        """Read the facts that files state at their heads, also of sources that were never opened. About 0.2 ms a source."""
        for source_id in self.unread_heads():
            self.take_head(source_id, self.read_head(source_id))
