"""Records made by hand and by chance, for boards."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.model import LINK_KINDS, Annotation, Link, Passage, Source
from annotations.review.board import Board, Cell
from annotations.review.graph import Records
from annotations.review.judgements import Claim

EARLY, LATE, LATER = "2026-04-08T10:00:00.000Z", "2026-04-09T10:00:00.000Z", "2026-04-10T10:00:00.000Z"


class Folder(NamedTuple):
    """What a board is made of."""

    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    links: tuple[Link, ...]

    def records(self, claims: Sequence[Claim] = ()) -> Records:
        return Records(self.sources, self.passages, self.links, claims=claims)

    def board(self, claims: Sequence[Claim] = ()) -> Board:
        return Board(self.records(claims))


Told = tuple[tuple[str, ...], str, str, tuple[str, ...], Claim | None, tuple[Claim, ...], bool, dict[str, Cell]]


def told(board: Board) -> list[Told]:
    """All that the rows of a board say."""
    return [
        (row.members, row.words, row.verdict.words, row.agree, row.claim, row.others, row.changed, dict(row.cells))
        for row in board.rows
    ]


def source(number: int, *, read: float = 1.0) -> Source:
    """A source of a thousand code points."""
    ranges = ((0, round(1000 * read)),) if read else ()
    return Source(id=f"s{number}", number=number, path=f"{number}.txt", length=1000, read=ranges)


def passage(address: str, exact: str = "", *, tags: tuple[str, ...] = ("claim",), status: str = "open") -> Passage:
    """A passage whose id is its address, ``s1:2`` for number 2 of the first source."""
    source_id, number = address.split(":")
    start = int(number) * 10
    made = Annotation(
        id=address,
        source=source_id,
        number=int(number),
        fragments=((start, start + 5),),
        exact=exact or f"words of {address}",
        tags=tags,
        status=status,
        created=EARLY,
        modified=EARLY,
    )
    return Passage(made, start, start + 5, "anchored")


def link(one: str, kind: str, other: str, created: str = EARLY) -> Link:
    return Link(id=f"{one} {kind} {other}", source=one, target=other, kind=kind, created=created)


def claim(anchor: str, *, modified: str = EARLY, reviewed: str = "", status: str = "open", title: str = "") -> Claim:
    return Claim(
        id=f"claim of {anchor}",
        anchor=anchor,
        title=title,
        status=status,
        reviewed=reviewed,
        created=EARLY,
        modified=modified,
    )


def folder(addresses: str, links: str = "", *, read: float = 1.0) -> Folder:
    """Passages ``s1:1 s2:1`` and links ``s1:1 restates s2:1, …``; a passage with a ``-`` has no tag."""
    passages = tuple(passage(one.strip("-"), tags=() if "-" in one else ("claim",)) for one in addresses.split())
    numbers = sorted({int(one.annotation.source[1:]) for one in passages})
    made = tuple(link(*one.split()) for one in links.split(",") if one.strip())
    return Folder(tuple(source(number, read=read) for number in numbers), passages, made)


@st.composite
def folders(draw: st.DrawFn) -> Folder:
    """Any small folder: passages with and without a tag, dropped ones, links of all kinds between any two."""
    count = draw(st.integers(1, 5))
    addresses = draw(st.lists(st.tuples(st.integers(1, count), st.integers(1, 3)), min_size=1, max_size=9, unique=True))
    passages = tuple(
        passage(
            f"s{number}:{place}",
            tags=draw(st.sampled_from([("claim",), ("claim",), ()])),
            status=draw(st.sampled_from(["open", "open", "open", "dropped"])),
        )
        for number, place in addresses
    )
    ids = [one.annotation.id for one in passages]
    ends = st.sampled_from(ids)
    pairs = draw(st.lists(st.tuples(ends, st.sampled_from([*LINK_KINDS, "echoes"]), ends), max_size=12, unique=True))
    sources = tuple(
        source(number, read=draw(st.sampled_from([0.0, 0.5, 0.94, 0.95, 1.0]))) for number in range(1, count + 1)
    )
    return Folder(sources, passages, tuple(link(*pair) for pair in pairs))


@st.composite
def altered(draw: st.DrawFn, made: Folder) -> Folder:
    """A folder in which a few records came, went or were altered."""
    passages = {one.annotation.id: one for one in made.passages}
    links = {one.id: one for one in made.links}
    for _ in range(draw(st.integers(0, 3))):
        one = draw(st.sampled_from(made.passages)).annotation
        what = draw(st.sampled_from(["tag", "note", "status", "gone", "back", "link", "link", "unlink", "redone"]))
        if what == "gone":
            passages.pop(one.id, None)
            links = {key: link for key, link in links.items() if one.id not in (link.source, link.target)}
        elif what == "back" or one.id not in passages:
            passages[one.id] = next(passage for passage in made.passages if passage.annotation.id == one.id)
        elif what in ("tag", "note", "status"):
            now = passages[one.id].annotation
            fields: dict[str, dict[str, object]] = {
                "tag": {"tags": () if now.tags else ("claim",)},
                "note": {"note": "noted"},
                "status": {"status": "open" if now.status == "dropped" else "dropped"},
            }
            after = replace(now, modified=LATE, **fields[what])
            passages[one.id] = passages[one.id]._replace(annotation=after)
        elif what == "link":
            other = draw(st.sampled_from(made.passages)).annotation
            kind = draw(st.sampled_from([*LINK_KINDS, "echoes"]))
            if {one.id, other.id} <= passages.keys():
                links[f"{one.id} {kind} {other.id}"] = link(one.id, kind, other.id, LATER)
        elif links:
            key = draw(st.sampled_from(sorted(links)))
            gone = links.pop(key)
            if what == "redone":
                links[key] = replace(gone, kind=draw(st.sampled_from([*LINK_KINDS])))
    return Folder(made.sources, tuple(passages.values()), tuple(links.values()))
