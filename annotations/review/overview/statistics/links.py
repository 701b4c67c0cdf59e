"""Links by type and pair of sources, and the agreement between sources."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from annotations.model import Annotation, Link, LinkKind, Source
from annotations.review.graph import Graph
from annotations.review.overview.statistics.tables import (
    SIDES,
    SOURCE,
    Cell,
    Column,
    Line,
    Table,
    counted,
    source_heads,
    totalled,
)

FOR: Final = frozenset({"supports", "restates"})
"""Types of links that two sources agree by."""

AGAINST: Final = "contradicts"


def by_kind(
    sources: Mapping[str, Source],
    annotations: Mapping[str, Annotation],
    links: Collection[Link],
    kinds: Mapping[str, LinkKind],
) -> Table:
    """Return the links between each two sources, and within each, by type."""
    found: dict[tuple[int, int], dict[str, list[str]]] = {}
    for link in links:
        ends = [annotations.get(end) for end in (link.source, link.target)]
        numbers = [sources[one.source].number for one in ends if one is not None and one.source in sources]
        if len(numbers) != 2:
            continue
        if (kind := kinds.get(link.kind)) is not None and kind.symmetric:
            numbers.sort()
        groups = found.setdefault((numbers[0], numbers[1]), {"links": []})
        groups["links"].append(link.id)
        groups.setdefault(f"type:{link.kind}", []).append(link.id)
    lines = [Line(pair, counted(found[pair])) for pair in sorted(found)]
    named = {link.kind for link in links}
    shown = [*(kind for kind in kinds if kind in named), *sorted(named - kinds.keys())]
    columns = [Column("links", "links"), *(Column(f"type:{kind}", kind) for kind in shown)]
    return Table(
        "links",
        "Links by type",
        "Links from passages of one source to passages of another, by type; within one source both numbers are equal.",
        ("from", "to"),
        tuple(columns),
        tuple(lines),
        totalled(lines, ("", "")),
        counted="links",
    )


def agreement(sources: Sequence[Source], graph: Graph) -> Table:
    """Return how often each two sources support or restate, and contradict, each other; both directions count."""
    numbers = {source.id: source.number for source in sources}
    sides: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for link in graph.links:
        one, other = graph.source(link.source), graph.source(link.target)
        if one == other or (link.kind not in FOR and link.kind != AGAINST):
            continue
        for pair in ((one, other), (other, one)):
            sides.setdefault(pair, ([], []))[link.kind == AGAINST].append(link.id)
    met = {source for source, _ in sides}
    shown = [source for source in sources if source.id in met]
    of: dict[str, dict[str, Cell]] = {}
    for (one, other), (agree, against) in sides.items():
        cell = Cell((len(agree), len(against)), (*agree, *against))
        of.setdefault(one, {})[str(numbers[other])] = cell
    return Table(
        "agreement",
        "Agreement between sources",
        "Links by which two sources support or restate each other, and by which they contradict each other.",
        SOURCE,
        tuple(Column(str(source.number), str(source.number), SIDES, source.path) for source in shown),
        tuple(Line(source_heads(source), of[source.id], source.id) for source in shown),
        counted="links",
    )
