"""Projects and codebooks for programs of qualitative analysis, by the REFI-QDA standard 1.5 (https://www.qdasoftware.org).

A source is a plain text, a passage a selection in it, a tag a code. Positions are code points of the text as it is in the
file, the first is 0, and the end is exclusive.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from tempfile import SpooledTemporaryFile
from typing import ClassVar, Final
from uuid import UUID, uuid5
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from annotations.exchange import losses
from annotations.exchange.formats import Option, Options, chosen
from annotations.exchange.incoming import Unit
from annotations.exchange.names import stems
from annotations.exchange.output import OutputFile
from annotations.exchange.units import Offsets
from annotations.export.material import Content, Material
from annotations.model import Link, Memo, Passage, Tag
from annotations.model.facts import FACTS
from annotations.text.plurals import count_noun

PROJECT: Final = "urn:QDA-XML:project:1.0"
CODEBOOK: Final = "urn:QDA-XML:codebook:1.0"

PALETTE: Final = {
    "claim": "#775802",
    "figure": "#0c5fa3",
    "opinion": "#963e6c",
    "tag1": "#016c2f",
    "tag2": "#9d4029",
    "tag3": "#6d4c9f",
    "tag4": "#016869",
    "tag5": "#576301",
    "tag6": "#9e3c4a",
}
"""Colours of codes by the token of a tag: other programs have no themes."""

_SPACE: Final = UUID("7a0d1c52-8d0e-5f0b-9a37-3f6c9a4f2e10")
"""Namespace of the ids of what has none here: codes, users, codings."""

_INVALID: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML cannot hold."""

_TIME: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")

_NAME: Final = 80
"""Code points of a passage that are its name."""

_IN_MEMORY: Final = 1 << 24
"""Bytes of an archive that are kept in memory while it is made."""

_PIECE: Final = 1 << 16


class Project:
    """Everything that other programs have a place for, with the texts, in one archive."""

    description: ClassVar = "a REFI-QDA project for QualCoder, ATLAS.ti, NVivo, MAXQDA"
    suffix: ClassVar = ".qdpx"
    options: ClassVar[Mapping[str, Option]] = {
        "newline": Option("line ends of the texts, which positions count: crlf for MAXQDA and NVivo", ("lf", "crlf"))
    }

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, options: Options) -> Iterator[OutputFile]:
        """Yield the archive."""
        yield OutputFile("project.qdpx", _archive(material, crlf=chosen(options, self.options, "newline") == "crlf"))

    def losses(self, material: Material) -> list[str]:
        """Return passages without a place, decisions, and characters that XML cannot hold."""
        return [
            *losses.unplaced(material),
            *losses.own_kinds(material),
            *losses.decisions(material),
            *_controls(material),
        ]


class CodeBook:
    """The tags alone."""

    description: ClassVar = "a REFI-QDA codebook: the tags with their descriptions and colours"
    suffix: ClassVar = ".qdc"
    options: ClassVar[Mapping[str, Option]] = {}

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, _options: Options) -> Iterator[OutputFile]:
        """Yield the file."""
        codes = _codes(material.library.tags(), {})
        text = f"{_HEAD}<CodeBook{_attributes(xmlns=CODEBOOK, origin='postil')}>\n{codes}</CodeBook>\n"
        yield OutputFile("codebook.qdc", [text.encode()])

    def losses(self, material: Material) -> list[str]:
        """Return all but the tags."""
        counts = ((len(material.ids), "passage"), (len(material.links), "link"))
        return [*(count_noun(count, name) for count, name in counts if count), "notes", "memos", "the review"]


def guid(key: str) -> str:
    """Return the id of a record, which need not have the form that the standard wants."""
    try:
        return str(UUID(key))
    except ValueError:
        return derived("record", key)


def derived(*what: str) -> str:
    """Return an id for what has none: the same in each export, so that an import finds what it made before."""
    return str(uuid5(_SPACE, "\0".join(what).encode("utf-8", "replace").decode()))


_HEAD: Final = '<?xml version="1.0" encoding="utf-8"?>\n'


