"""Analyses of UIMA for INCEpTION and other tools of linguistics: one file a source, with offsets in UTF-16 code units."""

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from annotations.exchange import losses
from annotations.exchange.formats import Option, Options, chosen
from annotations.exchange.names import link_table, stems
from annotations.exchange.output import OutputFile
from annotations.exchange.uima import LINK, LONGEST, PASSAGE, SOURCE, Structure, Writer
from annotations.export.material import Content, Material
from annotations.model import Link

_INVALID: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML, which INCEpTION keeps analyses in, cannot hold. What replaces one is as long."""


class Cas:
    """One file a source, in one folder; links between sources are in a table."""

    description: ClassVar = "UIMA CAS of INCEpTION: a file for each source (needs postil[cas])"
    suffix: ClassVar = ""
    options: ClassVar[Mapping[str, Option]] = {
        "as": Option("JSON CAS 0.4, or XMI with TypeSystem.xml", ("json", "xmi")),
    }

    def __init__(self) -> None:
        self._too_long: list[str] = []

    def is_single(self, _options: Options) -> bool:
        """Return False: these are several files."""
        return False

    def files(self, material: Material, options: Options) -> Iterator[OutputFile]:
        """Yield a file for each source, and the links that lead to another source."""
        form = chosen(options, self.options, "as")
        writer = Writer()
        names = stems([one for one in material.library.sources() if one.id in material.source_ids])
        inside: set[str] = set()
        if form == "xmi":
            yield OutputFile("TypeSystem.xml", [writer.type_system().encode()])
        for content in material.contents():
            if content.document is None:
                continue
            if len(content.text) > LONGEST:
                self._too_long.append(content.source.path)
                continue
            own = {one.annotation.id for one in content.placed}
            links = [one for one in material.links if one.source in own and one.target in own]
            inside.update(one.id for one in links)
            text = _analysis(writer, content, links, form)
            yield OutputFile(f"{names[content.source.id]}.{form}", [text.encode("utf-8", "replace")])
        outside = [one for one in material.links if one.id not in inside]
        if outside:
            yield link_table(material, outside)

    def losses(self, material: Material) -> list[str]:
        """Return what only `links.tsv` has, and what nothing has."""
        long = [f"{name}, whose text is longer than {LONGEST:,} characters" for name in self._too_long]
        return [*long, *losses.in_table(material), *losses.unplaced(material), *losses.beside(material)]


def _analysis(writer: Writer, content: Content, links: list[Link], form: str) -> str:
    """Return a source with its passages and links in a format."""
    source = content.source
    analysis = writer.analysis(_clean(content.text))
    about = {"id": source.id, "path": source.path, "title": source.title}
    analysis.add(writer.structure(SOURCE, 0, len(content.text), _cleaned(about)))
    made: dict[str, tuple[Structure, int, int]] = {}
    for passage in content.placed:
        one = passage.annotation
        features = {
            "tags": tuple(map(_clean, one.tags)),
            **_cleaned({"note": one.note, "status": "" if one.status == "open" else one.status, "id": one.id}),
            **_cleaned({"author": one.author, "created": one.created, "modified": one.modified}),
        }
        structure = writer.structure(PASSAGE, passage.start, passage.end, features)
        analysis.add(structure)
        made[one.id] = (structure, passage.start, passage.end)
    for link in links:
        target, start, end = made[link.target]
        features = _cleaned({"kind": link.kind, "note": link.note, "id": link.id})
        features |= _cleaned({"author": link.author, "created": link.created})
        ends = {"Governor": made[link.source][0], "Dependent": target}
        # A relation has the place of its dependent there.
        analysis.add(writer.structure(LINK, start, end, {**ends, **features}))
    return analysis.to_json() if form == "json" else analysis.to_xmi()


def _cleaned(features: Mapping[str, str]) -> dict[str, object]:
    return {name: _clean(value) for name, value in features.items()}


def _clean(text: str) -> str:
    return _INVALID.sub("\ufffd", text)
