"""Reads W3C Web Annotations: one, a list, a page or a collection of them, as JSON-LD with the terms of its own context."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar, Final

from annotations.errors import UsageError
from annotations.exchange.exporters.w3c import cito_kind
from annotations.exchange.formats import Option, Options
from annotations.exchange.incoming import Incoming, IncomingLink, IncomingPassage, IncomingSource
from annotations.exchange.reading import json_of, offset_in, text_in
from annotations.model import STATUSES

_CHARACTERS: Final = re.compile(r"char=(\d+),(\d+)")
"""Fragment of a plain text (RFC 5147)."""

_DEEPEST: Final = 20
"""Most selectors that refine each other, and lists within lists."""


class WebAnnotations:
    """Annotations of the W3C's model, such as those of Recogito, Annotorious or Dokieli."""

    description: ClassVar = "W3C Web Annotations, as JSON-LD"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, _name: str, head: bytes) -> bool:
        """Return whether a file begins with something that has the context or the selectors of the model."""
        return (
            head.lstrip()[:1] in {b"{", b"["}
            and (b"ns/anno.jsonld" in head or b'"TextQuoteSelector"' in head)
            and (b'"annotations"' not in head[:400] and b'"rows"' not in head[:200])
        )

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read annotations; one whose target is no stretch of text is counted and left out."""
        found, others = Incoming(), 0
        sources: dict[str, IncomingSource] = {}
        for one in _annotations(json_of(path), 0):
            if not (_link(found, one) or _passage(found, sources, one)):
                others += 1
        if not found.passages and not others:
            raise UsageError(f"{path.name} has no web annotations.")
        found.sources = [*sources.values()]
        if others:
            found.skipped.append(f"{others} annotations of something that is no stretch of a text")
        return found


def _annotations(value: object, depth: int) -> Iterator[Mapping[str, Any]]:
    """Yield the annotations in a value of JSON, however they are listed."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from _annotations(one, depth + 1)
    elif isinstance(value, dict):
        if "Annotation" in _listed(value.get("type", value.get("@type"))) or "target" in value:
            yield value
            return
        for name in ("items", "first", "@graph", "member"):
            yield from _annotations(value.get(name), depth + 1)


def _link(found: Incoming, one: Mapping[str, Any]) -> bool:
    """Take in a link between two annotations. Returns whether it is one."""
    ends = [_id(end) for end in _listed(one.get("target"))]
    if "linking" not in _listed(one.get("motivation")) or len(ends) != 2 or not all(ends):
        return False
    kind, note = "", []
    for body in _bodies(one):
        purpose, value = body.get("purpose"), text_in(body, "value")
        if purpose == "tagging" and value and not kind:
            kind = value
        elif value:
            note.append(value)
        else:
            kind = kind or cito_kind(_id(body.get("source")) or _id(body))
    found.links.append(
        IncomingLink(
            source=ends[0],
            target=ends[1],
            kind=kind or "cites",
            note="\n\n".join(note),
            created=text_in(one, "created"),
            author=_author(one),
            id=_uuid(_id(one)),
        )
    )
    return True


def _passage(found: Incoming, sources: dict[str, IncomingSource], one: Mapping[str, Any]) -> bool:
    """Take in the stretches of text that an annotation is about. Returns whether there is one."""
    tags: list[str] = []
    notes: list[str] = []
    status = "open"
    for body in _bodies(one):
        value, purpose = text_in(body, "value"), text_in(body, "purpose")
        if not value:
            value, purpose = cito_kind(_id(body)) or _id(body.get("source")) or _id(body), purpose or "linking"
        if purpose in {"tagging", "classifying", "identifying"}:
            tags.append(value)
        elif purpose == "assessing" and value in STATUSES:
            status = value
        elif value:
            notes.append(value)
    taken = False
    for number, target in enumerate(_listed(one.get("target"))):
        at = _place(target)
        if at is None:
            continue
        source = _source(sources, target)
        key = _id(one) or f"annotation {len(found.passages)}"
        found.passages.append(
            at._replace(
                key=key if not taken else f"{key} {number}",
                source=source,
                tags=tuple(tags),
                note="\n\n".join(notes),
                status=status,
                created=text_in(one, "created"),
                modified=text_in(one, "modified"),
                author=_author(one),
                id=_uuid(_id(one)) if not taken else "",
            )
        )
        taken = True
    return taken


def _place(target: object) -> IncomingPassage | None:
    """Return a passage with the quote and the position of a target; None if it has neither."""
    exact = prefix = suffix = ""
    start = end = -1
    for selector in _selectors(target, 0):
        kind = selector.get("type", selector.get("@type"))
        if kind == "TextQuoteSelector":
            exact, prefix, suffix = (text_in(selector, name) for name in ("exact", "prefix", "suffix"))
        elif kind == "TextPositionSelector":
            start, end = (offset_in(selector, name) for name in ("start", "end"))
        elif kind == "FragmentSelector" and (fragment := _CHARACTERS.search(text_in(selector, "value"))):
            start, end = int(fragment[1][:15]), int(fragment[2][:15])
    if not exact.strip() and not 0 <= start < end:
        return None
    return IncomingPassage("", "", exact, prefix, suffix, start, end)


def _selectors(target: object, depth: int) -> Iterator[Mapping[str, Any]]:
    if not isinstance(target, dict) or depth > _DEEPEST:
        return
    for name in ("selector", "refinedBy", "items"):
        for one in _listed(target.get(name)):
            if isinstance(one, dict):
                yield one
                yield from _selectors(one, depth + 1)


def _source(sources: dict[str, IncomingSource], target: object) -> str:
    """Take in the source of a target, and return its key."""
    source = target.get("source", target) if isinstance(target, dict) else target
    address = _id(source)
    path, title = "", ""
    if isinstance(source, dict):
        path, title = (
            text_in(source, "dcterms:identifier"),
            text_in(source, "dcterms:title") or text_in(source, "title"),
        )
    address = address.partition("#")[0]
    key = address or path or title
    if key not in sources:
        web = address if address.startswith(("http:", "https:", "doi:", "ftp:")) else ""
        rest = "" if web or address.startswith("urn:") else address
        sources[key] = IncomingSource(key, path=path or rest, title=title, url=web, id=_uuid(address))
    return key


def _bodies(one: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the bodies of an annotation; one that is only an address or a text is given a form."""
    bodies: list[Mapping[str, Any]] = []
    for body in _listed(one.get("body")):
        if isinstance(body, str):
            bodies.append({"id": body})
        elif isinstance(body, dict):
            bodies += [part for part in _listed(body.get("items")) if isinstance(part, dict)] or [body]
    if value := text_in(one, "bodyValue"):
        bodies.append({"value": value})
    return bodies


def _author(one: Mapping[str, Any]) -> str:
    for creator in _listed(one.get("creator")):
        if isinstance(creator, str):
            return creator
        if isinstance(creator, dict):
            return text_in(creator, "name") or text_in(creator, "nickname") or _id(creator)
    return ""


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _id(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("id", value.get("@id"))
    return value if isinstance(value, str) else ""


def _uuid(address: str) -> str:
    return address.removeprefix("urn:uuid:") if address.startswith("urn:uuid:") else ""