def _archive(material: Material, *, crlf: bool) -> Iterator[bytes]:
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as out:
        with ZipFile(out, "w") as archive:
            project = _Project(material, crlf=crlf)
            for content in material.contents():
                if content.document is not None:
                    text = content.text.replace("\n", "\r\n") if crlf else content.text
                    data = text.encode("utf-8", "replace")
                    archive.writestr(_member(f"sources/{guid(content.source.id)}.txt"), data)
                    project.add(content)
            archive.writestr(_member("project.qde"), project.text().encode())
        out.seek(0)
        while piece := out.read(_PIECE):
            yield piece


def _member(name: str) -> ZipInfo:
    """Return a member without the time of day, so that the same library makes the same archive."""
    member = ZipInfo(name)
    member.compress_type = ZIP_DEFLATED
    return member


class _Project:
    """Collects the parts of `project.qde`, whose order the schema gives."""

    def __init__(self, material: Material, *, crlf: bool) -> None:
        self._material = material
        self._library = material.library
        self._crlf = crlf
        self._users: dict[str, str] = {}
        self._sources: list[str] = []
        self._notes: list[str] = []
        self._placed: set[str] = set()
        self._names = stems(self._library.sources())
        self._memos: dict[tuple[str, str], list[Memo]] = {}
        for memo in self._library.about.memos():
            self._memos.setdefault((memo.about, memo.key), []).append(memo)
        self._from: dict[str, list[Link]] = {}
        for link in material.links:
            self._from.setdefault(link.source, []).append(link)

    def add(self, content: Content) -> None:
        """Add a source with its passages."""
        source, offsets = content.source, Offsets(content.text)
        key = guid(source.id)
        attributes = _attributes(guid=key, name=self._names[source.id], plainTextPath=f"internal://{key}.txt")
        rows = [f"<TextSource{attributes}>\n", _element("Description", source.title)]
        rows += [self._selection(content, one, offsets) for one in content.placed]
        rows += self._memo_refs("source", source.id)
        for name in FACTS:
            if value := source.fact(name):
                ref = f"<VariableRef{_attributes(targetGUID=derived('variable', name))}/>"
                rows.append(f"<VariableValue>{ref}{_element('TextValue', value)}</VariableValue>\n")
        self._sources.append("".join([*rows, "</TextSource>\n"]))

    def text(self) -> str:
        """Return `project.qde`, when all sources were added."""
        library = self._library
        codes = _codes(library.tags(), {tag.name: self._memo_refs("tag", tag.name) for tag in library.tags()})
        links = "".join(self._link(link) for link in self._material.links if self._ends_placed(link))
        refs = "".join(self._memo_refs("library", ""))
        variables = "".join(
            f"<Variable{_attributes(guid=derived('variable', name), name=name, typeOfVariable='Text')}/>\n"
            for name in FACTS
        )
        users = "".join(f"<User{_attributes(guid=key, name=name)}/>\n" for name, key in self._users.items())
        name = library.folder.name or "postil"
        parts = (
            ("Users", users),
            ("CodeBook", codes),
            ("Variables", variables),
            ("Sources", "".join(self._sources)),
            ("Notes", "".join(self._notes)),
            ("Links", links),
        )
        body = "".join(f"<{part}>\n{inside}</{part}>\n" for part, inside in parts if inside)
        return f"{_HEAD}<Project{_attributes(xmlns=PROJECT, name=name, origin='postil')}>\n{body}{refs}</Project>\n"

    def _selection(self, content: Content, passage: Passage, offsets: Offsets) -> str:
        one = passage.annotation
        key = guid(one.id)
        self._placed.add(one.id)
        unit: Unit = "crlf" if self._crlf else "code points"
        start, end = (str(offsets.counted(at, unit)) for at in (passage.start, passage.end))
        words = " ".join(content.words(passage).split())[:_NAME]
        attributes = _attributes(
            guid=key,
            name=words,
            startPosition=start,
            endPosition=end,
            **self._made(one.created, one.modified, one.author),
        )
        rows = [f"<PlainTextSelection{attributes}>\n"]
        rows += [_element("Description", one.status)] if one.status != "open" else []
        for tag in one.tags:
            about = _attributes(guid=derived("coding", one.id, tag), **self._made(one.created, "", one.author))
            ref = f"<CodeRef{_attributes(targetGUID=derived('code', tag))}/>"
            rows.append(f"<Coding{about}>{ref}</Coding>\n")
        if one.note:
            rows.append(self._note(derived("note", one.id), words, one.note, self._made(one.created, "", one.author)))
        for link in self._from.get(one.id, ()):
            rows.append(self._link_as_note(link))
        return "".join([*rows, "</PlainTextSelection>\n"])

    def _link_as_note(self, link: Link) -> str:
        """Return the reference to a note that describes a link: some programs do not read links."""
        other = self._library.annotation(link.target)
        title = f"{link.kind} {self._library.address(link.target)}"
        words = f"{link.kind}: “{other.exact}” ({self._library.source(other.source).title})"
        note = f"{words}\n\n{link.note}" if link.note else words
        return self._note(derived("link", guid(link.id)), title, note, self._made(link.created, "", link.author))

    def _link(self, link: Link) -> str:
        symmetric = self._library.kind(link.kind).symmetric
        attributes = _attributes(
            guid=guid(link.id),
            name=link.kind,
            direction="Associative" if symmetric else "OneWay",
            originGUID=guid(link.source),
            targetGUID=guid(link.target),
        )
        made = self._made(link.created, "", link.author)
        ref = self._note(derived("link note", link.id), link.kind, link.note, made) if link.note else ""
        return f"<Link{attributes}>{ref}</Link>\n"

    def _ends_placed(self, link: Link) -> bool:
        return link.source in self._placed and link.target in self._placed

    def _memo_refs(self, about: str, key: str) -> list[str]:
        return [
            self._note(
                guid(memo.id), f"memo on the {about}", memo.note, self._made(memo.created, memo.modified, memo.author)
            )
            for memo in self._memos.get((about, key), ())
        ]

    def _note(self, key: str, name: str, note: str, made: Mapping[str, str]) -> str:
        """Add a note, and return a reference to it."""
        about = _attributes(guid=key, name=" ".join(name.split())[:_NAME], **made)
        self._notes.append(f"<Note{about}>{_element('PlainTextContent', note)}</Note>\n")
        return f"<NoteRef{_attributes(targetGUID=key)}/>\n"

    def _made(self, created: str, modified: str, author: str) -> dict[str, str]:
        """Return the attributes that say by whom and when something was made."""
        made = {"creatingUser": self._users.setdefault(author, derived("user", author))} if author else {}
        times = {"creationDateTime": created, "modifiedDateTime": modified}
        return {**made, **{name: time for name, time in times.items() if _TIME.fullmatch(time)}}


