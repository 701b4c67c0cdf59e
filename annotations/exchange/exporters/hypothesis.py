"""Annotations as the client of Hypothesis exports and imports them. Its offsets are UTF-16 code units."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar
from uuid import UUID

from annotations.exchange import losses
from annotations.exchange.formats import Option, Options
from annotations.exchange.output import OutputFile
from annotations.exchange.units import Offsets
from annotations.export.json_text import elements, encoded
from annotations.export.material import Content, Material
from annotations.model import Passage
from annotations.store.codec import now
from annotations.text.plurals import count_noun


class Hypothesis:
    """One file with the annotations of all sources."""

    description: ClassVar = "the JSON export of Hypothesis"
    suffix: ClassVar = ""
    options: ClassVar[Mapping[str, Option]] = {}

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, _options: Options) -> Iterator[OutputFile]:
        """Yield the file."""
        yield OutputFile("hypothesis.json", _pieces(material))

    def losses(self, material: Material) -> list[str]:
        """Return links and all that is not about one passage."""
        lost = [count_noun(len(material.links), "link")] if material.links else []
        return [
            *lost,
            "link types",
            "statuses",
            "the review",
            "memos",
            *losses.facts(material),
            *losses.codebook(material),
        ]


def _pieces(material: Material) -> Iterator[bytes]:
    head = {"export_date": now(), "export_userid": material.library.author, "client_version": "1.1.0"}
    yield encoded(head)[:-1] + b',"annotations":['
    yield from elements(map(encoded, _annotations(material)))
    yield b"\n]}\n"


def _annotations(material: Material) -> Iterator[dict[str, Any]]:
    for content in material.contents():
        offsets = Offsets(content.text)
        for passage in content.passages:
            yield _annotation(content, passage, offsets)


def _annotation(content: Content, passage: Passage, offsets: Offsets) -> dict[str, Any]:
    one, source = passage.annotation, content.source
    uri = source.fact("url") or f"urn:x-postil:{source.id}"
    selectors: list[dict[str, Any]] = []
    if passage.placed:
        start, end = (offsets.counted(at, "utf-16") for at in (passage.start, passage.end))
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    same = content.words(passage) == one.exact
    quote = {"exact": content.words(passage)} | ({"prefix": one.prefix, "suffix": one.suffix} if same else {})
    selectors.append({"type": "TextQuoteSelector", **quote})
    return {
        "id": UUID(one.id).hex,
        "created": one.created,
        "updated": one.modified,
        "user": f"acct:{one.author or 'unknown'}@postil",
        "user_info": {"display_name": one.author or None},
        "uri": uri,
        "document": {"title": [source.title or source.path], "filename": source.path},
        "text": one.note,
        "tags": list(one.tags),
        "target": [{"source": uri, "selector": selectors}],
        "references": [],
    }
