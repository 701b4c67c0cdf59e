"""All statistics of a library at one time."""

from collections.abc import Callable, Iterator
from typing import Final

from annotations.records.codebook.tree import TagTree
from annotations.review.graph import Graph, Records
from annotations.review.overview.statistics.cooccurrence import Cooccurrence
from annotations.review.overview.statistics.coverage import coverage
from annotations.review.overview.statistics.links import agreement, by_kind
from annotations.review.overview.statistics.passages import by_source, figures, tagged
from annotations.review.overview.statistics.tables import Table

NAMES: Final = ("passages", "cooccurrence", "links", "agreement", "coverage", "figures")
"""Names of the tables in their order."""

TextOf = Callable[[str], str | None]
"""Returns the reading text of a source by its id; None if it cannot be read."""


class Statistics:
    """Tables of one state of the records. Only `tables["cooccurrence"]` needs texts: it is completed by `steps`."""

    def __init__(self, records: Records, tags: TagTree, made: Callable[[int], object] = int) -> None:
        """Count; ``made`` is called with the number of tables after each, and stops the work if it raises."""
        sources, names = records.sources, [node.tag.name for node in tags.nodes]
        groups = by_source(sources, records.passages)
        self.together = Cooccurrence(sources, groups, names)
        kinds = {kind.name: kind for kind in records.kinds}
        annotations = {one.annotation.id: one.annotation for one in records.passages}
        self.tables: dict[str, Table] = {}
        """Tables by name, in the order of `NAMES`."""
        tables: tuple[Callable[[], Table], ...] = (
            lambda: tagged(sources, groups, tags),
            self.together.table,
            lambda: by_kind({source.id: source for source in sources}, annotations, records.links, kinds),
            lambda: agreement(sources, Graph(records)),
            lambda: coverage(sources, groups),
            lambda: figures(sources, groups, tags.with_below("figure")),
        )
        for make in tables:
            table = make()
            self.tables[table.name] = table
            made(len(self.tables))

    def complete(self, text_of: TextOf) -> Iterator[None]:
        """Find the tags in one sentence, in steps."""
        for source in self.together.wanted():
            yield from self.together.steps(source, text_of(source))
        self.renew()

    def renew(self) -> None:
        """Take the pairs of tags found so far into the table."""
        self.tables["cooccurrence"] = self.together.table()
