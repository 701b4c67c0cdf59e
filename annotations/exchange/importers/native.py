"""Reads postil's own exports: the JSON object, and its records one per line."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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
from annotations.exchange.reading import bytes_of, json_of, list_of, object_of, offset_in, text_in
from annotations.model import HIGHEST, LINK_KINDS, SavedSearch
from annotations.model.facts import FACTS
from annotations.model.judgements import (
    FIGURE_DETAILS,
    Claim,
    Dismissal,
    Independence,
    Judgement,
    Reckoning,
    Rejection,
    Ruling,
)
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
    "reckoning": "reckonings",
    "dismissal": "dismissals",
}
"""Fields of the JSON export by the type of a record in the other one."""

_OWN: Final[dict[str, type[Judgement | SavedSearch]]] = {
    "searches": SavedSearch,
    "claims": Claim,
    "rejections": Rejection,
    "independence": Independence,
    "rulings": Ruling,
    "reckonings": Reckoning,
    "dismissals": Dismissal,
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
        tables = object_of(json_of(path))
        if tables.get("format") != FORMAT:
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
    found = Incoming(
        [_source(one) for one in tables["sources"]],
        [_passage(one) for one in tables["annotations"]],
        [_link(one) for one in tables["links"]],
    )
    found.tags = [
        IncomingTag(
            name=text_in(one, "name"),
            description=text_in(one, "description"),
            parent=text_in(one, "parent"),
            colour=text_in(one, "colour"),
            letter=text_in(one, "letter"),
        )
        for one in tables["tags"]
    ]
    found.kinds = [
        IncomingKind(
            text_in(one, "name"),
            "" if one.get("symmetric") is True else text_in(one, "inverse"),
            text_in(one, "counts"),
        )
        for one in tables["kinds"]
        if text_in(one, "name") not in LINK_KINDS
    ]
    found.memos = [memo for one in tables["memos"] if (memo := _memo(one)) is not None]
    for name, kind in _OWN.items():
        found.own += _records(tables[name], kind)
    return found


def _source(one: Mapping[str, Any]) -> IncomingSource:
    given = list_of(one.get("set"))
    return IncomingSource(
        key=text_in(one, "id"),
        id=text_in(one, "id"),
        path=text_in(one, "path"),
        title=text_in(one, "title"),
        url=text_in(one, "url"),
        text=one["text"] if isinstance(one.get("text"), str) else None,
        facts=tuple(_facts(one, given)),
        set_by_hand=True,
        stated=tuple(_facts(one, [name for name in FACTS if name not in given])),
        derived_from=tuple(key for key in list_of(one.get("derived_from")) if isinstance(key, str)),
        read=tuple(_ranges(one)),
        text_sha256=text_in(one, "text_sha256"),
    )


def _link(one: Mapping[str, Any]) -> IncomingLink:
    return IncomingLink(
        source=text_in(one, "source"),
        target=text_in(one, "target"),
        kind=text_in(one, "kind"),
        note=text_in(one, "note"),
        created=text_in(one, "created"),
        author=text_in(one, "author"),
        id=text_in(one, "id"),
    )


def _memo(one: Mapping[str, Any]) -> IncomingMemo | None:
    about = _SUBJECTS.get(text_in(one, "about"))
    if about is None:
        return None
    return IncomingMemo(
        about=about,
        key=text_in(one, "key"),
        note=text_in(one, "note"),
        created=text_in(one, "created"),
        modified=text_in(one, "modified"),
        author=text_in(one, "author"),
        id=text_in(one, "id"),
    )


def _passage(one: Mapping[str, Any]) -> IncomingPassage:
    exact, now = text_in(one, "quote"), one.get("now")
    # The offsets are those of the words as they are now; what was recorded stays the quote if these differ.
    same = not isinstance(now, str) or now == exact
    return IncomingPassage(
        key=text_in(one, "id"),
        id=text_in(one, "id"),
        source=text_in(one, "source"),
        exact=exact,
        prefix=text_in(one, "prefix"),
        suffix=text_in(one, "suffix"),
        start=offset_in(one, "start") if same else -1,
        end=offset_in(one, "end") if same else -1,
        unit="code points",
        tags=tuple(tag for tag in list_of(one.get("tags")) if isinstance(tag, str)),
        note=text_in(one, "note"),
        status=text_in(one, "status"),
        created=text_in(one, "created"),
        modified=text_in(one, "modified"),
        author=text_in(one, "author"),
        figures=_details(one.get("figures")),
    )


def _details(value: object) -> dict[str, dict[str, str]]:
    """Return the details of figures that are known here."""
    found: dict[str, dict[str, str]] = {}
    for number, details in value.items() if isinstance(value, dict) else ():
        given = details.items() if isinstance(details, dict) else ()
        texts = {name: text for name, text in given if name in FIGURE_DETAILS and isinstance(text, str) and text}
        if texts:
            found[number] = texts
    return found


def _records(rows: Iterable[dict[str, Any]], kind: type[T]) -> Iterator[T]:
    """Yield the records that rows of an export are; a field that is empty there is null."""
    fields = frozenset(one.name for one in msgspec.structs.fields(kind)) - {"extra"}  # type: ignore[arg-type]
    for row in rows:
        given = {name: row[name] for name in fields & row.keys() if row[name] is not None}
        try:
            yield msgspec.convert(given, kind)
        except (msgspec.ValidationError, ValueError):
            continue


def _facts(one: Mapping[str, Any], wanted: Collection[object]) -> Iterator[tuple[str, str]]:
    """Yield the wanted facts of a source: those in `set` are of a person, the other ones of its file."""
    for name in FACTS:
        if name not in wanted:
            continue
        names = [author for author in list_of(one.get("authors")) if isinstance(author, str)]
        value = "; ".join(names) if name == "author" else one.get(name)
        if value is None or isinstance(value, str):
            yield name, value or ""


def _ranges(one: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    """Yield the ranges that were read."""
    for pair in list_of(one.get("read")):
        ends = [at for at in list_of(pair) if isinstance(at, int) and not isinstance(at, bool)]
        if len(ends) == 2 and 0 <= ends[0] < ends[1] < HIGHEST:
            yield ends[0], ends[1]


def _objects(value: object) -> list[dict[str, Any]]:
    return [one for one in list_of(value) if isinstance(one, dict)]
