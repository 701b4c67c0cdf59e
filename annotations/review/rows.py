"""How sources stand to a claim, and what that adds up to: the rows of the claims board and their cells."""

from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from annotations.model import Annotation, Claim
from annotations.review.graph import Graph
from annotations.review.judgements import ranked
from annotations.review.provenance import Origins
from annotations.text.folding import fold

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

SIDES: Final = {"restates": 1, "supports": 1, "contradicts": 2, "qualifies": 3}
"""The stances that take a side, and which."""


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


VERDICTS: Final = ("corroborated", "contested", "one origin", "single source")
"""What a claim may add up to."""


class Verdict(NamedTuple):
    """What a row adds up to."""

    kind: str
    """One of `VERDICTS`."""
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


class Row:
    """A claim and how the sources stand to it. What is said of it is worked out when it is first asked for."""

    def __init__(
        self,
        graph: Graph,
        origins: Origins,
        members: tuple[str, ...],
        taken: Mapping[str, set[str]],
        touched: str,
        said: Sequence[Claim],
    ) -> None:
        """A row of some passages.

        ``taken`` are the passages that take a side, by their stance; ``touched`` says when something was last linked
        to it, ``said`` what the analyst says of its passages.
        """
        self.members = members
        """Ids of the annotations that say it, the earliest first."""
        records = ranked(said)
        self.claim = records[0] if records else None
        """What the analyst says of it."""
        self.others = tuple(records[1:])
        """What was said of parts of it before they came together."""
        self._graph = graph
        self._origins = origins
        self._taken = taken
        self._touched = touched

    def __repr__(self) -> str:
        return f"Row({self.words!r}, {self.verdict.words!r})"

    @cached_property
    def words(self) -> str:
        """The analyst's own title, else the words of the earliest passage, on one line."""
        title = self.claim.title.split() if self.claim else []
        return " ".join(title or self._graph.annotations[self.members[0]].exact.split())

    @cached_property
    def folded(self) -> str:
        """Its words, its note and those of its passages, folded to be searched."""
        exact = (self._graph.annotations[one].exact for one in self.members)
        return fold("\n".join((self.words, self.claim.note if self.claim else "", *exact)))

    @cached_property
    def agree(self) -> tuple[str, ...]:
        """Ids of the annotations that say or support it, for `Origins.trace`."""
        support = self._taken.get("supports")
        return (*self.members, *self._graph.in_order(support.difference(self.members))) if support else self.members

    @property
    def against(self) -> Collection[str]:
        """Ids of the annotations that contradict it, in no order."""
        return self._taken.get("contradicts", ())

    @cached_property
    def verdict(self) -> Verdict:
        """What it adds up to."""
        return _verdict(self._graph, self._origins, self.agree, self.against)

    @cached_property
    def changed(self) -> bool:
        """Whether something was linked or altered after it had been reviewed."""
        return self.claim is not None and _changed(self._graph.annotations, self.members, self._touched, self.claim)

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
    sides = {SIDES.get(stance, 0) for stance in stances}
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
