"""The claims board: one row a claim, one column a source, and what it all adds up to.

A claim is a cluster of passages joined by *restates* of which at least one has a claim's tag, or of
which an analyst has said something as of a claim. What else is linked to it takes a side in its cells
and makes no row by itself:

- a source that has a passage of the cluster *restates* the claim;
- a source *supports*, *contradicts* or *qualifies* it if one of its passages, or one that says the same
  as one of its passages, is linked so to a passage of the cluster. *Contradicts* goes both ways, the
  other two from the passage that supports or qualifies to the one that is supported or qualified;
- a source *mentions* it if a passage is linked to it in another way and takes no side;
- a source that has been read and does none of this is *silent*; one that has not is *unread*.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from annotations.model import Annotation, Link, Passage, Source, Tag
from annotations.ranges import covered
from annotations.review.graph import Graph
from annotations.review.independence import Origins
from annotations.review.record import Claim, ranked

READ: Final = 0.95
"""The share of a source from which on it counts as read: its last lines are often what nobody reads."""

SIGNS: Final = {
    "restates": "≈",
    "supports": "✓",
    "contradicts": "✗",
    "qualifies": "~",
    "mixed": "◐",
    "mentions": "→",
    "silent": "·",
    "unread": "",
}
"""How a source stands to a claim, and the sign for it."""

_SIDES: Final = {"restates": 1, "supports": 1, "contradicts": 2, "qualifies": 3}

CLAIM: Final = frozenset({"claim"})


class Cell(NamedTuple):
    """What a source does with a claim."""

    stance: str
    """A key of `SIGNS`."""
    passages: tuple[str, ...] = ()
    """Ids of the annotations that say so, in the order of the text."""

    @property
    def sign(self) -> str:
        """One character for it; empty for what has not been read."""
        return SIGNS[self.stance]


SILENT: Final = Cell("silent")
UNREAD: Final = Cell("unread")


class Verdict(NamedTuple):
    """What a row adds up to."""

    kind: str
    """``corroborated``, ``contested``, ``one origin`` or ``single source``."""
    agree: int
    """How many independent sources say it or support it; at least 1."""
    against: int
    """How many independent sources contradict it."""

    @property
    def words(self) -> str:
        """The verdict as it is shown."""
        if self.kind == "contested":
            return f"contested {self.agree}:{self.against}"
        return f"corroborated {self.agree}" if self.kind == "corroborated" else self.kind


SINGLE: Final = Verdict("single source", 1, 0)


@dataclass
class Row:
    """A claim and how the sources stand to it. Nothing alters it; its cells are worked out when they are asked for."""

    members: tuple[str, ...]
    """Ids of the annotations that say it, the earliest first."""
    words: str
    """The analyst's own title, else the words of the earliest passage, on one line."""
    verdict: Verdict
    agree: tuple[str, ...]
    """Ids of the annotations that say or support it, for `Origins.trace`."""
    claim: Claim | None
    """What the analyst says of it."""
    others: tuple[Claim, ...]
    """What was said of parts of it before they came together."""
    changed: bool
    """Whether something was linked or altered after it had been reviewed."""
    _graph: Graph = field(repr=False, compare=False)
    _taken: Mapping[str, set[str]] = field(repr=False, compare=False)

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """By the ids of sources; those that are silent or unread are left out."""
        return _cells(self._graph, self.members, self._taken)

    @property
    def speaking(self) -> int:
        """How many sources say or support it, independent or not."""
        return len({self._graph.source(one) for one in self.agree})

    @property
    def key(self) -> str:
        """What stays the same while the board is made anew: the record's anchor, else the earliest passage."""
        return self.claim.anchor if self.claim else self.members[0]

    @property
    def status(self) -> str:
        """What the analyst says: one of `annotations.model.STATUSES`."""
        return self.claim.status if self.claim else "open"

    @property
    def reviewed(self) -> bool:
        """Whether it was marked reviewed and nothing has changed since."""
        return self.claim is not None and bool(self.claim.reviewed) and not self.changed


class Board:
    """All claims of a library and how its sources stand to them."""

    def __init__(
        self,
        sources: Sequence[Source],
        passages: Iterable[Passage],
        links: Iterable[Link],
        claims: Iterable[Claim] = (),
        *,
        tags: Collection[str] = CLAIM,
        dates: Mapping[str, str] | None = None,
    ) -> None:
        """Make the board.

        ``sources`` are the columns, in their order; ``tags`` are those of claims, see `claim_tags`; ``dates``
        are those of sources by their ids, as ISO 8601, where they are known.
        """
        self.sources = tuple(sources)
        self.read = frozenset(source.id for source in sources if is_read(source))
        """Ids of the sources that have been read."""
        self.graph = Graph(sources, passages, links)
        self.origins = Origins(self.graph, dates or {})
        self.rows = _rows(self.graph, self.origins, claims, frozenset(tags))
        """By source and place of the earliest passage."""

    def cell(self, row: Row, source_id: str) -> Cell:
        """What a source does with a claim."""
        return row.cells.get(source_id) or (SILENT if source_id in self.read else UNREAD)

    def row(self, annotation_id: str) -> Row | None:
        """The row that a passage is part of, if it is."""
        return next((row for row in self.rows if annotation_id in row.members), None)

    @property
    def left(self) -> int:
        """How many rows have not been reviewed yet."""
        return sum(not row.reviewed for row in self.rows)


