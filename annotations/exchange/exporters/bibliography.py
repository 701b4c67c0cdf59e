"""The sources as a bibliography: BibTeX for LaTeX and reference managers, CSL-JSON for citation processors."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Final
from urllib.parse import quote

from annotations.exchange.formats import Option, Options
from annotations.exchange.output import OutputFile
from annotations.export.citation_key import citation_keys, names_of
from annotations.export.escapes import tex
from annotations.export.json_text import dumps
from annotations.export.material import Material
from annotations.model import Source

_ENDING: Final = re.compile(r"[{}\\\s\x00-\x1f\x7f-\x9f]")
"""Characters that no address has as they are."""

_LOST: Final = ["passages", "tags", "links", "notes", "the review", "memos"]


class BibTex:
    """One entry for each source."""

    description: ClassVar = "BibTeX entries of the sources"
    suffix: ClassVar = ".bib"
    options: ClassVar[Mapping[str, Option]] = {}

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, _options: Options) -> Iterator[OutputFile]:
        """Yield the file."""
        entries = (_entry(key, source) for key, source in _keyed(material))
        yield OutputFile("sources.bib", (entry.encode("utf-8", "replace") for entry in entries))

    def losses(self, _material: Material) -> list[str]:
        """Return all but the facts of sources."""
        return _LOST


class CslJson:
    """One item for each source (https://github.com/citation-style-language/schema)."""

    description: ClassVar = "CSL-JSON items of the sources"
    suffix: ClassVar = ""
    options: ClassVar[Mapping[str, Option]] = {}

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, _options: Options) -> Iterator[OutputFile]:
        """Yield the file."""
        yield OutputFile("sources.json", [dumps([_item(key, source) for key, source in _keyed(material)])])

    def losses(self, _material: Material) -> list[str]:
        """Return all but the facts of sources."""
        return _LOST


def _keyed(material: Material) -> Iterator[tuple[str, Source]]:
    """Yield the sources with their keys; those are the same whatever is selected."""
    library = material.library
    library.about.read_heads()
    keys = citation_keys(library.sources())
    return ((keys[one.id], one) for one in library.sources() if one.id in material.source_ids)


def _entry(key: str, source: Source) -> str:
    authors = [f"{{{tex(one)}}}" if not names_of(one)[1] else tex(", ".join(names_of(one))) for one in source.authors]
    fields = {
        "author": " and ".join(authors),
        "title": f"{{{tex(source.title or source.path)}}}",
        "date": source.fact("published"),
        "year": source.fact("published")[:4],
        "publisher": tex(source.fact("publisher")),
        # An address is not escaped, but for what would end it: styles set it with \url.
        "url": _ENDING.sub(lambda found: quote(found[0]), source.fact("url")),
        "keywords": tex(source.fact("kind")),
        "note": tex(source.path),
    }
    form = "online" if source.fact("url") else "misc"
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{form}{{{key},\n{lines}}}\n\n"


def _item(key: str, source: Source) -> dict[str, Any]:
    date = [int(part) for part in source.fact("published").split("-") if part]
    item: dict[str, Any] = {
        "id": key,
        "type": "webpage" if source.fact("url") else "document",
        "title": source.title or source.path,
        "author": [_name(one) for one in source.authors],
        "issued": {"date-parts": [date]} if date else None,
        "publisher": source.fact("publisher"),
        "URL": source.fact("url"),
        "genre": source.fact("kind"),
        "note": source.path,
    }
    return {name: value for name, value in item.items() if value}


def _name(author: str) -> dict[str, str]:
    family, given = names_of(author)
    return {"family": family, "given": given} if given else {"literal": family}
