"""Reads postil's own exports: the JSON object, and its records one per line."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final, Literal, TypeVar

import msgspec

from annotations.errors import UsageError
from annotations.exchange.formats import Option, Options
from annotations.exchange.incoming import (
    Incoming,
    IncomingKind,
    IncomingLink,
    IncomingMemo,
    IncomingPassage,
    IncomingSource,
    IncomingTag,
)
from annotations.exchange.reading import bytes_of
from annotations.judgements import Claim, Independence, Judgement, Rejection, Ruling
from annotations.model import FACTS, LINK_KINDS, SavedSearch
from annotations.store.file.library_file import FORMAT

_LISTS: Final = {
    "source": "sources",
    "annotation": "annotations",
    "link": "links",
    "tag": "tags",
    "kind": "kinds",
    "search": "searches",
    "memo": "memos",
    "claim": "claims",
    "rejection": "rejections",
    "independence": "independence",
    "ruling": "rulings",
}
"""Fields of the JSON export by the type of a record in the other one."""

_OWN: Final[dict[str, type[Judgement | SavedSearch]]] = {
    "searches": SavedSearch,
    "claims": Claim,
    "rejections": Rejection,
    "independence": Independence,
    "rulings": Ruling,
}

_SUBJECTS: Final[dict[str, Literal["source", "tag", "library"]]] = {
    "source": "source",
    "tag": "tag",
    "library": "library",
}

T = TypeVar("T")


class Json:
    """The JSON export."""

    description: ClassVar = "the JSON export of postil"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, _name: str, head: bytes) -> bool:
        """Return whether a file begins as the export does."""
        return head.lstrip().startswith(b"{") and b'"postil"' in head[:200] and b'"type"' not in head[:60]

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read an export."""
        tables = _decoded(bytes_of(path), path)
        if not isinstance(tables, dict) or tables.get("format") != FORMAT:
            raise UsageError(f"{path.name} is no JSON export of postil.")
        return incoming({name: _objects(tables.get(name)) for name in _LISTS.values()})


class JsonLines:
    """The export with one record per line."""

    description: ClassVar = "the jsonl export of postil"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, _name: str, head: bytes) -> bool:
        """Return whether the first line is that of the export."""
        first = head.partition(b"\n")[0]
        return first.startswith(b'{"type":"library"') and b'"postil"' in first

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read an export; a line that is no record is counted and left out."""
        tables: dict[str, list[dict[str, Any]]] = {name: [] for name in _LISTS.values()}
        wrong = 0
        for line in bytes_of(path).splitlines():
            if not line.strip():
                continue
            try:
                record = msgspec.json.decode(line)
            except (msgspec.MsgspecError, ValueError, RecursionError):
                record = None
            if not isinstance(record, dict) or not isinstance(record.get("type"), str):
                wrong += 1
            elif record["type"] in _LISTS:
                tables[_LISTS[record["type"]]].append(record)
        found = incoming(tables)
        if wrong:
            found.skipped.append(f"{wrong} lines that are no records")
        return found


def incoming(tables: Mapping[str, Iterable[dict[str, Any]]]) -> Incoming:
    """Return what the fields of an export say."""
    found = Incoming()
    found.sources = [
        IncomingSource(
            key=_text(one, "id"),
            id=_text(one, "id"),
            path=_text(one, "path"),
            title=_text(one, "title"),
            url=_text(one, "url"),
            text=one["text"] if isinstance(one.get("text"), str) else None,
            facts=tuple(_facts(one)),
        )
        for one in tables["sources"]
    ]
    found.passages = [_passage(one) for one in tables["annotations"]]
    found.links = [
        IncomingLink(
            source=_text(one, "source"),
            target=_text(one, "target"),
            kind=_text(one, "kind"),
            note=_text(one, "note"),
            created=_text(one, "created"),
            author=_text(one, "author"),
            id=_text(one, "id"),
        )
        for one in tables["links"]
    ]
    found.tags = [
        IncomingTag(
            name=_text(one, "name"),
            description=_text(one, "description"),
            parent=_text(one, "parent"),
            colour=_text(one, "colour"),
            letter=_text(one, "letter"),
        )
        for one in tables["tags"]
    ]
    found.kinds = [
        IncomingKind(
            _text(one, "name"), "" if one.get("symmetric") is True else _text(one, "inverse"), _text(one, "counts")
        )
        for one in tables["kinds"]
        if _text(one, "name") not in LINK_KINDS
    ]
    for one in tables["memos"]:
        about = _SUBJECTS.get(_text(one, "about"))
        if about is not None:
            found.memos.append(
                IncomingMemo(
                    about=about,
                    key=_text(one, "key"),
                    note=_text(one, "note"),
                    created=_text(one, "created"),
                    modified=_text(one, "modified"),
                    author=_text(one, "author"),
                    id=_text(one, "id"),
                )
            )
    for name, kind in _OWN.items():
        found.own += _records(tables[name], kind)
    return found


def _passage(one: Mapping[str, Any]) -> IncomingPassage:
    exact, now = _text(one, "quote"), one.get("now")
    # The offsets are those of the words as they are now; what was recorded stays the quote if these differ.
    same = not isinstance(now, str) or now == exact
    return IncomingPassage(
        key=_text(one, "id"),
        id=_text(one, "id"),
        source=_text(one, "source"),
        exact=exact,
        prefix=_text(one, "prefix"),
        suffix=_text(one, "suffix"),
        start=_number(one, "start") if same else -1,
        end=_number(one, "end") if same else -1,
        unit="code points",
        tags=tuple(tag for tag in one.get("tags") or () if isinstance(tag, str)),
        note=_text(one, "note"),
        status=_text(one, "status"),
        created=_text(one, "created"),
        modified=_text(one, "modified"),
        author=_text(one, "author"),
    )


def _records(rows: Iterable[dict[str, Any]], kind: type[T]) -> Iterator[T]:
    """Yield the records that rows of an export are; a field that is empty there is null."""
    fields = frozenset(one.name for one in msgspec.structs.fields(kind)) - {"extra"}  # type: ignore[arg-type]
    for row in rows:
        given = {name: row[name] for name in fields & row.keys() if row[name] is not None}
        try:
            yield msgspec.convert(given, kind)
        except (msgspec.ValidationError, ValueError):
            continue


def _facts(one: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    # The other facts are those that its file states.
    given = one.get("set") or ()
    for name in FACTS:
        if name in given:
            value = "; ".join(one.get("authors") or ()) if name == "author" else one.get(name)
            if isinstance(value, str):
                yield name, value


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(one: Mapping[str, Any], name: str) -> str:
    value = one.get(name)
    return value if isinstance(value, str) else ""


def _number(one: Mapping[str, Any], name: str) -> int:
    value = one.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else -1


def _decoded(data: bytes, path: Path) -> object:
    try:
        return msgspec.json.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise UsageError(f"{path.name} cannot be read as JSON: {error}.") from error
