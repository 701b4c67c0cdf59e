"""Passages by source and tag, and figures by status."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

from annotations.model import STATUSES, Passage, Source, status_name
from annotations.records.codebook.tree import TagTree
from annotations.review.overview.statistics.tables import SOURCE, Column, Line, Table, counted, source_heads, totalled

ALL: Final = "passages"
"""Column of all passages of a source."""

UNTAGGED: Final = "no tag"
"""Column of the passages without a tag."""

TOTAL: Final = ("", "all sources")
"""Heads of the line of totals."""


def by_source(sources: Iterable[Source], passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    """Group passages by the id of their source; a source without one has an empty group."""
    found: dict[str, list[Passage]] = {source.id: [] for source in sources}
    for passage in passages:
        found.setdefault(passage.annotation.source, []).append(passage)
    return found


def tagged(sources: Sequence[Source], groups: Mapping[str, Sequence[Passage]], tags: TagTree) -> Table:
    """Return the passages by source and tag; one with a tag counts under the tags above it, too."""
    lines = []
    names = [node.tag.name for node in tags.nodes]
    known = set(names)
    for source in sources:
        found: dict[str, list[str]] = {ALL: [], UNTAGGED: []}
        for annotation, *_ in groups[source.id]:
            found[ALL].append(annotation.id)
            for tag in dict.fromkeys(name for one in annotation.tags for name in (one, *tags.above(one))):
                found.setdefault(f"tag:{tag}", []).append(annotation.id)
            if known.isdisjoint(annotation.tags):
                found[UNTAGGED].append(annotation.id)
        lines.append(Line(source_heads(source), counted(found), source.id))
    columns = (Column(ALL, ALL), *(Column(f"tag:{tag}", tag) for tag in names), Column(UNTAGGED, UNTAGGED))
    return Table(
        "passages",
        "Passages by source and tag",
        "Passages of each source, and how many of them have each tag or one below it; one with two tags counts under both.",
        SOURCE,
        columns,
        tuple(lines),
        totalled(lines, TOTAL),
    )


def figures(sources: Sequence[Source], groups: Mapping[str, Sequence[Passage]], tags: Collection[str]) -> Table:
    """Return the passages with one of `tags`, which mark figures, by source and status."""
    lines = []
    for source in sources:
        found: dict[str, list[str]] = {"figures": [], **{status: [] for status in STATUSES}, "changed": []}
        for passage in groups[source.id]:
            annotation = passage.annotation
            if not tags or set(tags).isdisjoint(annotation.tags):
                continue
            found["figures"].append(annotation.id)
            found.setdefault(annotation.status, []).append(annotation.id)
            if passage.figure_changed:
                found["changed"].append(annotation.id)
        if found["figures"]:
            lines.append(Line(source_heads(source), counted(found), source.id))
    return Table(
        "figures",
        "Figures by status",
        "Passages tagged as a figure, by their review status; changed: the source has another value now.",
        SOURCE,
        tuple(Column(name, status_name(name)) for name in ("figures", *STATUSES, "changed")),
        tuple(lines),
        totalled(lines, TOTAL),
    )
