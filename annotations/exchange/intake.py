"""Makes records of what an importer read: matches sources, places passages, and adds all as one change."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from hashlib import sha256
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from msgspec.structs import replace

from annotations.errors import SourceError, UsageError
from annotations.exchange.incoming import Incoming, IncomingLink, IncomingPassage, IncomingSource
from annotations.exchange.matching import SourceMatcher
from annotations.exchange.placing import WAYS, Place, Placer
from annotations.library.edits.intake import NO_TEXT, Known
from annotations.library.library import Library
from annotations.library.parts.intake import Records, TakenIn
from annotations.model import CONTEXT, STATUSES, Annotation, Link, LinkKind, Memo, SavedSearch, Source, Tag
from annotations.model.facts import FACTS
from annotations.model.judgements import Dismissal, Judgement
from annotations.records.codebook.tags import COLOURS, LONGEST
from annotations.records.facts import checked
from annotations.store.codec import now, writable
from annotations.text.plurals import count_noun

_SPACE: Final = UUID("1b0f6f1c-1c0e-5d4e-9a5b-6f2f0a0c7d11")
"""Namespace of the ids of records whose format has none."""

_UNTITLED: Final = "imported"
"""Path of a missing source whose name the file does not give."""


class Planned(NamedTuple):
    """What an import would record."""

    records: Records
    ways: Counter[str]
    """Numbers of passages by the key of `annotations.exchange.placing.WAYS`."""
    lost: list[tuple[str, str, str]]
    """Source, words and key of `WAYS` of each passage that was not found as it is, or at several places."""
    absent: list[str]
    """Names of sources that are not in the library."""
    skipped: list[str]
    """What of the file cannot be recorded, one line each."""

    def lines(self) -> list[str]:
        """Return the report, one line each."""
        total = sum(self.ways.values())
        lines = [f"{count_noun(total, 'passage')}: {_ways(self.ways)}." if total else "No passages."]
        if self.absent:
            names = ", ".join(self.absent[:5]) + (f" and {len(self.absent) - 5} more" if len(self.absent) > 5 else "")
            what = count_noun(len(self.absent), "source")
            lines.append(f"{what} of the file {'is' if len(self.absent) == 1 else 'are'} not in this folder: {names}.")
        return lines + [f"Not imported: {line}." for line in self.skipped]


def plan(library: Library, incoming: Incoming) -> Planned:
    """Return what an import would record in a library. Reads the sources that passages are in; changes nothing."""
    return _Planner(library, incoming).plan()


def take(library: Library, planned: Planned, name: str) -> TakenIn:
    """Record what was planned as one step of undo, named by the file. Raises as `annotations.library.parts.intake`."""
    count = count_noun(len(planned.records.annotations), "passage")
    return library.intake.take(planned.records, f"import {count} from {name}")


class _Planner:
    def __init__(self, library: Library, incoming: Incoming) -> None:
        self._library = library
        self._incoming = incoming
        self._now = now()
        self._sources: dict[str, str] = {}
        self._new: dict[str, Source] = {}
        self._ways: Counter[str] = Counter()
        self._lost: list[tuple[str, str, str]] = []
        self._annotations: list[Annotation] = []
        self._keys: dict[str, str] = {}

    def plan(self) -> Planned:
        known = {one.key: one for one in self._incoming.sources}
        groups: dict[str, list[IncomingPassage]] = {}
        for passage in self._incoming.passages:
            groups.setdefault(passage.source, []).append(passage)
        matcher = SourceMatcher(self._library)
        for key in dict.fromkeys([*known, *groups]):
            source = known.get(key) or IncomingSource(key)
            found = matcher.match(source)
            if found is None and key not in groups:
                continue  # What is only named and not annotated need not be recorded.
            self._sources[key] = found.id if found is not None else self._absent(source)
        for key, passages in groups.items():
            self._place(known.get(key) or IncomingSource(key), passages)
        links = [link for one in self._incoming.links if (link := self._link(one)) is not None]
        skipped = [*self._incoming.skipped]
        if dropped := len(self._incoming.links) - len(links):
            skipped.append(f"{count_noun(dropped, 'link')} of passages that the file does not have")
        records = Records(
            tags=self._tags(),
            kinds=self._kinds(links),
            sources=[*self._new.values()],
            annotations=self._annotations,
            links=links,
            memos=self._memos(),
            own=[*self._own()],
            known={
                self._sources[one.key]: about
                for one in known.values()
                if one.key in self._sources and (about := self._known(one)) != Known()
            },
        )
        return Planned(records, self._ways, self._lost, [one.path for one in self._new.values()], skipped)

    def _absent(self, wanted: IncomingSource) -> str:
        """Return the id of a new record for a source that is not there."""
        path = _path(wanted)
        source_id = _id(wanted.id, "source", path, wanted.url)
        stated: dict[str, str] = {}
        for name, value in wanted.stated:
            if name in FACTS and name != "title" and value:
                with suppress(UsageError):
                    stated[name] = checked(name, value, self._library.scales)
        title = _line(wanted.title)
        self._new.setdefault(source_id, Source(id=source_id, number=1, path=path, found_title=title, stated=stated))
        return source_id

    def _place(self, source: IncomingSource, passages: Iterable[IncomingPassage]) -> None:
        source_id = self._sources[source.key]
        text = None if source_id in self._new else self._text(source_id)
        placer = Placer(text if text is not None else source.text or "", source.text)
        for passage in passages:
            place = placer.place(passage) if text is not None else Place("lost")
            exact = placer.quote(passage)
            self._ways[place.way] += 1
            if place.start < 0:
                self._lost.append((source.title or source.path or source.key, exact, place.way))
            if exact.strip():
                self._annotations.append(self._annotation(source_id, passage, place, exact))
                self._keys[passage.key] = self._annotations[-1].id
        if text is not None:
            self._library.let_go(source_id)

    def _annotation(self, source_id: str, passage: IncomingPassage, place: Place, exact: str) -> Annotation:
        start = place.start if place.start >= 0 else max(passage.start, 0)
        end = place.end if place.start >= 0 else start + len(exact)
        created = _time(passage.created) or self._now
        parts = (source_id, exact, passage.prefix, passage.suffix, str(passage.start), str(passage.end))
        return Annotation(
            id=_id(passage.id, *parts),
            source=source_id,
            number=1,
            fragments=((start, end),),
            exact=writable(exact),
            prefix=writable(passage.prefix[-CONTEXT:]),
            suffix=writable(passage.suffix[:CONTEXT]),
            text="" if place.start >= 0 else NO_TEXT,
            tags=tuple(dict.fromkeys(filter(None, map(_name, passage.tags)))),
            note=writable(passage.note),
            status=passage.status if passage.status in STATUSES else "open",
            figures={
                _line(number): {name: _line(text) for name, text in details.items()}
                for number, details in passage.figures.items()
            },
            created=created,
            modified=_time(passage.modified) or created,
            author=_line(passage.author) or self._library.author,
        )

    def _known(self, one: IncomingSource) -> Known:
        """Return what the file knows of a source; what was read counts if its text is the same here."""
        facts = {name: value for name, value in one.facts if name in FACTS and (value or one.set_by_hand)}
        if one.url and not one.set_by_hand:
            facts = {"url": one.url, **facts}
        read = one.read if one.read and self._hash(self._sources[one.key]) == one.text_sha256 else ()
        origins = tuple(self._sources[key] for key in one.derived_from if key in self._sources)
        return Known(facts, one.set_by_hand, origins, read)

    def _hash(self, source_id: str) -> str:
        """Return the hash of the text of a source, `""` if it cannot be read."""
        text = None if source_id in self._new else self._text(source_id)
        if text is None:
            return ""
        self._library.let_go(source_id)
        return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    def _text(self, source_id: str) -> str | None:
        if self._library.is_missing(source_id):
            return None
        try:
            return self._library.document(source_id).text
        except SourceError:
            return None

    def _link(self, one: IncomingLink) -> Link | None:
        source, target = self._keys.get(one.source, ""), self._keys.get(one.target, "")
        if not source or not target or not one.kind.strip():
            return None
        kind = _line(one.kind)
        return Link(
            id=_id(one.id, source, target, kind),
            source=source,
            target=target,
            kind=kind,
            note=writable(one.note),
            created=_time(one.created) or self._now,
            author=_line(one.author) or self._library.author,
        )

    def _tags(self) -> list[Tag]:
        """Return the tags of the file, parents first, then those that only passages have."""
        given = {_name(one.name): one for one in self._incoming.tags if _name(one.name)}
        ordered: dict[str, Tag] = {}

        def add(name: str, above: frozenset[str]) -> None:
            one = given.get(name)
            parent = _name(one.parent) if one is not None else ""
            if parent in given and parent not in above:
                add(parent, above | {name})
            if name not in ordered:
                colour = one.colour if one is not None and one.colour in COLOURS else ""
                about = writable(one.description) if one is not None else ""
                letter = one.letter if one is not None else ""
                ordered[name] = Tag(name=name, letter=letter, colour=colour, description=about, parent=parent)

        for name in (*given, *(tag for one in self._annotations for tag in one.tags)):
            add(name, frozenset())
        return [*ordered.values()]

    def _kinds(self, links: Iterable[Link]) -> list[LinkKind]:
        given = {_line(one.name): one for one in self._incoming.kinds if _line(one.name)}
        kinds = {}
        for name in (*given, *(link.kind for link in links)):
            one = given.get(name)
            inverse, counts = (_line(one.inverse), one.counts) if one is not None else ("", "")
            kinds[name] = LinkKind(name=name, glyph="", inverse=inverse, counts=counts)
        return [*kinds.values()]

    def _own(self) -> Iterator[Judgement | SavedSearch]:
        """Yield the records of postil itself; those about a source that is not here are left out."""
        for one in self._incoming.own:
            if not isinstance(one, Dismissal):
                yield one
            elif one.source in self._sources:
                yield replace(one, source=self._sources[one.source])

    def _memos(self) -> list[Memo]:
        memos = []
        for one in self._incoming.memos:
            key = self._sources.get(one.key, "") if one.about == "source" else _name(one.key)
            if one.note.strip() and (key or one.about == "library"):
                created = _time(one.created) or self._now
                memos.append(
                    Memo(
                        id=_id(one.id, "memo", one.about, key, one.note),
                        about=one.about,
                        key=key,
                        note=writable(one.note),
                        created=created,
                        modified=_time(one.modified) or created,
                        author=_line(one.author) or self._library.author,
                    )
                )
        return memos


def _ways(ways: Counter[str]) -> str:
    return ", ".join(f"{ways[way]} {words}" for way, words in WAYS.items() if ways[way])


def _line(text: str) -> str:
    """Return a text as a name can be: on one line, without control characters."""
    return " ".join("".join(char if char.isprintable() else " " for char in text).split())


def _name(text: str) -> str:
    """Return a text as the name of a tag can be, which other programs allow to be longer."""
    return _line(text)[:LONGEST].strip()


def _path(wanted: IncomingSource) -> str:
    """Return a path in the folder for a source that is not there; whatever the file says, it leads nowhere else."""
    parts = [one for one in re.split(r"[/\\]", wanted.path or wanted.title or wanted.key) if one.strip(". ")]
    named = "/".join(
        "".join(char if char.isprintable() and char not in ':*?"<>|' else "_" for char in one) for one in parts
    )
    return named[-200:].lstrip("/") or _UNTITLED


def _id(given: str, *parts: str) -> str:
    """Return an id that a file gives, if it is one of ours, else one that follows from what the record says."""
    try:
        if str(UUID(given)) == given:
            return given
    except ValueError:
        pass
    return str(uuid5(_SPACE, "\0".join(one.encode("utf-8", "replace").decode() for one in parts)))


def _time(text: str) -> str:
    """Return a time as records have it, RFC 3339 in UTC; `""` if it is none."""
    try:
        when = datetime.fromisoformat(text.strip())
        aware = when if when.tzinfo is not None else when.replace(tzinfo=UTC)
        return aware.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except (ValueError, OverflowError):
        return ""
