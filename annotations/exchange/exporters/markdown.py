"""Passages as Markdown: one document, or one note a source for Obsidian that can be written again and again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from typing import ClassVar, Final

from annotations.exchange.formats import Option, Options, chosen
from annotations.exchange.names import stems
from annotations.exchange.output import OutputFile
from annotations.export.citation import described
from annotations.export.escapes import escaped, quoted
from annotations.export.material import Content, Material
from annotations.model import Link, Passage, Source, status_name

_START: Final = "%% postil: the lines from here to the next such mark are written again by each export %%"
_END: Final = re.compile(r"^%% postil: end ([0-9a-f]{16}) %%(?=\r?$)", re.MULTILINE)


class Markdown:
    """Sources with their quotes, tags, notes and links."""

    description: ClassVar = "Markdown: quotes with notes and links, by source"
    suffix: ClassVar = ".md"
    options: ClassVar[Mapping[str, Option]] = {
        "flavour": Option("one document, or one note a source for Obsidian, in a folder", ("plain", "obsidian"))
    }

    def is_single(self, options: Options) -> bool:
        """Return whether it is one document."""
        return chosen(options, self.options, "flavour") == "plain"

    def files(self, material: Material, options: Options) -> Iterator[OutputFile]:
        """Yield the document, or the notes."""
        if self.is_single(options):
            yield OutputFile("passages.md", (text.encode("utf-8", "replace") for text in _document(material)))
        else:
            yield from _notes(material)

    def losses(self, _material: Material) -> list[str]:
        """Return what this text for readers has no place for."""
        return ["places in the text", "the review"]


# --- one document


def _document(material: Material) -> Iterator[str]:
    library = material.library
    yield f"# {escaped(library.folder.name)}\n"
    if memo := library.about.memo("library"):
        yield f"\n{escaped(memo)}\n"
    for content in material.contents():
        source = content.source
        yield f"\n## {source.number}. {escaped(source.title or source.path)}\n\n{escaped(described(source))}\n"
        if memo := library.about.memo("source", source.id):
            yield f"\n{escaped(memo)}\n"
        for passage in content.passages:
            one = passage.annotation
            yield f"\n{quoted(content.words(passage))}\n>\n> — {' · '.join([library.address(one.id), *_labels(passage)])}\n"
            if one.note.strip():
                yield f"\n{escaped(one.note)}\n"
            lines = [
                f"- {escaped(_read_from(material, link, one.id))} {library.address(_other(link, one.id))}{_why(link)}\n"
                for link in _links(material, one.id)
            ]
            if lines:
                yield "\n" + "".join(lines)


def _labels(passage: Passage) -> list[str]:
    one = passage.annotation
    status = [status_name(one.status)] if one.status != "open" else []
    lost = [passage.anchoring] if passage.anchoring in {"ambiguous", "orphan"} else []
    return [escaped(label) for label in (*one.tags, *status, *lost)]


def _links(material: Material, one: str) -> list[Link]:
    return [link for link in material.library.links(one) if _other(link, one) in material.ids]


def _other(link: Link, one: str) -> str:
    return link.target if link.source == one else link.source


def _read_from(material: Material, link: Link, one: str) -> str:
    """Return a link type as it is read from one of its ends."""
    kind = material.library.kind(link.kind)
    return kind.name if link.source == one else kind.inverse or kind.name


def _why(link: Link) -> str:
    """Return the note on a link behind a colon; `""` if it has none."""
    return f": {escaped(' '.join(link.note.split()))}" if link.note.strip() else ""


# --- notes for Obsidian


def _notes(material: Material) -> Iterator[OutputFile]:
    library = material.library
    names = stems([one for one in library.sources() if one.id in material.source_ids])
    homes = {one: names[key] for key, ids in material.passages_by_source.items() for one in ids}
    for content in material.contents():
        region = _region(material, content, homes)
        text = _properties(content.source) + region
        yield OutputFile(f"{names[content.source.id]}.md", [text.encode("utf-8", "replace")], _Replacer(region))


def _properties(source: Source) -> str:
    """Return the front matter. It is written once; then it belongs to the user."""
    rows: dict[str, str | Sequence[str]] = {
        "title": source.title or source.path,
        "source": source.path,
        "authors": source.authors,
        "published": source.fact("published"),
        "publisher": source.fact("publisher"),
        "url": source.fact("url"),
        "kind": source.fact("kind"),
        "credibility": source.fact("credibility"),
        "postil": source.id,
    }
    lines = "".join(f"{name}: {_yaml(value)}\n" for name, value in rows.items() if value)
    return f"---\n{lines}---\n\n"


def _yaml(value: str | Sequence[str]) -> str:
    """Return a value as YAML has it, on one line: a quoted text, or a list of them."""
    if not isinstance(value, str):
        return f"[{', '.join(map(_yaml, value))}]"
    plain = "".join(char if char.isprintable() else " " for char in value)
    doubled = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{doubled}"'


def _region(material: Material, content: Content, homes: Mapping[str, str]) -> str:
    """Return what postil writes in a note, between two marks; the second has its hash."""
    library, source = material.library, content.source
    parts = [f"# {escaped(source.title or source.path)}\n"]
    if memo := library.about.memo("source", source.id):
        parts.append(f"{escaped(memo)}\n")
    for passage in content.passages:
        one = passage.annotation
        address = library.address(one.id)
        label = " · ".join([address, *_labels(passage)])
        parts.append(f"> [!quote] {label}\n{quoted(content.words(passage))}\n")
        parts.append(f"^{_block(address)}\n")
        if one.tags:
            parts.append(" ".join(f"#{_tag(tag)}" for tag in one.tags) + "\n")
        if one.note.strip():
            parts.append(f"{escaped(one.note)}\n")
        links = [
            f"- {escaped(_read_from(material, link, one.id))} "
            f"[[{homes[_other(link, one.id)]}#^{_block(library.address(_other(link, one.id)))}]]{_why(link)}\n"
            for link in _links(material, one.id)
        ]
        if links:
            parts.append("".join(links))
    body = "\n".join(parts)
    return f"{_START}\n\n{body}\n%% postil: end {_hash(body)} %%\n"


class _Replacer:
    """Puts a region into a note in the place of the one that is there, if that was not changed."""

    def __init__(self, region: str) -> None:
        """Replace by a region."""
        self._region = region

    def __call__(self, old: bytes) -> bytes | None:
        """Return a note with the new region, all else as it is; None if the old region is missing or was changed."""
        text = old.decode("utf-8", "surrogateescape")
        start, ends = text.find(_START), list(_END.finditer(text))
        if start < 0 or len(ends) != 1 or ends[0].start() < start or text.find(_START, start + 1) >= 0:
            return None
        body = text[start + len(_START) : ends[0].start()].replace("\r\n", "\n")
        if _hash(body) != ends[0][1]:
            return None
        line_end = "\r\n" if text[start + len(_START) :].startswith("\r\n") else "\n"
        region = self._region.rstrip("\n").replace("\n", line_end)
        changed = text[:start] + region + text[ends[0].end() :]
        return changed.encode("utf-8", "surrogateescape")


def _hash(body: str) -> str:
    return sha256(body.strip().encode("utf-8", "replace")).hexdigest()[:16]


def _block(address: str) -> str:
    """Return the id of a block: letters, digits and hyphens."""
    return f"p-{address.replace(':', '-')}"


def _tag(name: str) -> str:
    """Return a tag as Obsidian reads it: without blanks, and not of digits alone."""
    plain = re.sub(r"[^\w/-]+", "-", name).strip("-") or "tag"
    return f"t{plain}" if plain.isdigit() else plain
