"""Takes in records of other programs, all as one change."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

from msgspec.structs import replace

from annotations.anchoring.selectors import describe, fragments
from annotations.errors import SourceError
from annotations.library.edits import intake
from annotations.library.edits.intake import Known
from annotations.library.open import Opened
from annotations.library.transactions import Transactions
from annotations.model import Annotation, Link, LinkKind, Memo, SavedSearch, Source, Tag
from annotations.model.judgements import Dismissal, Judgement


class Records(NamedTuple):
    """Records to take in. Numbers of sources and passages do not matter; those that are free are given."""

    tags: Sequence[Tag] = ()
    """Parents before the tags below them."""
    kinds: Sequence[LinkKind] = ()
    sources: Sequence[Source] = ()
    """Sources that are not in the library and whose files are not there."""
    annotations: Sequence[Annotation] = ()
    """Those of text `NO_TEXT` are looked for by their words; the others are where their fragments say."""
    links: Sequence[Link] = ()
    memos: Sequence[Memo] = ()
    own: Sequence[Judgement | SavedSearch] = ()
    """Decisions about passages, which they name by the ids that these have in `annotations`, and saved searches."""
    known: Mapping[str, Known] = {}
    """Facts, origins and what was read, by the id of the source."""


class TakenIn(NamedTuple):
    """Numbers of records that were added."""

    passages: int = 0
    links: int = 0
    tags: int = 0
    sources: int = 0
    memos: int = 0
    facts: int = 0


class Intake:
    """Adds records beside those of a library, never over one."""

    def __init__(self, parts: Opened, transactions: Transactions) -> None:
        """Read the records of a library; ``transactions`` makes every change to them."""
        self._index = parts.index
        self._cache = parts.cache
        self._transactions = transactions

    def take(self, records: Records, label: str) -> TakenIn:
        """Add records as one step of undo; what is there already stays as it is.

        Raises UsageError if a tag or a link type cannot have its name, ReadOnlyError and StoreError.
        """
        self._transactions.require_writable()
        placed = self._described(records.annotations)
        before = len(self._index.annotations), len(self._index.tags), len(self._index.sources)
        change = self._transactions.change
        with self._transactions.transaction(label):
            names = change(intake.add_tags, records.tags)
            kinds = {one.name: change(intake.add_kind, one) for one in records.kinds}
            moved = change(intake.add_sources, records.sources)
            ids: dict[str, str] = {}
            for source_id, own in _by_source(placed).items():
                tagged = [replace(one, tags=self._ordered(one.tags, names)) for one in own]
                added = change(intake.add_passages, moved.get(source_id, source_id), tagged)
                ids.update(added)
            links = [
                replace(one, source=ids[one.source], target=ids[one.target], kind=kinds.get(one.kind, one.kind))
                for one in records.links
                if one.source in ids and one.target in ids
            ]
            linked = change(intake.add_links, links)
            memos = [
                replace(one, key=(names if one.about == "tag" else moved).get(one.key, one.key))
                for one in records.memos
            ]
            noted = change(intake.add_memos, memos)
            judged = [
                replace(one, source=moved.get(one.source, one.source)) if isinstance(one, Dismissal) else one
                for one in records.own
            ]
            change(intake.add_own, judged, ids)
            facts = 0
            for key, one in records.known.items():
                origins = tuple(moved.get(origin, origin) for origin in one.derived_from)
                facts += change(intake.add_known, moved.get(key, key), one._replace(derived_from=origins))
        for source_id in moved.values():
            self._cache.lose(source_id, "Its file is not there.")
        for source_id in {one.source for one in placed if one.text == intake.NO_TEXT} - moved.keys():
            self._look_for(source_id)
        after = len(self._index.annotations), len(self._index.tags), len(self._index.sources)
        passages, tags, sources = (now - then for now, then in zip(after, before, strict=True))
        return TakenIn(passages, linked, tags, sources, noted, facts)

    def _look_for(self, source_id: str) -> None:
        """Look for the passages of a source that came without a place."""
        with suppress(SourceError):
            work = self._cache.reanchor_job(source_id, self._cache.reading(source_id))
            work.run()
            self._cache.take(work)

    def _ordered(self, tags: Iterable[str], names: Mapping[str, str]) -> tuple[str, ...]:
        """Return tags under their names here, in the order of the codebook."""
        wanted = {names.get(tag, tag) for tag in tags}
        return tuple([name for name in self._index.tags if name in wanted])

    def _described(self, annotations: Iterable[Annotation]) -> list[Annotation]:
        """Return annotations as the library records them, with their words, contexts and cells of tables."""
        described = []
        for source_id, own in _by_source(annotations).items():
            document = None
            if any(one.text != intake.NO_TEXT for one in own):
                with suppress(SourceError):
                    document = self._cache.document(source_id)
                    self._cache.settle()
            for one in own:
                if one.text == intake.NO_TEXT or document is None:
                    described.append(replace(one, text=intake.NO_TEXT))
                    continue
                at = describe(document.text, one.start, one.end)
                described.append(
                    replace(
                        one,
                        fragments=fragments(document, at.start, at.end),
                        exact=at.exact,
                        prefix=at.prefix,
                        suffix=at.suffix,
                        text=self._cache.identify(source_id),
                    )
                )
            if document is not None:
                self._cache.let_go(source_id)
        return described


def _by_source(annotations: Iterable[Annotation]) -> dict[str, list[Annotation]]:
    grouped: dict[str, list[Annotation]] = {}
    for one in annotations:
        grouped.setdefault(one.source, []).append(one)
    return grouped
