"""Look-ups in a library, which change nothing."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, KeysView, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from annotations.documents.document import Document
from annotations.documents.loader import DocumentLoader
from annotations.errors import SourceError
from annotations.model import Annotation, Link, LinkKind, Passage, Source, Tag
from annotations.model.judgements import Claim, Independence, Rejection, Ruling
from annotations.records.codebook.tree import TagCounts, TagTree, count_tags
from annotations.records.facts import Scales
from annotations.records.index import RecordIndex, found, recorded
from annotations.records.placements import Found
from annotations.sources.cache import SourceCache
from annotations.sources.reanchor import ReanchorJob
from annotations.sources.scan import Entry, fingerprint
from annotations.sources.source_list import SourceList
from annotations.sources.source_names import SourceNames
from annotations.text.ranges import share_covered

if TYPE_CHECKING:
    from annotations.review.board import Board
    from annotations.review.graph import Graph, Records


class Queries:
    """The sources, annotations, links and tags of a library. Nothing here changes any of them.

    What is asked for by an id, a name or an address that does not exist raises UsageError.
    """

    def __init__(self, index: RecordIndex, cache: SourceCache, files: SourceList) -> None:
        """Look up the records of an index and the texts of a cache, of the sources that are listed."""
        self._index = index
        self._cache = cache
        self._files = files
        self._names = SourceNames(index, files)

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything that was found where the library was opened, readable or not."""
        return self._files.entries

    def sources(self) -> list[Source]:
        """The sources that were found, in the order of their numbers, then those whose file is gone."""
        self._cache.settle()
        return [*map(self._index.sources.__getitem__, self._files.listed)]

    @property
    def source_ids(self) -> tuple[str, ...]:
        """The ids of `sources`; another tuple after each change of it."""
        return self._files.listed

    @property
    def source_count(self) -> int:
        """Number of `sources`."""
        return len(self._files.listed)

    @property
    def source_changes(self) -> int:
        """Number of changes of records of sources since the library was opened."""
        self._cache.settle()
        return self._index.source_changes

    def opened_last(self) -> str:
        """The id of the source that was opened last, else of the first one; empty if there is none to be read."""
        missing = self._cache.missing
        there = [source for source in self.sources() if source.id not in missing] if missing else self.sources()
        opened = [source.opened for source in there]  # The search for the latest one is a key's, and so is done in C.
        return there[opened.index(max(opened))].id if there else ""

    def is_missing(self, source_id: str) -> bool:
        """Return whether the file of a recorded source is gone."""
        return source_id in self._cache.missing

    def source(self, source_id: str) -> Source:
        """A source by its id."""
        self._cache.settle()
        return self._index.source(source_id)

    def has_source(self, source_id: str) -> bool:
        """Return whether there is a source with this id; a source may be derived from one that is gone."""
        return source_id in self._index.sources

    def short_name(self, source_id: str) -> str:
        """Return a short name of a source that tells it apart from the others; `""` if it is not listed."""
        return self._names.short(source_id)

    def update_names(self) -> None:
        """Tell the sources apart again, where there are many, after titles or files changed; from any thread."""
        self._names.update()

    def common_start(self, source_id: str) -> int:
        """Return how many code points of the title of a source are the beginning of another title, too."""
        return self._names.common_start(source_id)

    def path(self, source_id: str) -> Path:
        """Path of the file of a source, also if the file is missing."""
        return found(self._files.paths, source_id, "source")

    def file(self, source_id: str) -> Path:
        """The file of a source, to be read. Raises SourceError if it leads out of the library by a link."""
        self.path(source_id)
        return self._cache.file(source_id)

    def fingerprint(self, source_id: str) -> str:
        """SHA-256 of the bytes of a source's file; empty if it cannot be read. It may be asked from any thread."""
        try:
            return fingerprint(self.file(source_id))
        except SourceError:
            return ""

    def reading(self, source_id: str) -> DocumentLoader:
        """The reading of a source, which may not be complete. Raises SourceError."""
        self.path(source_id)
        return self._cache.reading(source_id)

    def is_open(self, source_id: str) -> bool:
        """Return whether the reading of a source is cached, so that `reading` need not decode its file."""
        return self._cache.holds(source_id)

    def let_go(self, source_id: str) -> None:
        """Release the text of a source that is not needed soon; the places of its passages are kept."""
        self._cache.let_go(source_id)

    def know_file(self, source_id: str, sha256: str) -> None:
        """Record the `fingerprint` of a file, by which a source without passages is recognised under another name."""
        self._cache.know_file(source_id, sha256)

    def put(self, source_id: str, reading: DocumentLoader) -> None:
        """Keep a `fresh` reading as that of its source, unless it has one."""
        self._cache.put(source_id, reading)

    def document(self, source_id: str) -> Document:
        """The document of a source, read to its end. Raises SourceError."""
        self.path(source_id)
        return self._cache.document(source_id)

    def passages(self, source_id: str) -> list[Passage]:
        """The passages of a source, in the order of the text; those without a place come last.

        As long as the source has not been read to its end they are where they were recorded. The list
        is the library's own: it is replaced, not altered, when something changes.
        """
        self._cache.settle()
        return self._index.passages(source_id)

    def passage(self, annotation_id: str) -> Passage:
        """The passage of an annotation: the annotation and its place."""
        self._cache.settle()
        return self._index.passage(found(self._index.annotations, annotation_id, "passage"))

    def found(self, annotation_id: str) -> Found | None:
        """Result of re-anchoring for a passage that is not where it was recorded; None if it is."""
        passage = self.passage(annotation_id)
        return self._index.placements(passage.annotation.source).resolved.get(recorded(passage.annotation))

    def examined(self, source_id: str) -> bool:
        """Return whether a source was read to its end and its passages were looked for, or it cannot be read."""
        self._cache.settle()
        return source_id in self._cache.examined and source_id not in self._cache.pending_reanchor

    def refusal(self, source_id: str) -> str:
        """Return the reason why a source cannot be read; `""` if it can be or was not tried."""
        return self._cache.refused.get(source_id, "")

    def displaced(self, source_id: str) -> bool:
        """Return whether a passage of a source is known not to be where it was recorded."""
        return self._index.displaced(source_id)

    def twin(self, source_id: str) -> Source | None:
        """The first source that has the same text, as far as they have been read."""
        self._cache.settle()
        return self._index.sources.get(self._cache.twin(source_id))

    def changed(self, source_id: str) -> bool:
        """Return whether the text of a source, if it was read, differs from the one that a passage was recorded in."""
        self._cache.settle()
        return self._cache.changed(source_id)

    # --- files that change while the library is open

    def defer_reanchor(self) -> None:
        """Leave re-anchoring to the caller: changed sources wait in `pending_reanchor` for a `reanchor_job`."""
        self._cache.patient = True

    def pending_reanchor(self) -> list[str]:
        """Ids of the sources that were read and whose passages are not re-anchored yet."""
        self._cache.settle()
        return [key for key in self._cache.pending_reanchor if key in self._index.sources]

    def was_read(self, source_id: str) -> bool:
        """Return whether the program has opened a source, or tried to, since it opened the library."""
        return self._cache.watch.knows(source_id)

    def reanchored(self) -> list[str]:
        """Ids of the sources that were re-anchored since the last call."""
        found = [key for key in self._cache.reanchored if key in self._index.sources]
        self._cache.reanchored.clear()
        return found

    def changed_files(self, source_ids: Iterable[str]) -> list[str]:
        """Ids of those sources whose files changed since they were read. Costs one system call per source."""
        return self._cache.watch.changed(source_ids)

    def suspect_files(self, source_ids: Iterable[str]) -> list[str]:
        """Ids of those sources to be asked `changed_files` about; from any thread, where there are many."""
        return self._cache.watch.suspects(source_ids)

    def fresh(self, source_id: str) -> DocumentLoader:
        """A reading of a source's file as it is now, beside the one that is used. Raises SourceError."""
        return self._cache.fresh(source_id)

    def reanchor_job(self, source_id: str, reading: DocumentLoader | None = None) -> ReanchorJob:
        """The work of finding the passages of a source in a complete reading, for any thread; see `take_reanchored`."""
        return self._cache.reanchor_job(source_id, reading or self._cache.reading(source_id))

    def take_reanchored(self, work: ReanchorJob) -> None:
        """Take in what was found. Nothing that was recorded is written over."""
        self._cache.take(work)

    def lose(self, source_id: str, why: str) -> None:
        """Take in why a source's file cannot be read any more."""
        self._cache.lose(source_id, why)

    def annotation(self, reference: str) -> Annotation:
        """An annotation by its id or its address, ``3:10``, or by an address that it had before a merge."""
        return self._index.annotation(reference)

    def formerly(self, address: str) -> list[Annotation]:
        """The annotations that had an address before a merge gave it to another one."""
        return self._index.formerly(address)

    def address(self, annotation_id: str) -> str:
        """The address of an annotation: number of the source, number of the passage."""
        return self._index.address(annotation_id)

    @property
    def scales(self) -> Scales:
        """What may be set as kind and credibility of a source."""
        return self._index.scales

    @property
    def annotated(self) -> bool:
        """True if any passage was recorded."""
        return bool(self._index.annotations)

    def all_annotations(self) -> list[Annotation]:
        """All annotations in the order of their addresses."""
        return self._index.in_order(self._index.annotations.values())

    def links(self, annotation_id: str) -> list[Link]:
        """The links of an annotation in both directions, oldest first."""
        return self._index.links_of(annotation_id)

    def link(self, link_id: str) -> Link:
        """A link by its id."""
        return self._index.link(link_id)

    def all_links(self) -> list[Link]:
        """All links in the order of the addresses they start from, oldest first."""
        ends = {link.source: self._index.annotations.get(link.source) for link in self._index.links.values()}
        from_ = self._index.in_order(annotation for annotation in ends.values() if annotation is not None)
        return [link for one in from_ for link in self._index.links_of(one.id) if link.source == one.id]

    def linked(self) -> KeysView[str]:
        """The ids of the annotations that have links, or had some once."""
        return self._index.linked()

    def tags(self) -> list[Tag]:
        """The codebook."""
        return list(self._index.tags.values())

    @property
    def tag_tree(self) -> TagTree:
        """The tree of the tags: which are below which, and what a parent includes; see `TagTree.with_below`."""
        return self._index.tag_tree

    def tag(self, name: str) -> Tag:
        """A tag by its name, in whatever form its accents are written."""
        return self._index.tag(name)

    def has_tag(self, name: str) -> bool:
        """Return whether there is a tag with a name."""
        return self._index.tag_named(name) is not None

    def tag_with_key(self, key: str) -> Tag | None:
        """The tag of the codebook that a key gives, or None."""
        return next((tag for tag in self._index.tags.values() if tag.key == key), None)

    def kinds(self) -> dict[str, LinkKind]:
        """The kinds of links by their names: those that every library has, then those of this one."""
        return self._index.all_kinds()

    def kind(self, name: str) -> LinkKind:
        """A kind of link by its name."""
        return self._index.kind(name)

    def tag_count(self, name: str) -> int:
        """Return the number of passages with a tag."""
        return self._index.tag_count(name)

    def tag_counts(self) -> TagCounts:
        """Return the number of passages with each tag, and with it or a tag below it."""
        return count_tags(self._index.tag_tree, self._index.annotations.values())

    def kind_count(self, name: str) -> int:
        """Return the number of links of a kind."""
        return self._index.kind_count(name)

    def claims(self) -> list[Claim]:
        """The recorded claims, in the order in which they were first recorded."""
        return list(self._index.claims.values())

    def rejections(self) -> list[Rejection]:
        """The pairs that need no link; see `annotations.review.judgements.holds`."""
        return list(self._index.rejections.values())

    def independence(self) -> list[Independence]:
        """Return the decisions whether two sources count once."""
        return list(self._index.independence.values())

    def rulings(self) -> list[Ruling]:
        """Return the decisions on disputes."""
        return list(self._index.rulings.values())

    def board(self, before: "Board | None" = None) -> "Board":
        """The claims board as it is now; an earlier one that is not used any more is brought up to date where possible.

        Some 40 ms for 5,000 claims, two to ten to follow a change.
        """
        records = self.records()
        if before is not None and before.refresh(records):
            return before
        return _board(records)

    def board_of(self, ids: Collection[str]) -> "Board":
        """The claims board of some passages, the links between them and their sources, as if there were no others."""
        records = self.records()
        passages = [one for one in records.passages if one.annotation.id in ids]
        kept = {one.annotation.source for one in passages}
        return _board(
            records._replace(
                sources=[one for one in records.sources if one.id in kept],
                passages=passages,
                links=[one for one in records.links if one.source in ids and one.target in ids],
                claims=[one for one in records.claims if one.anchor in ids],
            )
        )

    def boarding(self) -> "Callable[[], Board]":
        """Return a function that makes the claims board from the records as they are now, in any thread."""
        return partial(_board, self.records())

    def graph(self) -> "Graph":
        """The passages and the links between them, as the review counts them; made again by each call."""
        from annotations.review.graph import graph_of

        return graph_of(self._index)

    def records(self) -> "Records":
        """Return a copy of the records that the review is computed from; later changes do not alter it."""
        from annotations.review.graph import Records

        sources = self.sources()
        passages = [one for source in sources for one in self._index.passages(source.id)]
        links, kinds = list(self._index.links.values()), list(self.kinds().values())
        judged = self.independence(), self.rulings()
        return Records(sources, passages, links, kinds, self.claims(), self.tag_tree.with_below("claim"), *judged)

    @property
    def passage_count(self) -> int:
        """Number of all passages."""
        return len(self._index.annotations)

    def passage_counts(self) -> Mapping[str, int]:
        """Return the number of passages of each source that has any."""
        return Counter([one.source for one in self._index.annotations.values()])

    def counts(self, source_id: str) -> dict[str, int]:
        """Return the number of passages of a source by tag; tags without one are left out."""
        return self._index.counts(source_id)

    def read_share(self, source_id: str) -> float:
        """Return the share of a source that has been read, from 0 to 1; 0 if its length is unknown."""
        source = self.source(source_id)
        return share_covered(source.read, source.length)


def _board(records: "Records") -> "Board":
    from annotations.review.board import Board

    return Board(records)
