"""Records made by hand and by chance, for boards."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st

from annotations.model import LINK_KINDS, Annotation, Link, Passage, Source
from annotations.review.claims import Board
from annotations.review.record import Claim

EARLY, LATE, LATER = "2026-04-08T10:00:00.000Z", "2026-04-09T10:00:00.000Z", "2026-04-10T10:00:00.000Z"


class Folder(NamedTuple):
    """What a board is made of."""

    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    links: tuple[Link, ...]

    def board(self, claims: Sequence[Claim] = (), dates: dict[str, str] | None = None) -> Board:
        return Board(self.sources, self.passages, self.links, claims, dates=dates)


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