def is_read(source: Source) -> bool:
    """Whether a source counts as read: `READ` of it was on screen long enough. One of unknown length was not."""
    return source.length > 0 and covered(source.read, source.length) >= READ * source.length


def claim_tags(tags: Iterable[Tag], name: str = "claim") -> frozenset[str]:
    """The names of a tag and of all that stand below it in the codebook."""
    below: dict[str, list[str]] = {}
    for tag in tags:
        below.setdefault(tag.parent, []).append(tag.name)
    found, waiting = {name}, [name]
    while waiting:
        new = [child for child in below.get(waiting.pop(), ()) if child not in found]
        found.update(new)
        waiting += new
    return frozenset(found)


class _Sides:
    """Which passages take which side, by the first passage of the cluster they take it to."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._taken: dict[str, dict[str, set[str]]] = {}
        self.touched: dict[str, str] = {}
        """When something was last linked to a cluster, by its first passage."""
        for link in graph.links:
            if link.kind != "restates":
                self._note(link)
            for end in (link.source, link.target):
                first = graph.cluster(end)[0]
                if link.created > self.touched.get(first, ""):
                    self.touched[first] = link.created

    def of(self, first: str) -> dict[str, set[str]]:
        """Passages by their stance, for the cluster that begins with one."""
        return self._taken.get(first, {})

    def _note(self, link: Link) -> None:
        one, other = self._graph.cluster(link.source), self._graph.cluster(link.target)
        if one is other or one == other:  # Whoever contradicts or qualifies what he says himself: these two, not all.
            if link.kind in {"contradicts", "qualifies"}:
                self._take(one, link.kind, (link.source,))
            if link.kind == "contradicts":
                self._take(one, link.kind, (link.target,))
            return
        if link.kind in _SIDES:
            self._take(other, link.kind, one)
        else:
            self._take(other, "mentions", (link.source,))
        if link.kind == "contradicts":
            self._take(one, link.kind, other)
        else:
            self._take(one, "mentions", (link.target,))

    def _take(self, cluster: tuple[str, ...], stance: str, ids: Iterable[str]) -> None:
        self._taken.setdefault(cluster[0], {}).setdefault(stance, set()).update(ids)


def _rows(graph: Graph, origins: Origins, claims: Iterable[Claim], tags: frozenset[str]) -> tuple[Row, ...]:
    said: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.anchor in graph.annotations:
            said.setdefault(graph.cluster(claim.anchor)[0], []).append(claim)
    firsts = {graph.cluster(one.id)[0] for one in graph.annotations.values() if not tags.isdisjoint(one.tags)}
    sides = _Sides(graph)
    return tuple(
        _row(graph, origins, sides, first, said.get(first, ())) for first in graph.in_order(firsts | said.keys())
    )


def _row(graph: Graph, origins: Origins, sides: _Sides, first: str, said: Sequence[Claim]) -> Row:
    members = graph.cluster(first)
    taken = sides.of(first)
    records = ranked(said)
    speaking = records[0] if records else None
    against = taken.get("contradicts", ())
    agree = (*members, *graph.in_order(taken["supports"].difference(members))) if "supports" in taken else members
    title = speaking.title.split() if speaking else []
    return Row(
        members,
        " ".join(title or graph.annotations[first].exact.split()),
        _verdict(graph, origins, agree, against),
        agree,
        speaking,
        tuple(records[1:]),
        changed=speaking is not None and _changed(graph.annotations, members, sides.touched.get(first, ""), speaking),
        _graph=graph,
        _taken=taken,
    )


def _changed(annotations: Mapping[str, Annotation], members: tuple[str, ...], touched: str, claim: Claim) -> bool:
    """Whether a passage or a link of a cluster is newer than its review."""
    return bool(claim.reviewed) and max(touched, *(annotations[one].modified for one in members)) > claim.reviewed


def _cells(graph: Graph, members: tuple[str, ...], taken: Mapping[str, set[str]]) -> dict[str, Cell]:
    annotations = graph.annotations
    stances: dict[str, dict[str, list[str]]] = {}
    for one in members:
        stances.setdefault(annotations[one].source, {}).setdefault("restates", []).append(one)
    for stance, ids in taken.items():
        for one in ids:
            stances.setdefault(annotations[one].source, {}).setdefault(stance, []).append(one)
    return {source: _cell(graph, of) for source, of in stances.items()}


def _cell(graph: Graph, stances: dict[str, list[str]]) -> Cell:
    """What a source does that takes these stances; to mention a claim is nothing beside taking a side."""
    if len(stances) > 1:
        stances.pop("mentions", None)
    sides = {_SIDES.get(stance, 0) for stance in stances}
    said = "restates" if "restates" in stances else next(iter(stances))
    return Cell(
        "mixed" if len(sides) > 1 else said, tuple(graph.in_order({one for ids in stances.values() for one in ids}))
    )


def _verdict(graph: Graph, origins: Origins, agree: Sequence[str], against: Collection[str]) -> Verdict:
    if len(agree) == 1 and not against:  # As most are, on a board that has just been begun.
        return SINGLE
    independent = origins.independent(agree)
    if against:
        return Verdict("contested", independent, origins.independent(against))
    if independent > 1:
        return Verdict("corroborated", independent, 0)
    return SINGLE if len({graph.source(one) for one in agree}) == 1 else Verdict("one origin", 1, 0)
