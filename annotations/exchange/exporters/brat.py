"""Standoff files of brat: a text and its annotations for each source (https://brat.nlplab.org/standoff.html)."""

import re
from collections.abc import Iterator, Mapping
from typing import ClassVar, Final

from annotations.exchange import losses
from annotations.exchange.formats import Option, Options
from annotations.exchange.names import link_table, stems
from annotations.exchange.output import OutputFile
from annotations.export.material import Content, Material
from annotations.model import Link, Passage

UNTAGGED: Final = "passage"
"""Type of a passage without a tag: each annotation has one there."""

_NAME: Final = re.compile(r"[^\w<>,+-]+")


class Brat:
    """A text, its annotations and the configuration that they need, in one folder."""

    description: ClassVar = "standoff files of brat: a .txt and an .ann for each source"
    suffix: ClassVar = ""
    options: ClassVar[Mapping[str, Option]] = {}

    def is_single(self, _options: Options) -> bool:
        """Return False: these are several files."""
        return False

    def files(self, material: Material, _options: Options) -> Iterator[OutputFile]:
        """Yield two files for each source, the configuration, and the links that lead to another source."""
        library = material.library
        names = stems([one for one in library.sources() if one.id in material.source_ids])
        inside: set[str] = set()
        for content in material.contents():
            if content.document is None:
                continue
            name = names[content.source.id]
            own = {one.annotation.id for one in content.placed}
            links = [one for one in material.links if one.source in own and one.target in own]
            inside.update(one.id for one in links)
            yield OutputFile(f"{name}.txt", [content.text.encode("utf-8", "replace")])
            yield OutputFile(f"{name}.ann", [_annotations(content, links).encode("utf-8", "replace")])
        yield OutputFile("annotation.conf", [_configuration(material).encode("utf-8", "replace")])
        outside = [one for one in material.links if one.id not in inside]
        if outside:
            yield link_table(material, outside)

    def losses(self, material: Material) -> list[str]:
        """Return what only `links.tsv` has, and what nothing has."""
        return [*losses.in_table(material), *losses.line_breaks(material), *losses.beside(material)]


def name_of(text: str) -> str:
    """Return a tag or a link type as the name of a type, which has no blanks there."""
    return _NAME.sub("_", text).strip("_") or UNTAGGED


def _annotations(content: Content, links: list[Link]) -> str:
    lines: list[str] = []
    first: dict[str, str] = {}
    count = notes = 0
    for passage in content.placed:
        one = passage.annotation
        for tag in one.tags or (UNTAGGED,):
            count += 1
            first.setdefault(one.id, f"T{count}")
            lines.append(f"T{count}\t{name_of(tag)} {_span(content, passage)}")
        if one.status != "open":
            lines.append(f"A{count}\tStatus {first[one.id]} {one.status}")
        if one.note.strip():
            notes += 1
            lines.append(f"#{notes}\tAnnotatorNotes {first[one.id]}\t{' '.join(one.note.split())}")
    for number, link in enumerate(links, 1):
        lines.append(f"R{number}\t{name_of(link.kind)} Arg1:{first[link.source]} Arg2:{first[link.target]}")
        if link.note.strip():
            notes += 1
            lines.append(f"#{notes}\tAnnotatorNotes R{number}\t{' '.join(link.note.split())}")
    return "".join(f"{line}\n" for line in lines)


def _span(content: Content, passage: Passage) -> str:
    """Return the offsets and the words of a passage: in pieces where it goes over the end of a line."""
    pieces: list[tuple[int, int]] = []
    at = passage.start
    for line in content.words(passage).split("\n"):
        if line.strip():
            start = at + len(line) - len(line.lstrip())
            pieces.append((start, start + len(line.strip())))
        at += len(line) + 1
    words = " ".join(content.text[start:end] for start, end in pieces)
    return f"{';'.join(f'{start} {end}' for start, end in pieces)}\t{words}"


def _configuration(material: Material) -> str:
    library = material.library
    tags = sorted({name_of(tag.name) for tag in library.tags()} | {UNTAGGED})
    kinds = sorted({name_of(kind) for kind in library.kinds()})
    relations = "".join(f"{kind}\tArg1:<ENTITY>, Arg2:<ENTITY>\n" for kind in kinds)
    status = "Status\tArg:<ENTITY>, Value:checked|disputed|dropped\n"
    entities = "".join(f"{tag}\n" for tag in tags)
    return f"[entities]\n{entities}\n[relations]\n{relations}\n[events]\n\n[attributes]\n{status}"
