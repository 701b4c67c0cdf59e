"""Reads what the client of Hypothesis exports, and what its API finds."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar
from uuid import UUID

from annotations.errors import UsageError
from annotations.exchange.formats import Option, Options
from annotations.exchange.incoming import Incoming, IncomingMemo, IncomingPassage, IncomingSource
from annotations.exchange.reading import json_of, list_of, object_of, offset_in, text_in


class Hypothesis:
    """Annotations of pages, with the replies to them as notes."""

    description: ClassVar = "the JSON export of Hypothesis, or a result of its API"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, _name: str, head: bytes) -> bool:
        """Return whether a file begins as an export or a result of a search does."""
        return head.lstrip()[:1] == b"{" and (
            any(one in head for one in (b'"export_userid"', b'"client_version"'))
            or (b'"uri"' in head and any(one in head for one in (b'"rows"', b'"annotations"')))
        )

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read annotations. A note on a whole page is a memo on its source."""
        value = object_of(json_of(path))
        rows = [object_of(one) for one in list_of(value.get("annotations")) or list_of(value.get("rows"))]
        if not rows and "annotations" not in value and "rows" not in value:
            raise UsageError(f"{path.name} has no annotations of Hypothesis.")
        found, replies = Incoming(), _replies(rows)
        sources: dict[str, IncomingSource] = {}
        unplaced = 0
        for number, one in enumerate(rows):
            if list_of(one.get("references")):
                continue
            source = _source(one)
            sources.setdefault(source.key, source)
            key = text_in(one, "id") or f"row {number}"
            passage = _passage(one, key, source.key, replies.get(key, []))
            if passage is not None:
                found.passages.append(passage)
            elif note := "\n\n".join(filter(None, (text_in(one, "text"), *replies.get(key, [])))):
                found.memos.append(_memo(one, source.key, note))
            else:
                unplaced += 1
        found.sources = [*sources.values()]
        if unplaced:
            found.skipped.append(f"{unplaced} annotations without a quote or a note")
        return found


def _replies(rows: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Return the texts of replies, with their authors, by the id of the annotation that began the thread."""
    replies: dict[str, list[str]] = {}
    for one in sorted(rows, key=lambda row: text_in(row, "created")):
        references = list_of(one.get("references"))
        if references and isinstance(references[0], str) and text_in(one, "text").strip():
            author = _author(one)
            replies.setdefault(references[0], []).append(
                f"{author}: {text_in(one, 'text')}" if author else text_in(one, "text")
            )
    return replies


def _passage(one: Mapping[str, Any], key: str, source: str, replies: list[str]) -> IncomingPassage | None:
    exact = prefix = suffix = ""
    start = end = -1
    for selector in _selectors(one):
        if selector.get("type") == "TextQuoteSelector":
            exact, prefix, suffix = (text_in(selector, name) for name in ("exact", "prefix", "suffix"))
        elif selector.get("type") == "TextPositionSelector":
            start, end = offset_in(selector, "start"), offset_in(selector, "end")
    if not exact.strip():
        return None  # A range of a page cannot be found in another form of it.
    return IncomingPassage(
        key=key,
        source=source,
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        start=start,
        end=end,
        tags=tuple(tag for tag in list_of(one.get("tags")) if isinstance(tag, str)),
        note="\n\n".join(filter(None, (text_in(one, "text"), *replies))),
        created=text_in(one, "created"),
        modified=text_in(one, "updated"),
        author=_author(one),
        id=_ours(key),
    )


def _selectors(one: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for target in list_of(one.get("target")):
        yield from map(object_of, list_of(object_of(target).get("selector")))


def _source(one: Mapping[str, Any]) -> IncomingSource:
    uri, document = text_in(one, "uri"), object_of(one.get("document"))
    titles = document.get("title")
    title = titles if isinstance(titles, str) else next((t for t in list_of(titles) if isinstance(t, str)), "")
    ours = uri.removeprefix("urn:x-postil:") if uri.startswith("urn:x-postil:") else ""
    path = text_in(document, "filename")
    web = "" if ours or uri.startswith(("urn:", "file:")) else uri
    return IncomingSource(uri or title or path, path=path, title=title, url=web, id=ours)


def _memo(one: Mapping[str, Any], source: str, note: str) -> IncomingMemo:
    return IncomingMemo("source", source, note, text_in(one, "created"), text_in(one, "updated"), _author(one))


def _author(one: Mapping[str, Any]) -> str:
    """Return the name that is shown for a user, else that of the account."""
    name = text_in(object_of(one.get("user_info")), "display_name")
    account = text_in(one, "user").removeprefix("acct:").partition("@")[0]
    return name or ("" if account == "unknown" else account)


def _ours(key: str) -> str:
    """Return the id of a record of ours; ids of Hypothesis are shorter."""
    try:
        return str(UUID(key)) if len(key) == 32 else ""
    except ValueError:
        return ""
