"""Records made by hand and by chance, for boards."""

from collections.abc import Sequence
from typing import NamedTuple

from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.model import LINK_KINDS, Annotation, Link, Passage, Source
from annotations.model.judgements import COUNTS, Independence, Ruling
from annotations.review.board import Board, Cell
from annotations.review.disputes.dispute_list import Side
from annotations.review.graph import Records
from annotations.review.judgements import Claim

EARLY, LATE, LATER = "2026-04-08T10:00:00.000Z", "2026-04-09T10:00:00.000Z", "2026-04-10T10:00:00.000Z"


class Folder(NamedTuple):
    """What a board is made of."""

    sources: tuple[Source, ...]
    passages: tuple[Passage, ...]
    links: tuple[Link, ...]
    judged: tuple[Independence, ...] = ()
    rulings: tuple[Ruling, ...] = ()

    def records(self, claims: Sequence[Claim] = ()) -> Records:
        made = Records(self.sources, self.passages, self.links, claims=claims)
        return made._replace(independence=self.judged, rulings=self.rulings)

    def board(self, claims: Sequence[Claim] = ()) -> Board:
        return Board(self.records(claims))


Told = tuple[tuple[str, ...], str, str, tuple[str, ...], Claim | None, tuple[Claim, ...], bool, dict[str, Cell]]
ToldDispute = tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, str], ...], tuple[Side, ...], str, str, bool]


def told(board: Board) -> list[Told]:
    """All that the rows of a board say."""
    return [
        (row.members, row.words, row.explanation, row.agree, row.claim, row.others, row.changed, dict(row.cells))
        for row in board.rows
    ]


def told_disputes(board: Board) -> list[ToldDispute]:
    """All that the disputes of a board say."""
    return [
        (one.claims, one.pairs, one.sides, one.newest, one.ruling.id if one.ruling else "", one.decided)
        for one in board.disputes.all()
    ]


def source(number: int, *, read: float = 1.0, derived_from: tuple[str, ...] = ()) -> Source:
    """A source of a thousand code points."""
    ranges = ((0, round(1000 * read)),) if read else ()
    return Source(
        id=f"s{number}", number=number, path=f"{number}.txt", length=1000, read=ranges, derived_from=derived_from
    )


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


def judged(one: str, count: str, other: str, modified: str = EARLY) -> Independence:
    return Independence(
        id=f"{one} {count} {other}", one=one, other=other, count=count, created=modified, modified=modified
    )


def ruling(anchor: str, side: str = "", *, decided: str = LATER, modified: str = EARLY) -> Ruling:
    return Ruling(id=f"ruling of {anchor}", anchor=anchor, side=side, decided=decided, created=EARLY, modified=modified)


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
    numbers = st.integers(1, count)
    derived = draw(st.dictionaries(numbers, st.lists(numbers, max_size=2, unique=True), max_size=2))
    sources = tuple(
        source(
            number,
            read=draw(st.sampled_from([0.0, 0.5, 0.94, 0.95, 1.0])),
            derived_from=tuple(f"s{one}" for one in derived.get(number, ())),
        )
        for number in range(1, count + 1)
    )
    times = st.sampled_from([EARLY, LATE, LATER])
    decisions = st.builds(judged, ends, st.sampled_from(COUNTS), ends, times)
    rulings = st.builds(ruling, ends, ends, decided=st.sampled_from(["", EARLY, LATER]), modified=times)
    return Folder(
        sources,
        passages,
        tuple(link(*pair) for pair in pairs),
        tuple(draw(st.lists(decisions, max_size=3, unique_by=lambda one: one.id))),
        tuple(draw(st.lists(rulings, max_size=2, unique_by=lambda one: one.id))),
    )


@st.composite
def altered(draw: st.DrawFn, made: Folder) -> Folder:
    """A folder in which a few records came, went or were altered."""
    passages = {one.annotation.id: one for one in made.passages}
    links = {one.id: one for one in made.links}
    decisions = {one.id: one for one in made.judged}
    for _ in range(draw(st.integers(0, 3))):
        one = draw(st.sampled_from(made.passages)).annotation
        what = draw(
            st.sampled_from(["tag", "note", "status", "gone", "back", "link", "link", "unlink", "redone", "judge"])
        )
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
        elif what != "judge" and links:
            key = draw(st.sampled_from(sorted(links)))
            gone = links.pop(key)
            if what == "redone":
                links[key] = replace(gone, kind=draw(st.sampled_from([*LINK_KINDS])))
        elif what == "judge":
            other = draw(st.sampled_from(made.passages)).annotation
            decisions[f"{one.id} {other.id}"] = judged(one.id, draw(st.sampled_from(COUNTS)), other.id, LATER)
    return Folder(
        made.sources, tuple(passages.values()), tuple(links.values()), tuple(decisions.values()), made.rulings
    )
