"""The map of sources and claims: what its nodes and edges are, which are drawn, and where."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.model import LINK_KINDS, LinkKind
from annotations.review.overview.map.layout import LEFT, MIDDLE, RIGHT, Layout, laid_out
from annotations.review.overview.map.neighbourhood import Part, around
from annotations.review.overview.map.network import STATES, Edge, Network, counted
from tests.annotations.review.making import Folder, folder, folders

LINKED = folder(
    "s1:1 s1:2 s1:3- s2:1 s2:2- s3:1 s3:2-",
    "s1:1 contradicts s2:1, s2:1 restates s3:1, s3:2 supports s1:1, s1:3 cites s2:2, s1:1 supports s3:2",
)


def network(made: Folder) -> Network:
    """The network of the whole board of a folder."""
    return Network(made.board())


def edges(of: Network | Part) -> list[str]:
    """Edges in words, without those from sources to their own claims."""
    return [f"{edge.one} {edge.kind} {edge.other}" for edge in of.edges if edge.kind != STATES]


def drawn(of: Network, part: Part) -> Layout:
    """The layout of a part."""
    return laid_out(of, part)


def test_a_passage_belongs_to_its_claim_or_its_source() -> None:
    """Two passages that restate each other are one node; a link between two that are no claims joins their sources."""
    made = network(LINKED)
    assert [*made.sources, *made.claims] == ["s1", "s2", "s3", "s1:1", "s1:2", "s2:1"]
    assert edges(made) == ["s1 cites s2", "s3 supports s1:1", "s1:1 supports s3", "s1:1 contradicts s2:1"]
    states = [(edge.one, edge.other, edge.ids) for edge in made.edges if edge.kind == STATES]
    assert ("s3", "s2:1", ("s3:1",)) in states
    assert made.node_of("s3:1", "s3") == "s2:1"
    assert made.node_of("s3:2", "s3") == "s3"
    assert made.node_of("nowhere", "nowhere") == ""


def test_the_most_telling_edges_of_a_node_come_first() -> None:
    """A contradiction before support, and what is only stated last."""
    made = network(LINKED)
    assert [edge.kind for edge in made.edges_at("s1:1")] == ["contradicts", "supports", "supports", STATES]
    assert counted(made.edges_at("s1:1")) == {"contradicts": 1, "supports": 2, STATES: 1}
    assert [edge.sign for edge in made.edges_at("s1:1")][:2] == ["✗", "✓"]
    assert Edge("a", "b", "echoes", ()).sign == "?"
    own = {**LINK_KINDS, "echoes": LinkKind(name="echoes", glyph="e")}
    echoing = Network(folder("s1:1 s2:1", "s1:1 echoes s2:1").board(), kinds=own)
    assert [edge.sign for edge in echoing.edges if edge.kind == "echoes"] == ["e"]


def test_claims_without_a_link_are_left_out_unless_asked_for() -> None:
    """A claim that was asked about is drawn in any case."""
    made = network(LINKED)
    assert around(made, "").claims == ("s1:1", "s2:1")
    assert around(made, "", unlinked=True).claims == ("s1:1", "s1:2", "s2:1")
    assert around(made, "s1:2").claims == ("s1:1", "s1:2", "s2:1")


def test_rows_that_are_left_out_take_their_links_with_them() -> None:
    """A link to a claim that the filter hides is not drawn as a link of the source."""
    board = LINKED.board()
    made = Network(board, board.rows[:1])
    assert edges(made) == ["s1 cites s2", "s3 supports s1:1", "s1:1 supports s3"]


def test_of_many_the_nearest_are_drawn() -> None:
    """Those reached over the fewest links; each drawn node knows how many of its neighbours are not there."""
    count = 30
    chain = ", ".join(f"s{n}:1 contradicts s{n + 1}:1" for n in range(1, count))
    made = network(folder(" ".join(f"s{n}:1" for n in range(1, count + 1)), chain))
    part = around(made, "s15:1", 6)
    assert part.claims == ("s14:1", "s15:1", "s16:1")
    assert part.sources == ("s14", "s15", "s16")
    assert part.hidden == {"s14:1": 1, "s16:1": 1}
    assert part.left_out == 2 * count - 6
    assert around(made, "nothing", 4).claims == ("s1:1", "s2:1")


def test_drawing_a_part_costs_no_more_in_a_larger_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what is drawn, and what it is linked to, is looked at."""
    looked: list[str] = []
    edges_at = Network.edges_at

    def counting(self: Network, key: str) -> list[Edge]:
        looked.append(key)
        return edges_at(self, key)

    monkeypatch.setattr(Network, "edges_at", counting)
    costs = []
    for count in (40, 400):
        chain = ", ".join(f"s{n}:1 contradicts s{n + 1}:1" for n in range(1, count))
        made = network(folder(" ".join(f"s{n}:1" for n in range(1, count + 1)), chain))
        looked.clear()
        around(made, "s20:1", 10)
        costs.append(len(looked))
    assert costs[0] == costs[1] < 40


