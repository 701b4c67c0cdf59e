"""Rows of the claims board: cells with the stances of sources, and verdicts."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from annotations.model import Annotation
from annotations.model.judgements import Claim
from annotations.review.disputes.dispute_list import Dispute
from annotations.review.graph import Graph
from annotations.review.judgements import ranked
from annotations.review.origins.explanation import copied, described
from annotations.review.origins.independence import Count
from annotations.review.origins.provenance import Provenance
from annotations.text.folding import fold

SIGNS: Final = {
    "states": "●",
    "restates": "≈",
    "supports": "✓",
    "contradicts": "✗",
    "qualifies": "~",
    "mixed": "◐",
    "mentions": "→",
    "silent": "·",
    "unread": "",
}
"""Sign of each stance of a source towards a claim."""

NAMES: Final = {
    "states": "states it",
    "restates": "restates it",
    "supports": "supports it",
    "contradicts": "contradicts it",
    "qualifies": "qualifies it",
    "cites": "cites it",
    "cited": "is cited by it",
    "supported": "is supported by it",
    "qualified": "is qualified by it",
    "linked": "is linked to it",
    "silent": "read, silent",
    "unread": "not read yet",
}
"""What a source does with a claim, in words. Those without a sign of their own take no side: they *mention* the claim."""

LEGEND: Final = {**{stance: stance for stance in SIGNS}, "mixed": "several of these", "mentions": "related"}
"""Name of each stance beside its sign."""

SIDES: Final = {"states": 1, "restates": 1, "supports": 1, "contradicts": 2, "qualifies": 3}
"""Stances that take a side, with the number of the side."""


class Cell(NamedTuple):
    """Stance of a source towards a claim."""

    stance: str
    """A key of `SIGNS`."""
    passages: tuple[str, ...] = ()
    """Ids of the annotations that take it, in the order of the text."""
    relations: tuple[str, ...] = ()
    """Keys of `NAMES`: all that the source does with the claim."""

    @property
    def sign(self) -> str:
        """One character; `""` for an unread source."""
        return SIGNS[self.stance]

    @property
    def words(self) -> str:
        """What the source does with the claim: *supports it and qualifies it*."""
        return " and ".join(NAMES[one] for one in self.relations or (self.stance,))


SILENT: Final = Cell("silent")
UNREAD: Final = Cell("unread")


VERDICTS: Final = ("corroborated", "contested", "one origin", "single source")
"""Possible verdicts of a claim."""


class Verdict(NamedTuple):
    """Result of a row."""

    kind: str
    """One of `VERDICTS`."""
    agree: int
    """Number of independent sources that say or support it; at least 1."""
    against: int
    """Number of independent sources that contradict it."""

    @property
    def words(self) -> str:
        """The counts in words: *3 for, 2 against*."""
        return f"{self.agree} for, {self.against} against" if self.against else f"{self.agree} for"


SINGLE: Final = Verdict("single source", 1, 0)


class Row:
    """Claim with the stances of the sources, computed at their first use."""

    def __init__(
        self,
        graph: Graph,
        origins: Provenance,
        members: tuple[str, ...],
        taken: Mapping[str, set[str]],
        touched: str,
        claims: Sequence[Claim],
        dispute: Callable[[], Dispute | None],
    ) -> None:
        """Create the row of a cluster.

        `taken` has the passages that take a side, by stance; `touched` is the time of the latest link to the cluster,
        `claims` are the reviews of its passages, and `dispute` finds the dispute that it is in.
        """
        self.members = members
        """Ids of the annotations of the cluster, earliest first."""
        records = ranked(claims)
        self.claim = records[0] if records else None
        """Review that applies to the row."""
        self.others = tuple(records[1:])
        """Reviews of parts of the cluster from before they were merged."""
        self._graph = graph
        self._origins = origins
        self._taken = taken
        self._touched = touched
        self._dispute = dispute

    def __repr__(self) -> str:
        return f"Row({self.words!r}, {self.verdict.words!r})"

    @cached_property
    def words(self) -> str:
        """Title of the review, else the words of the earliest passage, on one line."""
        title = self.claim.title.split() if self.claim else []
        return " ".join(title or self._graph.annotations[self.members[0]].exact.split())

    @cached_property
    def folded(self) -> str:
        """Its words, its note and those of its passages, folded for search."""
        exact = (self._graph.annotations[one].exact for one in self.members)
        return fold("\n".join((self.words, self.claim.note if self.claim else "", *exact)))

    @cached_property
    def agree(self) -> tuple[str, ...]:
        """Ids of the annotations that say or support it, for `Provenance.trace`."""
        support = self._taken.get("supports")
        return (*self.members, *self._graph.in_order(support.difference(self.members))) if support else self.members

    @cached_property
    def against(self) -> Collection[str]:
        """Ids of the annotations that contradict it, in no order."""
        return self._taken.get("contradicts", ())

    @property
    def dispute(self) -> Dispute | None:
        """The dispute that it has a side in, or None."""
        return self._dispute() if self.against else None

    @cached_property
    def counts(self) -> tuple[Count, Count]:
        """Independent sources that say or support it, and those that contradict it."""
        return self._origins.count(self.agree), self._origins.count(self.against)

    @cached_property
    def verdict(self) -> Verdict:
        """Verdict of the row."""
        if len(self.agree) == 1 and not self.against:  # Most rows of a new board are.
            return SINGLE
        agree, against = (count.number for count in self.counts)
        if against:
            return Verdict("contested", agree, against)
        if agree > 1:
            return Verdict("corroborated", agree, 0)
        return SINGLE if self.speaking == 1 else Verdict("one origin", 1, 0)

    @cached_property
    def explanation(self) -> str:
        """Verdict with the sources that do not count for one each, and why, on one line.

        *3 for, 2 against; 4 and 5 count once: 5:1 cites 4:1*.
        """
        if self.verdict is SINGLE:
            return SINGLE.words
        shared = [shared for count in self.counts for shared in count.shared]
        return "; ".join((self.verdict.words, *(described(self._graph, one) for one in shared)))

    @cached_property
    def copies(self) -> tuple[tuple[str, str], ...]:
        """Pairs of passages of different sources that look copied and count separately without a decision."""
        sides = (self.agree, self._graph.in_order(self.against))
        return tuple(pair for side in sides for pair in copied(self._graph, self._origins, side))

    @cached_property
    def changed(self) -> bool:
        """True if something was linked or changed after the review."""
        return self.claim is not None and _changed(self._graph.annotations, self.members, self._touched, self.claim)

    @cached_property
    def cells(self) -> Mapping[str, Cell]:
        """Cells by the ids of sources; silent and unread sources are omitted."""
        return _cells(self._graph, self.members, self._taken)

    @property
    def speaking(self) -> int:
        """Number of sources that say or support it, independent or not."""
        return len({self._graph.source(one) for one in self.agree})

    @property
    def key(self) -> str:
        """Id that stays the same when the board is rebuilt: the anchor of the review, else the earliest passage."""
        return self.claim.anchor if self.claim else self.members[0]

    @property
    def status(self) -> str:
        """Status of the review: one of `annotations.model.STATUSES`."""
        return self.claim.status if self.claim else "open"

    @property
    def reviewed(self) -> bool:
        """True if it was marked reviewed and has not changed since."""
        return self.claim is not None and bool(self.claim.reviewed) and not self.changed


def _changed(annotations: Mapping[str, Annotation], members: tuple[str, ...], touched: str, claim: Claim) -> bool:
    """Return whether a passage or link of a cluster is newer than its review."""
    return bool(claim.reviewed) and max(touched, *(annotations[one].modified for one in members)) > claim.reviewed


def _cells(graph: Graph, members: tuple[str, ...], taken: Mapping[str, set[str]]) -> dict[str, Cell]:
    annotations = graph.annotations
    stances: dict[str, dict[str, list[str]]] = {}
    first = graph.source(members[0])
    for one in members:
        source = graph.source(one)
        stances.setdefault(source, {}).setdefault("states" if source == first else "restates", []).append(one)
    for stance, ids in taken.items():
        for one in ids:
            stances.setdefault(annotations[one].source, {}).setdefault(stance, []).append(one)
    return {source: _cell(graph, of) for source, of in stances.items()}


def _cell(graph: Graph, stances: dict[str, list[str]]) -> Cell:
    """Return the cell of a source from its stances; mentioning a claim counts only if no side is taken."""
    taken = [stance for stance in SIDES if stance in stances]
    relations = taken or [relation for relation in NAMES if relation in stances]
    stance = taken[0] if taken else "mentions"
    if len({SIDES[one] for one in taken}) > 1:
        stance = "mixed"
    passages = graph.in_order({one for relation in relations for one in stances[relation]})
    return Cell(stance, tuple(passages), tuple(relations))
