"""Walk over the map: a cursor on a node and one of its links, and what part of the network is drawn."""

from dataclasses import dataclass, field

from annotations.review.overview.map.layout import Layout, laid_out
from annotations.review.overview.map.neighbourhood import MOST, Part, around
from annotations.review.overview.map.network import Edge, Network

_NONE = Part((), (), (), {}, 0)


@dataclass
class MapWalk:
    """State of the map that is kept after its screen is closed."""

    node: str = ""
    """Key of the node with the cursor."""
    focus: str = ""
    """Key of the node around which a large map is drawn."""
    typed: str = ""
    """Filter of the claims."""
    unlinked: bool = False
    """Whether claims without a link are drawn."""
    network: Network | None = field(default=None, compare=False)
    part: Part = field(default=_NONE, compare=False)
    layout: Layout | None = field(default=None, compare=False)
    _chosen: int = field(default=0, compare=False)

    def take(self, network: Network) -> None:
        """Draw another network; the cursor stays with its node if that is still drawn."""
        self.network = network
        self.lay_out()

    def lay_out(self) -> None:
        """Draw the network around the focus."""
        if self.network is None:
            return
        # What was asked for is drawn, even if its links lead to what was not.
        unlinked = self.unlinked or bool(self.typed.strip())
        self.part = around(self.network, self.focus, MOST, unlinked=unlinked)
        self.layout = laid_out(self.network, self.part)
        if self.node not in self.layout.boxes:
            self.node = self.focus if self.focus in self.layout.boxes else next(iter(self.layout.boxes), "")
            self._chosen = 0

    @property
    def edges(self) -> list[Edge]:
        """Edges of the node with the cursor, the most telling first."""
        return self.network.edges_at(self.node) if self.network is not None and self.node else []

    @property
    def edge(self) -> Edge | None:
        """Chosen edge."""
        edges = self.edges
        return edges[self._chosen % len(edges)] if edges else None

    def choose(self, by: int) -> None:
        """Choose an edge some places further, around the end."""
        self._chosen += by

    def go(self, node: str, edge: Edge | None = None) -> None:
        """Move the cursor to a node; the edge that it came along stays chosen. What is not drawn becomes the focus."""
        self.node = node
        edges = self.edges
        self._chosen = edges.index(edge) if edge in edges else 0
        if self.layout is not None and node not in self.layout.boxes:
            self.focus = node
            self.lay_out()

    def along(self) -> bool:
        """Go to the other end of the chosen edge; return False if there is none."""
        edge = self.edge
        if edge is None:
            return False
        self.go(edge.far(self.node), edge)
        return True

    def centre(self) -> None:
        """Draw the map around the node with the cursor."""
        self.focus = self.node
        self.lay_out()

    def step(self, by: int) -> None:
        """Move the cursor down by some nodes of its column."""
        column = self._column()
        if column:
            self.go(column[max(0, min(column.index(self.node) + by, len(column) - 1))])

    def across(self, by: int) -> bool:
        """Move the cursor to the nearest neighbour in the other column; return False if it is there or has none."""
        boxes = self.layout.boxes if self.layout is not None else {}
        if self.node not in boxes or boxes[self.node].claim == (by > 0):
            return False
        here = boxes[self.node].row
        near = [
            boxes[far] for edge in self.edges if (far := edge.far(self.node)) in boxes and boxes[far].claim == (by > 0)
        ]
        if near:
            self.go(min(near, key=lambda box: (abs(box.row - here), box.row)).key)
        return bool(near)

    def _column(self) -> list[str]:
        """Return the keys of the nodes in the column of the cursor, from top to bottom."""
        if self.layout is None or self.node not in self.layout.boxes:
            return []
        claim = self.layout.boxes[self.node].claim
        return [key for key, box in self.layout.boxes.items() if box.claim is claim]
