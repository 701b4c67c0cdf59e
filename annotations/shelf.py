"""The texts of a library's sources: each is read once and kept as long as it is likely to be wanted."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from annotations.anchoring.resolve import Anchored, Orphan, resolve
from annotations.documents.document import READER_VERSION, Document
from annotations.documents.reading import Reading
from annotations.documents.scan import load
from annotations.errors import SourceError
from annotations.index import Index, Resolved, recorded
from annotations.model import CONTEXT, Edit, Source

KEPT: Final = 8
"""Sources that are kept after they were read to the end; those still being read come on top."""


class Shelf:
    """Readings of sources, and what becomes known when one has been read to its end."""

    def __init__(self, index: Index, paths: Mapping[str, Path], missing: frozenset[str]) -> None:
        """A shelf with nothing on it, for the sources of an index at these paths."""
        self._index = index
        self._paths = paths
        self._missing = missing
        self._readings: dict[str, Reading] = {}
        self._unsettled: set[str] = set()
        for source_id in missing:
            self._lose(source_id)

    def reading(self, source_id: str) -> Reading:
        """The reading of a source, opened if it is not. Raises SourceError if it cannot be."""
        reading = self._readings.pop(source_id, None)
        if reading is None:
            source = self._index.sources[source_id]
            try:
                reading = Reading(load(self._paths[source_id]), source.path)
            except SourceError:
                self._lose(source_id)
                raise
            self._unsettled.add(source_id)
        self._readings[source_id] = reading
        complete = [key for key, one in self._readings.items() if one.document.complete]
        for key in complete[:-KEPT]:
            self.settle()
            del self._readings[key]
        return reading

    def document(self, source_id: str) -> Document:
        """The whole document of a source. Raises SourceError if it cannot be read."""
        reading = self.reading(source_id)
        while reading.step():
            pass
        self.settle()
        return reading.document

    def text(self, source_id: str, end: int) -> str:
        """The reading text of a source, at least as far as the context of a passage that ends there."""
        document = self.reading(source_id).document
        if not document.complete and document.length < end + 2 * CONTEXT:
            document = self.document(source_id)
        return document.text

    def _lose(self, source_id: str) -> None:
        """Take in that a source cannot be read: none of its passages can be found."""
        self._index.resolve(source_id, {recorded(one): Orphan() for one in self._index.own(source_id)})

    def settle(self) -> None:
        """Take in what is known of the sources that have been read to their end since the last time."""
        for source_id in list(self._unsettled):
            document = self._readings[source_id].document
            if document.complete:
                self._unsettled.discard(source_id)
                self._settle(source_id, document)

    def _settle(self, source_id: str, document: Document) -> None:
        source = self._index.sources[source_id]
        self._put(replace(source, title=document.title, words=document.words, length=document.length))
        own = self._index.own(source_id)
        if not own or (source.reader == READER_VERSION and source.text_sha256 == _sha256(document.text)):
            if self._index.displaced(source_id):
                self._index.resolve(source_id, {})
            return
        resolved: Resolved = {}
        for one in own:
            place = resolve(document.text, recorded(one)[1])
            if not isinstance(place, Anchored):
                resolved[recorded(one)] = place
        self._index.resolve(source_id, resolved)
        self._put(replace(self._index.sources[source_id], text_sha256=""))
        self.identify(source_id)

    def identify(self, source_id: str) -> None:
        """Note which text the recorded places of a source belong to, before one is added or altered.

        They belong to the text as it is now if none of them had to be looked for. As long as that is
        not known the source has no hash, and all places are looked for when it is opened.
        """
        source = self._index.sources[source_id]
        reading = self._readings.get(source_id)
        known = reading is not None and reading.document.complete and source_id not in self._unsettled
        if self._index.displaced(source_id) or not known:
            if source.text_sha256:
                self._put(replace(source, text_sha256="", bytes_sha256=""))
        elif reading is not None and not source.text_sha256:
            text = _sha256(reading.document.text)
            file = fingerprint(self._paths[source_id])
            self._put(replace(source, text_sha256=text, bytes_sha256=file, reader=READER_VERSION))

    def _put(self, source: Source) -> None:
        self._index.apply(Edit("sources", source.id, None, source))


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes, to know it by under another name; empty if it cannot be read."""
    try:
        return _hash(load(path))
    except SourceError:
        return ""


def _sha256(text: str) -> str:
    return _hash(text.encode("utf-8", "surrogatepass"))


def _hash(data: bytes) -> str:
    from hashlib import sha256  # brings OpenSSL with it, which the first screen does not need

    return sha256(data).hexdigest()
