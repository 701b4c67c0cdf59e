"""Texts of the sources of a library: each is read once and kept as long as it is likely to be needed."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from annotations.anchoring.resolution import Ambiguous, Orphan
from annotations.documents.document import READER_VERSION, Document
from annotations.documents.loader import DocumentLoader
from annotations.errors import SourceError, UsageError
from annotations.model import CONTEXT, TEXT_DIGITS, Annotation, Source
from annotations.records.facts import proposed
from annotations.records.index import RecordIndex, recorded
from annotations.records.placements import Found, Left
from annotations.sources.fence import Fence, is_there
from annotations.sources.file_watch import Watch
from annotations.sources.reanchor import ReanchorJob, ReanchorRequest
from annotations.sources.scan import load
from annotations.sources.text_versions import ArchivedText, TextVersions
from annotations.sources.twins import TextTwins

KEPT: Final = 8
"""Sources that are kept after they were read to the end, in addition to those still being read."""

AT_ONCE: Final = 60_000
"""Code points up to which passages are re-anchored at once, even if `SourceCache.patient`."""

PASSAGE: Final = 500
"""Cost of re-anchoring a passage, in code points of its source."""


class SourceCache:
    """Keeps the readings of sources, and re-anchors passages once a source has been read to its end."""

    def __init__(
        self,
        index: RecordIndex,
        paths: Mapping[str, Path],
        missing: frozenset[str],
        texts: TextVersions,
        fence: Fence,
        record: Callable[[Source], None],
    ) -> None:
        """Create an empty cache for the sources of an index at these paths; the fence decides which files may be read.

        ``record`` is called with each source about which a fact was learned; the cache itself changes no record.
        """
        self.missing = set(missing)
        """Ids of the sources whose file is gone."""
        self.patient = False
        """True if re-anchoring is deferred to the caller (see `pending_reanchor`); else it runs when a source has been read."""
        self.pending_reanchor: set[str] = set()
        """Ids of the sources that were read and whose passages are still to be re-anchored."""
        self.reanchored: set[str] = set()
        """Ids of the sources whose passages were re-anchored, until this is reported."""
        self.examined: set[str] = set()
        """Ids of the sources that were read to their end, or could not be, in the latest known state of their files."""
        self.refused: dict[str, str] = {}
        """Reasons why sources cannot be read, by their ids."""
        self.texts = texts
        self.watch = Watch(paths)
        self._index = index
        self._paths = paths
        self._fence = fence
        self._record = record
        self._readings: dict[str, DocumentLoader] = {}
        self._unsettled: set[str] = set()
        self._same: dict[str, frozenset[str]] = {}
        """The names of the texts that were made of the bytes that a source has now, as far as it was compared."""
        self._equal: dict[str, set[str]] = {}
        """The names of texts that are canonically equal to another one, by the name of that."""
        self._names: dict[str, str] = {}
        self._unknown: set[str] = set()
        self._twins = TextTwins()
        for source_id in missing:
            self.watch.note(source_id)
            self._lose(source_id)

    def reading(self, source_id: str) -> DocumentLoader:
        """The reading of a source, opened if it is not; of one that is gone, its kept text. Raises SourceError."""
        reading = self._readings.pop(source_id, None)
        if reading is None:
            try:
                reading = self.fresh(source_id)
            except SourceError as error:
                reading = self._kept(source_id)
                if reading is None:
                    self._refuse(source_id, str(error))
                    raise
            self._names.pop(source_id, None)
            self._unsettled.add(source_id)
        self._readings[source_id] = reading
        if len(self._readings) > KEPT:
            self._let_go()
        return reading

    def holds(self, source_id: str) -> bool:
        """Return whether the cache has a reading of a source."""
        return source_id in self._readings

    def _let_go(self) -> None:
        """Drop the least recently used readings."""
        complete = [key for key, one in self._readings.items() if one.document.complete]
        for key in complete[:-KEPT]:
            self.settle()
            # What has passages to be decided on is wanted at once by the list of these.
            if key not in self.pending_reanchor and not self._index.displaced(key):
                del self._readings[key]

    def let_go(self, source_id: str) -> None:
        """Drop the reading of a source if it is complete and no passage of it is to be found again."""
        self.settle()
        reading = self._readings.get(source_id)
        if reading is not None and reading.document.complete and source_id not in self.pending_reanchor:
            del self._readings[source_id]

    def put(self, source_id: str, reading: DocumentLoader) -> None:
        """Store a `fresh` reading, made in any thread, unless there is one."""
        if source_id not in self._readings:
            self._names.pop(source_id, None)
            self._unsettled.add(source_id)
            self._readings[source_id] = reading

    def fresh(self, source_id: str) -> DocumentLoader:
        """A new reading of a source's file as it is now, beside the cached one. Raises SourceError."""
        source = self._index.source(source_id)
        self.watch.note(source_id)
        return DocumentLoader(load(self.file(source_id)), source.path, source.manner)

    def file(self, source_id: str) -> Path:
        """The file of a source, to be read. Raises SourceError if it leads out of the library."""
        path = self._paths[source_id]
        self._fence.check(path)
        return path

    def forget(self, source_id: str) -> None:
        """Drop the text of a source, because its reading mode changed."""
        self._readings.pop(source_id, None)
        self._names.pop(source_id, None)
        self.examined.discard(source_id)
        self._unsettled.discard(source_id)
        self.pending_reanchor.discard(source_id)
        self._index.resolve(source_id, {})

    def exchange(self, source_id: str) -> None:
        """Drop all that is known of a file, because another one is that of the source now."""
        self.forget(source_id)
        self.refused.pop(source_id, None)
        self.watch.note(source_id)
        self._twins.drop(source_id)
        if is_there(self._paths[source_id]):
            self.missing.discard(source_id)
        else:
            self.missing.add(source_id)
            self._lose(source_id)

    def known_text(self, source_id: str) -> str:
        """The name of the text of a source, if it was read; empty if not."""
        return self._twins.name(source_id)[:TEXT_DIGITS]

    def newest_text(self, source_id: str) -> str:
        """The name of the text in which the newest passage of a source was recorded; empty if that is not known."""
        return next(self._newest(source_id), "")

    def kept_text(self, source_id: str) -> str:
        """The kept text in which the newest passage of a source was recorded; empty if it was not kept."""
        return next(filter(None, map(self.texts.get, self._newest(source_id))), "")

    def _newest(self, source_id: str) -> Iterator[str]:
        own = sorted(self._index.own(source_id), key=lambda one: one.modified, reverse=True)
        return iter(dict.fromkeys(map(self._base, own)))

    def document(self, source_id: str) -> Document:
        """The whole document of a source. Raises SourceError if it cannot be read."""
        reading = self.reading(source_id)
        while reading.step():
            pass
        self.settle()
        return reading.document

    def text(self, source_id: str, end: int) -> str:
        """The reading text of a source, at least as far as the context of a passage that ends there.

        Raises UsageError if the source is gone: its kept text cannot be annotated.
        """
        document = self.reading(source_id).document
        if source_id in self.missing:
            name = self._index.source(source_id).path
            raise UsageError(f"{name} is gone, and this is only its kept text. Put the file back to annotate it.")
        if not document.complete and document.length < end + 2 * CONTEXT:
            document = self.document(source_id)
        self.settle()
        return document.text

    # --- where the passages are

    def settle(self) -> None:
        """Record the facts of the sources that have been read to their end since the last call."""
        for source_id in list(self._unsettled):
            document = self._readings[source_id].document
            if document.complete:
                self._unsettled.discard(source_id)
                self._settle(source_id, document)

    def _settle(self, source_id: str, document: Document) -> None:
        self.examined.add(source_id)
        self.refused.pop(source_id, None)
        own = self._index.own(source_id)
        if source_id not in self.missing:
            self._know(source_id, document)
        if source_id not in self.missing and not any(
            self._base(one) != self.name(source_id)[:TEXT_DIGITS] for one in own
        ):
            if self._index.displaced(source_id):
                self._index.resolve(source_id, {})
        elif self.patient and document.length + PASSAGE * len(own) > AT_ONCE:
            self.pending_reanchor.add(source_id)
        else:
            work = self.reanchor_job(source_id, self._readings[source_id])
            work.run()
            self.take(work)

    def reanchor_job(self, source_id: str, reading: DocumentLoader) -> ReanchorJob:
        """Return a job that re-anchors the passages of a source in a complete reading of it."""
        wanted = [ReanchorRequest(recorded(one), self._base(one)) for one in self._index.own(source_id)]
        name, unchanged = reading.text_sha256[:TEXT_DIGITS], self._unchanged(source_id, reading)
        work = ReanchorJob(source_id, reading, name, wanted, self.texts, unchanged)
        before = self._readings.get(source_id)
        if before is not None and before is not reading and before.document.complete:
            work.before = before.document.text
        return work

    def take(self, work: ReanchorJob) -> None:
        """Store where passages were found. The reading in which they were found becomes that of the source."""
        source_id, reading = work.source_id, work.reading
        if self._readings.get(source_id) is not reading:
            self._readings.pop(source_id, None)
            self._readings[source_id] = reading
            self._names.pop(source_id, None)
            self.missing.discard(source_id)
            self._know(source_id, reading.document)
        self._unsettled.discard(source_id)
        self.pending_reanchor.discard(source_id)
        self.examined.add(source_id)
        self.refused.pop(source_id, None)
        self.reanchored.add(source_id)
        for one in self._index.own(source_id):
            if recorded(one) not in work.done:  # recorded since
                work.find(ReanchorRequest(recorded(one), self._base(one)))
        self._equal.setdefault(work.name, set()).update(work.equal)
        found = dict(work.found)
        if source_id in self.missing:
            found = {key: _left(found.get(key), key[1].start, key[1].end) for key in work.done}
        self._index.resolve(source_id, found)
        if source_id not in self.missing:
            self._carry_read(work)
            self._identify(source_id)
            if source_id in self._unknown:
                self._unknown.discard(source_id)
                self.texts.keep(self.name(source_id), reading.document.text)

    def _carry_read(self, work: ReanchorJob) -> None:
        """Carry the ranges that were read over to the new text; new words are unread."""
        source = self._index.source(work.source_id)
        base = source.text_sha256[:TEXT_DIGITS]
        read = None
        if work.before:
            read = work.carry_ranges(work.before, source.read)
        elif base and base != work.name and not self._index.placements(source.id).displaced:
            read = work.carry_read(base, source.read)
        if read is not None and read != source.read:
            self._record(replace(source, read=read))

    def lose(self, source_id: str, why: str) -> None:
        """Record why the file of a source cannot be read any more. A reading of a file that is gone stays readable."""
        if not is_there(self._paths[source_id]):
            self.missing.add(source_id)
        reading = self._readings.get(source_id)
        if reading is None or source_id not in self.missing:
            self._readings.pop(source_id, None)
            self._unsettled.discard(source_id)
            self.pending_reanchor.discard(source_id)
            self._refuse(source_id, why)
            return
        given = self._index.passages(source_id)
        self._index.resolve(
            source_id, {recorded(one.annotation): Left(one.start, one.end) for one in given if one.placed}
        )

    def _refuse(self, source_id: str, why: str) -> None:
        self.refused[source_id] = why
        self.examined.add(source_id)
        self._lose(source_id)

    def _lose(self, source_id: str) -> None:
        """Make all passages of a source orphans, because it cannot be read."""
        self._index.resolve(source_id, {recorded(one): Orphan() for one in self._index.own(source_id)})

    def _kept(self, source_id: str) -> DocumentLoader | None:
        """The kept text of a missing source: that of its newest passage; None if there is none."""
        if is_there(self._paths[source_id]):
            return None
        if not (text := self.kept_text(source_id)):
            return None
        self.missing.add(source_id)
        return ArchivedText(text)

    # --- which text it is

    def name(self, source_id: str) -> str:
        """Hash of the text of a source; empty if the source has not been read to its end."""
        reading = self._readings.get(source_id)
        if reading is None or not reading.document.complete:
            return ""
        self._names[source_id] = reading.text_sha256
        return reading.text_sha256

    def identify(self, source_id: str) -> str:
        """Return the name of the text that a newly recorded place of a source belongs to, and have that text kept.

        It is empty as long as the source has not been read to its end. Such places belong to the text that the
        source names, once that is known; until then it names none, and they are all looked for when it is opened.
        """
        name = self.name(source_id)
        if not name or source_id in self._unsettled | self.pending_reanchor:
            source = self._index.source(source_id)
            if source.text_sha256 or source.bytes_sha256:
                self._record(replace(source, text_sha256="", bytes_sha256=""))
            self._unknown.add(source_id)
            return ""
        self.texts.keep(name, self._readings[source_id].document.text)
        self._identify(source_id)
        return name[:TEXT_DIGITS]

    def _identify(self, source_id: str) -> None:
        """Record the hash of the text of a source, unless a passage that depends on the old one was displaced."""
        source, name = self._index.source(source_id), self.name(source_id)
        if self._index.placements(source_id).displaced:
            return
        if source.text_sha256 != name or source.reader != READER_VERSION or not source.bytes_sha256:
            file, short = self._readings[source_id].file_sha256, name[:TEXT_DIGITS]
            others = sorted(self._unchanged(source_id, self._readings[source_id]) - {short})
            known = {"text_sha256": name, "bytes_sha256": file, "reader": READER_VERSION, "other_texts": tuple(others)}
            self._record(replace(source, **known))

    def keep_again(self) -> None:
        """Keep the texts of the sources with passages that were read again, since the library is in another folder."""
        for source_id, reading in self._readings.items():
            if reading.document.complete and self._index.own(source_id):
                self.texts.keep(self.name(source_id), reading.document.text)

    def know_file(self, source_id: str, sha256: str) -> None:
        """Take in what the file of a source goes by, unless that of the text that was annotated is known."""
        source = self._index.sources.get(source_id)
        if source is not None and not source.text_sha256 and source.bytes_sha256 != sha256:
            self._record(replace(source, bytes_sha256=sha256))

    def changed(self, source_id: str) -> bool:
        """Return whether a passage of a source was recorded in another text than the source has now."""
        own = self._index.own(source_id)
        if not own:
            return False  # Most sources of a large library have none.
        name = (self.name(source_id) or self._names.get(source_id, ""))[:TEXT_DIGITS]
        same = {name, "", *self._same.get(source_id, ()), *self._equal.get(name, ())}
        return bool(name) and any(self._base(one) not in same for one in own)

    def _unchanged(self, source_id: str, reading: DocumentLoader) -> frozenset[str]:
        """The names of other texts that were made of the bytes that a source has now, by a complete reading of it."""
        source = self._index.source(source_id)
        same = bool(reading.file_sha256) and source.bytes_sha256 == reading.file_sha256
        known = {source.text_sha256[:TEXT_DIGITS], *source.other_texts} if same else set()
        self._same[source_id] = frozenset(known - {""})
        return self._same[source_id]

    def _base(self, annotation: Annotation) -> str:
        """The name of the text that the place of a passage belongs to; empty if it is not known."""
        return annotation.text or self._index.source(annotation.source).text_sha256[:TEXT_DIGITS]

    def _know(self, source_id: str, document: Document) -> None:
        """Record the title, words, length and stated facts of a source, which lists show without opening it."""
        source = self._index.source(source_id)
        stated = proposed(document.stated, document.title, self._index.scales)
        known = {"found_title": document.title, "words": document.words, "length": document.length}
        self._record(replace(source, **known, stated=stated))
        self._twins.put(source_id, source.number, self.name(source_id))

    def twin(self, source_id: str) -> str:
        """The id of the first source with the same text; empty if there is none, or none has been read."""
        return self._twins.first(source_id, self._index.sources)


def _left(found: Found | None, start: int, end: int) -> Found:
    """The place of a passage in a kept text."""
    if found is None:
        return Left(start, end)
    return found if isinstance(found, Ambiguous | Orphan) else Left(found.start, found.end)
