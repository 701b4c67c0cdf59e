"""postil's own formats: one JSON object with everything, and the same records one per line."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from annotations.exchange.formats import Option, Options, chosen
from annotations.exchange.output import OutputFile
from annotations.export import json
from annotations.export.json_text import encoded
from annotations.export.material import Material
from annotations.export.review import reviewed
from annotations.review.board import is_read
from annotations.store.codec import now
from annotations.store.file.library_file import FORMAT

_TEXT = Option("include the reading text of each source", ("no", "yes"))


class Json:
    """Everything as one JSON object; see `annotations.export.json`."""

    description: ClassVar = "everything, for other programs and for postil import"
    suffix: ClassVar = ".json"
    options: ClassVar[Mapping[str, Option]] = {"text": _TEXT}

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, options: Options) -> Iterator[OutputFile]:
        """Yield the one file."""
        with_text = chosen(options, self.options, "text") == "yes"
        yield OutputFile("library.json", json.Export(material.library, with_text=with_text, of=material.of).pieces())

    def losses(self, _material: Material) -> list[str]:
        """Return nothing: all is there."""
        return []


class JsonLines:
    """The records of the JSON export, one per line; each has a `type`."""

    description: ClassVar = "the records of json, one per line"
    suffix: ClassVar = ".jsonl"
    options: ClassVar[Mapping[str, Option]] = {"text": _TEXT}

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, options: Options) -> Iterator[OutputFile]:
        """Yield the one file."""
        with_text = chosen(options, self.options, "text") == "yes"
        yield OutputFile("library.jsonl", map(_line, _records(material, with_text=with_text)))

    def losses(self, _material: Material) -> list[str]:
        """Return nothing: all is there."""
        return []


_TYPES = {
    "claims": "claim",
    "rejections": "rejection",
    "independence": "independence",
    "rulings": "ruling",
    "reckonings": "reckoning",
    "dismissals": "dismissal",
    "figures": "metric",
    "board": "row",
    "disputes": "dispute",
}
"""Types of the records of the review by the field of the JSON export that has them."""


def _line(record: dict[str, Any]) -> bytes:
    return encoded(record) + b"\n"


def _records(material: Material, *, with_text: bool) -> Iterator[dict[str, Any]]:
    """Yield all records: the library, the codebook, each source before its annotations, links, memos, the review."""
    library = material.library
    yield {
        "type": "library",
        "format": FORMAT,
        "version": json.VERSION,
        "exported": now(),
        "library": library.folder.name,
    }
    yield from ({"type": "tag", **json.tag_entry(one)} for one in library.tags())
    yield from ({"type": "kind", **json.kind_entry(one)} for one in library.kinds().values())
    for content in material.contents():
        read = is_read(content.source)
        entry = json.source_entry(library, content.source, content.document, read_through=read, with_text=with_text)
        yield {"type": "source", **entry}
        for passage in content.passages:
            yield {"type": "annotation", **json.annotation(library, passage, content.document)}
    yield from ({"type": "link", **json.link(library, one)} for one in material.links)
    yield from ({"type": "search", **json.search_entry(one)} for one in library.searches.all())
    memos = (one for one in library.about.memos() if one.about != "source" or one.key in material.source_ids)
    yield from ({"type": "memo", **json.memo_entry(one)} for one in memos)
    for name, records in reviewed(library, {*material.ids}, whole=material.whole).items():
        yield from ({"type": _TYPES[name], **one} for one in records)
