"""The argument in Argdown (https://argdown.org): claims as statements, their links as relations."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Final

from annotations.exchange import losses
from annotations.exchange.formats import Option, Options
from annotations.exchange.output import OutputFile
from annotations.export.material import Material

_RELATIONS: Final = {"supports": "+", "contradicts": "><", "qualifies": "_"}
"""Signs of the built-in link types; *restates* makes two passages one statement, and *cites* is no relation of claims."""

_SPECIAL: Final = frozenset("\\[]{}<>#*_/@")
"""Characters that are markup there; unescaped, `//` drops the rest of a line and `#` makes a tag."""


class Argdown:
    """One file with a statement for each claim."""

    description: ClassVar = "Argdown: claims with what supports, contradicts and qualifies them"
    suffix: ClassVar = ".argdown"
    options: ClassVar[Mapping[str, Option]] = {}

    def is_single(self, _options: Options) -> bool:
        """Return True: it is one file."""
        return True

    def files(self, material: Material, _options: Options) -> Iterator[OutputFile]:
        """Yield the file."""
        yield OutputFile("claims.argdown", (text.encode("utf-8", "replace") for text in _text(material)))

    def losses(self, material: Material) -> list[str]:
        """Return the links that are no relation of claims, and what else is not written."""
        others = sorted({one.kind for one in material.links if not _counts(material, one.kind)} - {"restates"})
        return [
            *(f"links of the type {kind}" for kind in others),
            "tags",
            "notes",
            "statuses",
            "the review",
            "memos",
            *losses.facts(material),
        ]


def _counts(material: Material, kind: str) -> str:
    """Return the sign of a link type, or of the one that it counts as; `""` if it is no relation."""
    return _RELATIONS.get(kind) or _RELATIONS.get(material.library.kind(kind).counts, "")


def _text(material: Material) -> Iterator[str]:
    library, board = material.library, material.board
    title = "".join(char for char in library.folder.name if char.isprintable()).replace('"', "'").replace("\\", "/")
    yield f'===\ntitle: "{title}"\n===\n'
    statements = [(row.words, row.members) for row in board.rows]
    claimed = {one for _, members in statements for one in members}
    # What supports a claim need not be one: a figure is a statement, too.
    others = dict.fromkeys(end for link in material.links for end in (link.source, link.target))
    statements += [
        (library.annotation(one).exact, (one,))
        for one in others
        if one not in claimed and any(_counts(material, link.kind) for link in library.links(one))
    ]
    titles = {
        one: f"{library.address(members[0])} {_title(words)}".strip()
        for words, members in statements
        for one in members
    }
    for _, members in statements:
        for one in members:
            annotation = library.annotation(one)
            source = library.source(annotation.source)
            path = "".join(char for char in source.path if char.isprintable() and char not in '{}"\\')
            data = f'{{source: "{path}", passage: "{library.address(one)}"}}'
            yield f"\n[{titles[one]}]: {_escaped(annotation.exact)} {data}\n"
        yield from _relations(material, members, titles)


def _relations(material: Material, members: Sequence[str], titles: Mapping[str, str]) -> Iterator[str]:
    """Yield what relates to a statement, indented under it; a contradiction, which has no direction, once."""
    seen: set[tuple[str, str]] = set()
    for one in members:
        for link in material.library.links(one):
            sign = _counts(material, link.kind)
            if not sign or link.source not in titles or link.target not in titles:
                continue
            other = titles[link.source if link.target == one else link.target]
            wanted = titles[one] < other if sign == "><" else link.target == one and other != titles[one]
            if wanted and (sign, other) not in seen:
                seen.add((sign, other))
                yield f"  {sign} [{other}]\n"


def _title(words: str) -> str:
    """Return the beginning of the words of a statement as part of a title, in which nothing can be escaped."""
    plain = "".join(char if char.isalnum() or char in " ,.'’%-" else " " for char in words)
    short = " ".join(plain.split())
    return short if len(short) <= 60 else short[:60].rpartition(" ")[0]


def _escaped(text: str) -> str:
    line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
    return "".join(f"\\{char}" if char in _SPECIAL else char for char in line)
