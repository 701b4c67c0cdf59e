"""The two files of the standard: a project, and a codebook alone."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import ClassVar, Literal
from xml.etree.ElementTree import Element

from annotations.errors import UsageError
from annotations.exchange.archives import SIGNATURE, Archive
from annotations.exchange.exporters.qda import derived
from annotations.exchange.formats import Option, Options
from annotations.exchange.importers.qda.codes import Codes, guid, refs
from annotations.exchange.importers.qda.sources import Selection, Sources
from annotations.exchange.importers.xml_tree import tree
from annotations.exchange.incoming import Incoming, IncomingLink, IncomingMemo, IncomingPassage
from annotations.exchange.reading import bytes_of
from annotations.text.plurals import count_noun


class Project:
    """Sources, coded stretches, notes and links of a project; a stretch is placed in the text that the project has."""

    description: ClassVar = "a REFI-QDA project of QualCoder, ATLAS.ti, NVivo, MAXQDA, Taguette"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, name: str, head: bytes) -> bool:
        """Return whether a file is called `.qdpx` and is an archive, or is the project out of one."""
        return (name.lower().endswith(".qdpx") and head.startswith(SIGNATURE)) or b"QDA-XML:project" in head

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read a project."""
        data, archive = bytes_of(path), None
        if data.startswith(SIGNATURE):
            archive = Archive(data, path.name)
            names = [name for name in archive.names if name.lower().endswith(".qde")]
            if not names:
                raise UsageError(f"{path.name} has no project: no file in it is called .qde.")
            data = archive.read(min(names, key=lambda name: (name.count("/"), name)))
        root = tree(data, path.name)
        if root.tag != "Project":
            raise UsageError(f"{path.name} is no REFI-QDA project.")
        return _Reader(root, archive).incoming


class CodeBook:
    """Codes as tags."""

    description: ClassVar = "a REFI-QDA codebook"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, name: str, head: bytes) -> bool:
        """Return whether a file is called `.qdc` or begins as a codebook does."""
        return (name.lower().endswith(".qdc") and b"<" in head) or b"QDA-XML:codebook" in head

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read a codebook."""
        root = tree(bytes_of(path), path.name)
        book = root if root.tag == "CodeBook" else root.find("CodeBook")
        if book is None:
            raise UsageError(f"{path.name} is no REFI-QDA codebook.")
        sets = len(book.findall("Sets/Set"))
        return Incoming(tags=Codes(book).tags, skipped=[f"{count_noun(sets, 'set')} of codes"] if sets else [])


class _Reader:
    """Reads a project: what is about what, by links and references."""

    def __init__(self, root: Element, archive: Archive | None) -> None:
        self._ours = root.get("origin") == "postil"
        self._codes = Codes(root.find("CodeBook"))
        self._sources = Sources(root, archive)
        self._notes = {guid(one.get("guid")): one for one in root.iterfind("Notes/Note")}
        self._passages = {one.passage.key for one in self._sources.selections}
        self._used: set[str] = set()
        """Ids of the notes that are about something."""
        self._described: set[str] = set()
        """Ids of the notes that describe links."""
        self._linked: dict[str, list[str]] = {}
        """Notes that are linked with a passage, a source or a code, by the id of that."""
        self._skipped = Counter(self._sources.skipped)
        links = [link for one in root.iterfind("Links/Link") if (link := self._link(one)) is not None]
        for name, what in (("Cases/Case", "case"), ("Sets/Set", "set"), ("Graphs/Graph", "graph")):
            self._skipped[what, ""] += len(root.findall(name))
        self.incoming = Incoming(
            sources=self._sources.sources,
            passages=[self._passage(one) for one in self._sources.selections],
            links=links,
            tags=self._codes.tags,
            memos=[*self._memos(root)],
        )
        self.incoming.skipped = [
            count_noun(count, noun) + rest for (noun, rest), count in self._skipped.items() if count
        ]
        if absent := self._sources.absent:
            names = ", ".join(absent[:5]) + (f" and {len(absent) - 5} more" if len(absent) > 5 else "")
            self.incoming.skipped.append(f"{count_noun(len(absent), 'text')} that the project lacks: {names}")

    def _link(self, one: Element) -> IncomingLink | None:
        """Take in a link; one with a note says what the note is about."""
        key, origin, target = (guid(one.get(name)) for name in ("guid", "originGUID", "targetGUID"))
        described = derived("link", key)
        self._described.add(described)
        note = "\n\n".join(filter(None, map(self._text, refs(one, "NoteRef"))))
        if origin in self._passages and target in self._passages:
            made = self._notes.get(described, one)
            kind = (one.get("name") or "").strip() or "cites"
            created = made.get("creationDateTime") or ""
            return IncomingLink(origin, target, kind, note, created, self._sources.author(made), key)
        for note_id, owner in ((origin, target), (target, origin)):
            if note_id in self._notes and owner not in self._notes:
                self._linked.setdefault(owner, []).append(note_id)
                return None
        self._skipped["link", " of something that is no passage"] += 1
        return None

    def _passage(self, one: Selection) -> IncomingPassage:
        """Return a passage with its tags and notes."""
        names = (self._codes.names.get(code, "") for code in one.codes)
        notes = [one.passage.note, *map(self._text, (*one.notes, *self._linked.pop(one.passage.key, ())))]
        note = "\n\n".join(filter(None, notes))
        return one.passage._replace(tags=tuple(dict.fromkeys(filter(None, names))), note=note)

    def _memos(self, root: Element) -> Iterator[IncomingMemo]:
        """Yield the notes on sources, codes and the project; one that is about nothing is about the project."""
        for source, about in self._sources.comments:
            yield IncomingMemo("source", source, about)
        keys = {one.key for one in self._sources.sources}
        for note, source in self._sources.notes:
            yield from self._memo("source", source, note)
        for note, tag in self._codes.notes:
            yield from self._memo("tag", tag, note)
        for owner, notes in self._linked.items():
            for note in notes:
                if owner in keys:
                    yield from self._memo("source", owner, note)
                elif owner in self._codes.names:
                    yield from self._memo("tag", self._codes.names[owner], note)
        if about := (root.findtext("Description") or "").strip():
            yield IncomingMemo("library", "", about)
        for note in self._notes:
            if note not in self._used | self._described:
                yield from self._memo("library", "", note)

    def _memo(self, about: Literal["source", "tag", "library"], key: str, note_id: str) -> Iterator[IncomingMemo]:
        note = self._notes.get(note_id)
        if note is not None and (text := self._text(note_id)):
            made = [note.get(name) or "" for name in ("creationDateTime", "modifiedDateTime")]
            yield IncomingMemo(about, key, text, made[0], made[1], self._sources.author(note), note_id)

    def _text(self, note_id: str) -> str:
        """Return a note, under its name if another program gave it one; `""` for one that describes a link of ours."""
        note = self._notes.get(note_id)
        if note is None or note_id in self._described:
            return ""
        self._used.add(note_id)
        text = self._sources.text_of(note) or ""
        name = "" if self._ours else (note.get("name") or "").strip()
        return f"{name}\n\n{text}".rstrip() if name and not text.startswith(name) else text
