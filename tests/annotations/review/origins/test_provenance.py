"""How many sources have it from themselves."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from msgspec.structs import replace

from annotations.review.graph import Graph
from annotations.review.origins.provenance import Provenance
from tests.annotations.review.making import EARLY, LATE, LATER, Folder, folder, folders, judged, link, passage
from tests.annotations.review.reading import Reading


def origins(made: Folder) -> Provenance:
    return Provenance(Graph(made.records()), made.judged)


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
    for link_ in reading.links:
        alone = reading.independent({link_.source, link_.target}) == 1
        assert (link_.id in doubted) == (link_.kind == "supports" and alone)


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


def test_sources_that_restate_each_other_are_independent() -> None:
    """Two that say the same are two, whichever way the links lead and however many there are."""
    assert folder("s1:1 s2:1", "s2:1 restates s1:1").board().rows[0].explanation == "2 for"
    made = folder("s1:1 s2:1 s3:1", "s2:1 restates s1:1, s1:1 restates s2:1, s3:1 restates s2:1")
    assert made.board().rows[0].explanation == "3 for"


CASES = (Path(__file__).parent / "data" / "independence.txt").read_text("utf-8").split("\n\n")


@pytest.mark.parametrize("case", CASES)
def test_a_verdict_says_which_sources_count_once_and_why(case: str) -> None:
    """Citations, derived sources and decisions lower a count, and nothing else does; each is named in the verdict."""
    title, passages, links, derived, decisions, verdict = (
        line.partition(":")[2].strip() if ": " in line or line.endswith(":") else line
        for line in case.strip().split("\n")
    )
    made = folder(passages, links)
    parents = {one.split()[0]: tuple(one.split()[3:]) for one in derived.split(",") if one.strip()}
    sources = tuple(replace(one, derived_from=parents.get(one.id, ())) for one in made.sources)
    judged_ = tuple(judged(*one.split()) for one in decisions.split(",") if one.strip())
    board = made._replace(sources=sources, judged=judged_).board()
    assert (title, board.rows[0].explanation) == (title, verdict)


def test_of_two_decisions_about_the_same_sources_the_later_one_applies() -> None:
    """Also if they name different passages, and in whichever order they are recorded."""
    made = folder("s1:1 s2:1 s2:2", "s2:1 restates s1:1, s2:2 restates s1:1")
    once, apart = judged("s1:1", "once", "s2:1", EARLY), judged("s2:2", "separately", "s1:1", LATE)
    for decisions in ((once, apart), (apart, once)):
        assert made._replace(judged=decisions).board().rows[0].explanation == "2 for"
    late = judged("s1:1", "once", "s2:1", LATER)
    row = made._replace(judged=(late, apart)).board().rows[0]
    assert row.explanation == "1 for; 1 and 2 count once: decided for 1:1 and 2:1"


def test_passages_with_nearly_the_same_words_are_flagged_and_counted_separately() -> None:
    """A copy is a question to the analyst: it changes no count, and a decision either way answers it."""
    words = "The orchard at Weir Hill was planted in 1902 with forty rows of old trees."
    copy = "The orchard at Weir Hill was planted in 1902 with forty rows of very old trees."
    other = "Forty rows of trees were planted on Weir Hill at the start of the last century."
    made = folder("s1:1 s2:1 s3:1", "s2:1 restates s1:1, s3:1 restates s1:1")
    texts = zip(("s1:1", "s2:1", "s3:1"), (words, copy, other), strict=True)
    made = made._replace(passages=tuple(passage(one, text) for one, text in texts))
    row = made.board().rows[0]
    assert (row.copies, row.verdict.words) == ((("s1:1", "s2:1"),), "3 for")
    for count in ("once", "separately"):
        decided = made._replace(judged=(judged("s2:1", count, "s1:1"),)).board().rows[0]
        assert (decided.copies, decided.verdict.agree) == ((), 2 if count == "once" else 3)
    cited = made._replace(links=(*made.links, link("s2:1", "cites", "s1:1"))).board().rows[0]
    assert (cited.copies, cited.verdict.agree) == ((), 2)


def test_a_circle_is_flagged_and_is_one_origin() -> None:
    """Sources that have it from each other have no witness but themselves."""
    made = folder("s1:1 s2:1 s3:1", "s1:1 cites s2:1, s2:1 cites s3:1, s3:1 cites s1:1")
    found = origins(made)
    assert found.loops == [("s1:1", "s2:1", "s3:1")]
    assert found.independent(["s1:1", "s2:1", "s3:1"]) == 1


def test_a_long_chain_is_followed_to_its_end() -> None:
    """Two thousand that cite each other in a row go back to the first, without a stack that overflows."""
    count = 2000
    made = folder(
        " ".join(f"s{n}:1" for n in range(1, count + 1)),
        ", ".join(f"s{n + 1}:1 cites s{n}:1" for n in range(1, count)),
    )
    found = origins(made)
    assert found.of(f"s{count}:1") == {"s1:1"}
    assert found.trace([f"s{count}:1"]).steps[-1].depth == count - 1
    assert found.independent(f"s{n}:1" for n in range(1, count + 1)) == 1
