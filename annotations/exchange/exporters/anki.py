"""Cards for Anki: a text file that its import reads, with the guid of each passage, so that a second import updates."""

from collections.abc import Iterator, Mapping
from html import escape
from typing import ClassVar

from annotations.exchange import losses
from annotations.exchange.formats import Option, Options
from annotations.exchange.output import OutputFile
from annotations.export.citation import described
from annotations.export.material import Content, Material
from annotations.model import Passage


class Anki:
    """A card for each passage: its source and heading in front, its words, note and links behind."""

    description: ClassVar = "cards for Anki, one a passage"
    suffix: ClassVar = ""
    options: ClassVar[Mapping[str, Option]] = {
        "deck": Option("name of the deck; default: that of the folder"),
    }

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, options: Options) -> Iterator[OutputFile]:
        """Yield the file."""
        deck = _cell(options.get("deck") or material.library.folder.name)
        yield OutputFile("anki.txt", (line.encode("utf-8", "replace") for line in _lines(material, deck)))

    def losses(self, material: Material) -> list[str]:
        """Return what a deck of cards has no place for."""
        return ["places in the text", "the review", "memos", *losses.facts(material)]


def _lines(material: Material, deck: str) -> Iterator[str]:
    yield (
        "#separator:tab\n#html:true\n#notetype:Basic\n"
        f"#deck:{deck}\n#columns:guid\tFront\tBack\tTags\n#guid column:1\n#tags column:4\n"
    )
    for content in material.contents():
        for passage in content.passages:
            cells = (passage.annotation.id, _front(content, passage), _back(material, content, passage), _tags(passage))
            yield "\t".join(cells) + "\n"


def _front(content: Content, passage: Passage) -> str:
    document = content.document
    path = document.heading_path(passage.start) if document is not None and passage.placed else ()
    asked = f"What does it say{f' under “{path[-1]}”' if path else ''}?"
    return f"{_cell(described(content.source))}<br>{_cell(asked)}"


def _back(material: Material, content: Content, passage: Passage) -> str:
    one, library = passage.annotation, material.library
    parts = [f"<blockquote>{_cell(content.words(passage))}</blockquote>"]
    parts += [f"<p>{_cell(one.note)}</p>"] if one.note.strip() else []
    for link in library.links(one.id):
        other = link.target if link.source == one.id else link.source
        if other in material.ids:
            kind = library.kind(link.kind)
            name = kind.name if link.source == one.id else kind.inverse or kind.name
            parts.append(f"<p><i>{_cell(name)}</i> {_cell(library.annotation(other).exact)}</p>")
    return "".join([*parts, f"<p>{_cell(library.address(one.id))}</p>"])


def _tags(passage: Passage) -> str:
    """Return tags, which blanks part there."""
    return " ".join("_".join(_cell(tag).split()) for tag in passage.annotation.tags)


def _cell(text: str) -> str:
    """Return a text as HTML in one cell of one line."""
    plain = "".join(char if char == "\n" or char.isprintable() else " " for char in text.replace("\r\n", "\n"))
    # A quote at the start of a cell would begin a cell that has tabs and line ends in it.
    return escape(plain.strip(), quote=True).replace("\n", "<br>")