def _codes(tags: Sequence[Tag], refs: Mapping[str, Iterable[str]]) -> str:
    """Return the codes for tags, those below a tag within its code."""
    below: dict[str, list[Tag]] = {}
    names = {tag.name for tag in tags}
    for tag in tags:
        below.setdefault(tag.parent if tag.parent in names else "", []).append(tag)

    def code(tag: Tag) -> str:
        colour = PALETTE.get(tag.colour, PALETTE["tag1"])
        about = _attributes(guid=derived("code", tag.name), name=tag.name, isCodable="true", color=colour)
        inside = _element("Description", tag.description) if tag.description else ""
        parts = [inside, *refs.get(tag.name, ()), *map(code, below.get(tag.name, ()))]
        return f"<Code{about}>{''.join(parts)}</Code>\n"

    codes = "".join(map(code, below.get("", ())))
    return f"<Codes>\n{codes}</Codes>\n" if codes else ""


def _controls(material: Material) -> list[str]:
    count = sum(bool(_INVALID.search(material.library.annotation(one).note)) for one in material.ids)
    return [f"the control characters in {count_noun(count, 'note')}"] if count else []


def _element(name: str, text: str) -> str:
    return f"<{name}>{_clean(text)}</{name}>\n" if text else f"<{name}/>\n"


def _attributes(**values: str) -> str:
    quoted = {name: _clean(value).replace('"', "&quot;") for name, value in values.items()}
    return "".join(f' {name}="{value}"'.replace("\n", "&#10;").replace("\t", "&#9;") for name, value in quoted.items())


def _clean(text: str) -> str:
    """Return a text as XML, with U+FFFD for what it cannot hold."""
    kept = _INVALID.sub("\ufffd", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return kept.replace("\r", "&#13;")
