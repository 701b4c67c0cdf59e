"""How many sources have it from themselves."""

from itertools import pairwise

import pytest
from hypothesis import given

from annotations.review.graph import Graph
from annotations.review.provenance import Provenance
from tests.annotations.review.making import Folder, folder, folders
from tests.annotations.review.reading import Reading


def origins(made: Folder) -> Provenance:
    return Provenance(Graph(made.records()))


@given(folders())
def test_origins_are_what_the_links_lead_to(made: Folder) -> None:
    """Whatever the graph: origins, loops and doubts are those of a brute-force reading."""
    found, reading = origins(made), Reading(made)
    for one in reading.ids:
        assert found.of(one) == reading.origins(one)
    circles = {
        tuple(x for x in reading.ids if x == one or {(x, one), (one, x)} <= reading.above) for one in reading.ids
    }
    assert set(found.loops) == {circle for circle in circles if len({reading.source(one) for one in circle}) > 1}
    doubted = {doubt.link.id for doubt in found.doubts()}
    for link in reading.links:
        ends = [{reading.source(one) for one in reading.origins(end)} for end in (link.source, link.target)]
        assert (link.id in doubted) == (link.kind == "supports" and bool(ends[0] & ends[1]))


@given(folders())
def test_a_tree_shows_every_passage_below_an_origin(made: Folder) -> None:
    """Each passage of a claim stands in its tree, each origin at its root, and what is repeated is not gone on with."""
    board = made.board()
    for row in board.rows:
        trace = board.origins.trace(row.agree)
        shown = [step.annotation for step in trace.steps]
        assert set(row.agree) <= set(shown)
        assert {step.annotation for step in trace.steps if step.depth == 0} == {
            origin for one in row.agree for origin in board.origins.of(one)
        }
        firsts = [step.annotation for step in trace.steps if not step.again]
        assert len(firsts) == len(set(firsts))
        assert all(after.depth <= before.depth for before, after in pairwise(trace.steps) if before.again)


def test_four_sources_may_have_one_origin() -> None:
    """A press release that three repeat is one witness, and the tree says who has it from whom."""
    made = folder("s1:1 s2:1 s3:1 s4:1", "s2:1 cites s1:1, s3:1 restates s2:1, s4:1 supports s3:1, s4:1 cites s1:1")
    (row, *_) = [row for row in made.board().rows if "s3:1" in row.members]
    trace = made.board().origins.trace(row.agree)
    assert row.verdict.words == "one origin"
    assert trace.lines(str) == ["3 sources, 1 origin", "s1:1", "  → s2:1", "    ≈ s3:1", "  → s4:1"]


def test_who_repeats_two_does_not_make_them_one() -> None:
    """Two witnesses stay two when a third repeats both."""
    made = folder("s1:1 s2:1 s3:1", "s3:1 restates s1:1, s3:1 restates s2:1")
    assert made.board().rows[0].verdict.words == "corroborated 2"


def test_no_more_sources_are_independent_than_say_it() -> None:
    """One who draws from two is one."""
    made = folder("s1:1 s2:1 s3:1 s4:1", "s1:1 cites s3:1, s1:1 cites s4:1, s2:1 supports s1:1")
    assert origins(made).sources(["s1:1", "s2:1"]) == {"s2", "s3", "s4"}
    assert made.board().rows[0].verdict.words == "corroborated 2"


@pytest.mark.parametrize(
    ("links", "origin"),
    [
        ("s1:1 restates s2:1", "s2:1"),
        ("s1:1 restates s2:1, s2:2 cites s1:2", "s1:1"),
        ("s1:1 restates s2:1, s2:2 cites s1:2, s1:1 cites s2:1", "s2:1"),
    ],
)
def test_who_restates_whom_goes_by_citation_then_by_the_link(links: str, origin: str) -> None:
    """A citation between the passages decides, else one between their sources, else the way the link was made."""
    assert origins(folder("s1:1 s1:2 s2:1 s2:2", links)).of("s1:1") == {origin}


def test_a_circle_is_flagged_and_is_one_origin() -> None:
    """Sources that have it from each other have no witness but themselves."""
    made = folder("s1:1 s2:1 s3:1", "s1:1 cites s2:1, s2:1 cites s3:1, s3:1 cites s1:1")
    found = origins(made)
    assert found.loops == [("s1:1", "s2:1", "s3:1")]
    assert found.independent(["s1:1", "s2:1", "s3:1"]) == 1


def test_a_long_chain_is_followed_to_its_end() -> None:
    """Two thousand that repeat each other go back to the first, without a stack that overflows."""
    count = 2000
    made = folder(
        " ".join(f"s{n}:1" for n in range(1, count + 1)),
        ", ".join(f"s{n + 1}:1 restates s{n}:1" for n in range(1, count)),
    )
    found = origins(made)
    assert found.of(f"s{count}:1") == {"s1:1"}
    assert found.trace([f"s{count}:1"]).steps[-1].depth == count - 1
