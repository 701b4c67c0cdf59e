"""Web annotations: a page of JSON-LD as the W3C Web Annotation Data Model has it (https://www.w3.org/TR/annotation-model/).

A passage is an annotation of its source by quote and position, in code points. A link is an annotation of two annotations
with the motivation *linking*: it starts at the first; its type is a tag, and a property of CiTO as well.
"""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final
from uuid import NAMESPACE_URL, uuid5

from annotations.exchange import losses
from annotations.exchange.formats import Option, Options
from annotations.exchange.output import OutputFile
from annotations.export.json_text import elements, encoded
from annotations.export.material import Content, Material
from annotations.model import Link, Passage, Source

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"

CITO: Final = "http://purl.org/spar/cito/"
"""Namespace of the Citation Typing Ontology."""

_PROPERTIES: Final = {
    "supports": "supports",
    "contradicts": "disagreesWith",
    "restates": "agreesWith",
    "cites": "cites",
    "qualifies": "qualifies",
}
"""Properties of CiTO by the built-in link type. Those of *contradicts* and *restates* read the same from either end, too."""


class WebAnnotations:
    """One annotation page with all passages and links."""

    description: ClassVar = "W3C Web Annotations, as JSON-LD"
    suffix: ClassVar = ".jsonld"
    options: ClassVar[Mapping[str, Option]] = {}

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, _options: Options) -> Iterator[OutputFile]:
        """Yield the page."""
        yield OutputFile("annotations.jsonld", _page(material))

    def losses(self, material: Material) -> list[str]:
        """Return decisions and memos: an annotation is of a stretch of text."""
        return losses.beside(material)


def _page(material: Material) -> Iterator[bytes]:
    folder = material.library.folder
    head = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{uuid5(NAMESPACE_URL, folder.as_uri())}",
        "type": "AnnotationPage",
        "total": len(material.ids) + len(material.links),
        "startIndex": 0,
    }
    yield encoded(head)[:-1] + b',"items":['
    yield from elements(map(encoded, _items(material)))
    yield b"\n]}\n"


def _items(material: Material) -> Iterator[dict[str, Any]]:
    for content in material.contents():
        for passage in content.passages:
            yield _passage(content, passage)
    for link in material.links:
        yield _link(material, link)


def _passage(content: Content, passage: Passage) -> dict[str, Any]:
    one = passage.annotation
    bodies = [_body(tag, "tagging") for tag in one.tags]
    bodies += [_body(one.note, "commenting")] if one.note else []
    bodies += [_body(one.status, "assessing")] if one.status != "open" else []
    selectors: list[dict[str, Any]] = [_quote(content, passage)]
    if passage.placed:
        selectors.append({"type": "TextPositionSelector", "start": passage.start, "end": passage.end})
    target = {"type": "SpecificResource", "source": _source(content.source), "selector": selectors}
    return {
        **_head(one.id, one.created, one.modified, one.author),
        "motivation": "tagging" if one.tags else "commenting" if one.note else "highlighting",
        **({"body": bodies} if bodies else {}),
        "target": target,
    }


def _link(material: Material, link: Link) -> dict[str, Any]:
    bodies = [_body(link.kind, "tagging")]
    if address := cito_iri(link.kind, material.library.kind(link.kind).counts):
        bodies.append({"type": "SpecificResource", "source": address, "purpose": "classifying"})
    bodies += [_body(link.note, "commenting")] if link.note else []
    return {
        **_head(link.id, link.created, "", link.author),
        "motivation": "linking",
        "body": bodies,
        "target": [f"urn:uuid:{link.source}", f"urn:uuid:{link.target}"],
    }


def _head(key: str, created: str, modified: str, author: str) -> dict[str, Any]:
    return {
        "id": f"urn:uuid:{key}",
        "type": "Annotation",
        "created": created,
        **({"modified": modified} if modified and modified != created else {}),
        **({"creator": {"type": "Person", "name": author}} if author else {}),
    }


def _body(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _quote(content: Content, passage: Passage) -> dict[str, Any]:
    one = passage.annotation
    if passage.placed and content.words(passage) != one.exact:
        # A quote that does not agree with the position beside it would be taken for another place.
        text, length = content.text, len(one.prefix)
        prefix, suffix = text[max(0, passage.start - length) : passage.start], text[passage.end : passage.end + length]
        return {"type": "TextQuoteSelector", "exact": content.words(passage), "prefix": prefix, "suffix": suffix}
    return {"type": "TextQuoteSelector", "exact": one.exact, "prefix": one.prefix, "suffix": one.suffix}


def _source(source: Source) -> dict[str, Any]:
    """Return a source by its address, if it has one, with its path and title."""
    # Terms of Dublin Core, whose prefix the context has.
    return {
        "id": source.fact("url") or f"urn:uuid:{source.id}",
        "type": "Text",
        "dcterms:identifier": source.path,
        "dcterms:title": source.title,
    }


def cito_iri(kind: str, counts: str = "") -> str:
    """Return the property of CiTO for a link type, or for the one that it counts as; `""` if there is none."""
    name = _PROPERTIES.get(kind) or _PROPERTIES.get(counts)
    return f"{CITO}{name}" if name else ""


def cito_kind(address: str) -> str:
    """Return the link type that a property of CiTO means; `""` if it means none."""
    name = address.removeprefix(CITO)
    return next((kind for kind, one in _PROPERTIES.items() if one == name), "") if name != address else ""