def test_a_claim_is_beside_the_source_of_its_earliest_passage() -> None:
    """Edges between the columns run between them, the others beyond their own column."""
    made = network(LINKED)
    layout = drawn(made, around(made, ""))
    assert [*layout.boxes] == ["s1", "s1:1", "s2", "s2:1", "s3"]
    assert layout.boxes["s1:1"].row == layout.boxes["s1"].row
    assert layout.boxes["s2:1"].row == layout.boxes["s2"].row
    sides = {wire.kind: wire.side for wire in layout.wires if wire.kind != "supports"}
    assert sides == {"cites": LEFT, "states": MIDDLE, "contradicts": RIGHT}


def test_the_sign_of_a_link_is_where_it_leads() -> None:
    """Of a symmetric one at both ends; what a source merely states has none."""
    made = network(LINKED)
    signs = {(wire.edges[0].one, wire.kind): wire.signs for wire in drawn(made, around(made, "")).wires}
    assert signs["s3", "supports"] == (False, True)
    assert signs["s1:1", "supports"] == (True, False)
    assert signs["s1:1", "contradicts"] == (True, True)
    assert signs["s1", "cites"] == (False, True)
    assert signs["s1", STATES] == (False, False)


@given(made=folders(), most=st.integers(1, 12), unlinked=st.booleans())
def test_no_two_lines_share_a_place(made: Folder, most: int, *, unlinked: bool) -> None:
    """In whatever folder: boxes of a column are apart, each end has its own row at its node, lanes are free along a line."""
    of = network(made)
    part = around(of, next(iter(of.claims), ""), most, unlinked=unlinked)
    layout = drawn(of, part)
    assert layout == drawn(of, part)
    assert set(layout.boxes) == {*part.sources, *part.claims}
    for claim in (False, True):
        rows = [
            row for box in layout.boxes.values() if box.claim is claim for row in range(box.row, box.row + box.height)
        ]
        assert len(rows) == len(set(rows))
        assert all(0 <= row < layout.rows for row in rows)
    assert sorted(edge for wire in layout.wires for edge in wire.edges) == sorted(part.edges)
    _check_ends(layout)
    _check_lanes(layout, layout.lanes)


def _check_ends(layout: Layout) -> None:
    taken = set()
    for wire in layout.wires:
        near = wire.edges[0].one if wire.side != MIDDLE else _source(layout, wire.edges[0])
        ends = [(near, wire.start), *((edge.far(near), row) for edge, row in zip(wire.edges, wire.ends, strict=True))]
        for key, row in ends:
            box = layout.boxes[key]
            assert box.row <= row < box.row + box.height
            assert (wire.side, key, row) not in taken
            taken.add((wire.side, key, row))


def _source(layout: Layout, edge: Edge) -> str:
    return edge.other if layout.boxes[edge.one].claim else edge.one


def _check_lanes(layout: Layout, lanes: Mapping[str, int]) -> None:
    taken = set()
    for wire in layout.wires:
        assert wire.lane < lanes[wire.side]
        for row in range(wire.top, wire.bottom + 1):
            assert (wire.side, wire.lane, row) not in taken
            taken.add((wire.side, wire.lane, row))
