"""Disputes: each once, with its sides."""

import pytest
from hypothesis import given

from annotations.errors import UsageError
from annotations.review.disputes.dispute_list import SORTS
from annotations.review.findings.questions import open_questions
from tests.annotations.review.making import EARLY, LATE, LATER, Folder, folder, folders, link, ruling, source
from tests.annotations.review.reading import Reading, closed


def sides(made: Folder) -> list[list[tuple[str, ...]]]:
    """The passages of the sides of each dispute."""
    return [[side.passages for side in one.sides] for one in made.board().disputes.all()]


@given(folders())
def test_a_dispute_is_all_claims_that_contradict_each_other(made: Folder) -> None:
    """Whatever the links: each contradiction is in one dispute, and each passage of a claim on one side of it."""
    disputes, reading = made.board().disputes.all(), Reading(made)
    assert [set(one.passages) for one in disputes] == reading.disputes()
    facing = {frozenset((one.source, one.target)) for one in reading.links if one.kind == "contradicts"}
    assert {frozenset(pair) for one in disputes for pair in one.pairs} == facing
    for one in disputes:
        assert sorted(passage for side in one.sides for passage in side.passages) == sorted(one.passages)


@given(folders())
def test_no_side_has_both_ends_of_a_contradiction(made: Folder) -> None:
    """Neither among the passages of its claims nor among those that support it, however many sides that takes."""
    reading = Reading(made)
    facing = [{one.source, one.target} for one in reading.links if one.kind == "contradicts"]
    for dispute in made.board().disputes.all():
        for side in dispute.sides:
            assert not [pair for pair in facing if pair <= set(side.all)]
            assert side.number == reading.independent(set(side.all))


@given(folders())
def test_there_are_two_sides_if_two_are_enough(made: Folder) -> None:
    """Claims that can be told apart as those for and those against are: a walk of odd length leads back to none."""
    reading = Reading(made)
    facing = {(one.source, one.target) for one in reading.links if one.kind == "contradicts"}
    facing |= {(b, a) for a, b in facing}
    whole = all(b not in reading.clusters[a] for a, b in facing)
    across = {(a, b) for one, other in facing for a in reading.clusters[one] for b in reading.clusters[other]}
    walks = closed(
        [f"{side}{one}" for one in reading.ids for side in "+-"],
        {(f"{x}{a}", f"{y}{b}") for a, b in across for x, y in ("+-", "-+")},
    )
    for dispute in made.board().disputes.all():
        odd = any((f"+{one}", f"-{one}") in walks for one in dispute.passages)
        if whole:
            assert (len(dispute.sides) == 2) == (not odd)


def test_the_same_dispute_in_four_rows_is_one_dispute() -> None:
    """A date in one source against another date in three others, which restate or only face the first one."""
    made = folder(
        "s1:1 s2:1 s3:1 s4:1 s5:1",
        "s1:1 contradicts s2:1, s3:1 restates s2:1, s4:1 contradicts s1:1, s5:1 supports s4:1",
    )
    assert sum(bool(row.verdict.against) for row in made.board().rows) == 3
    (dispute,) = made.board().disputes.all()
    assert [side.passages for side in dispute.sides] == [("s1:1",), ("s2:1", "s3:1", "s4:1")]
    assert [side.support for side in dispute.sides] == [(), ("s5:1",)]
    assert dispute.pairs == (("s1:1", "s2:1"), ("s1:1", "s4:1"))
    assert (dispute.weight, dispute.sources) == ((1, 5), ("s1", "s2", "s3", "s4", "s5"))


def test_claims_of_which_each_contradicts_each_have_a_side_each() -> None:
    """Three figures for one thing are three sides, the earliest first; who contradicts one of them joins another."""
    three = "s1:1 contradicts s2:1, s2:1 contradicts s3:1, s3:1 contradicts s1:1"
    assert sides(folder("s1:1 s2:1 s3:1", three)) == [[("s1:1",), ("s2:1",), ("s3:1",)]]
    more = folder("s1:1 s2:1 s3:1 s4:1", f"{three}, s4:1 contradicts s1:1")
    assert sides(more) == [[("s1:1",), ("s2:1", "s4:1"), ("s3:1",)]]


def test_a_claim_that_contradicts_itself_is_divided() -> None:
    """Passages that restate one claim and contradict each other are on two sides; the others stay with the first."""
    links = "s1:1 restates s2:1, s2:1 restates s3:1, s1:1 contradicts s3:1"
    assert sides(folder("s1:1 s2:1 s3:1", links)) == [[("s1:1", "s2:1"), ("s3:1",)]]
    assert sides(folder("s1:1 s2:1 s3:1 s4:1", f"{links}, s4:1 contradicts s2:1")) == [
        [("s1:1", "s2:1"), ("s3:1", "s4:1")]
    ]


def test_what_supports_a_side_and_contradicts_it_is_not_on_it() -> None:
    """Of two supporters that contradict each other the first one stays."""
    links = "s1:1 contradicts s2:1, s3:1 supports s1:1, s4:1 supports s1:1, s3:1 contradicts s4:1"
    first, second = folder("s1:1 s2:1 s3:1 s4:1", links).board().disputes.all()
    assert [side.all for side in first.sides] == [("s1:1", "s3:1"), ("s2:1",)]
    assert [side.passages for side in second.sides] == [("s3:1",), ("s4:1",)]


@pytest.mark.parametrize(("count", "asked"), [(3, "3"), (4, "3 and 4"), (12, "3, 4, 5, 6, 7, 8, 9 and 3 more")])
def test_the_sources_that_are_not_read_are_named_up_to_eight(count: int, asked: str) -> None:
    """Those of the dispute do not count, whether they are read or not; of more than eight the first seven are named."""
    made = folder(" ".join(f"s{number}:1" for number in range(1, count + 1)), "s1:1 contradicts s2:1")
    unread = (made.sources[0], *(source(one.number, read=0.0) for one in made.sources[1:]))
    board = made._replace(sources=unread).board()
    (dispute,) = board.disputes.all()
    (question,) = open_questions(board, dispute)
    assert question.split(maxsplit=1)[1].startswith(f"{asked} {'is' if count == 3 else 'are'} not read yet")
    assert len(board.disputes) == 1


def test_a_contradiction_of_a_support_is_a_dispute_of_its_own_and_says_how_to_join_both() -> None:
    """Both disputes name the link that would join them; with that link they are one."""
    links = "s1:1 contradicts s2:1, s3:1 supports s1:1, s4:1 contradicts s3:1"
    board = folder("s1:1 s2:1 s3:1 s4:1", links).board()
    for dispute in board.disputes.all():
        (line,) = (line for line in open_questions(board, dispute) if "of its own" in line)
        assert line.startswith("3:1 supports 1:1, and 4:1 contradicts 3:1 in a dispute of its own")
        assert line.endswith("link 4:1 to 1:1 with contradicts.")
    joined = folder("s1:1 s2:1 s3:1 s4:1", f"{links}, s4:1 contradicts s1:1").board()
    (dispute,) = joined.disputes.all()
    assert [side.all for side in dispute.sides] == [("s1:1", "s3:1"), ("s2:1", "s4:1")]
    assert not [line for line in open_questions(joined, dispute) if "of its own" in line]


def test_orders() -> None:
    """By weight of the weaker side, then of all; by the number of sources; by the latest contradiction."""
    made = folder(
        "s1:1 s2:1 s3:1 s4:1 s1:2 s2:2 s1:3 s2:3 s3:3 s4:3",
        "s1:2 contradicts s2:2, s1:3 contradicts s2:3, s1:1 contradicts s3:1, s2:1 restates s1:1, s4:1 restates s3:1, "
        "s3:3 restates s2:3, s4:3 restates s2:3",
    )
    late = {"s1:2 contradicts s2:2": LATER, "s1:3 contradicts s2:3": LATE}
    made = made._replace(
        links=tuple(link(one.source, one.kind, one.target, late.get(one.id, EARLY)) for one in made.links)
    )
    disputes = made.board().disputes
    firsts = {by: [one.passages[0] for one in disputes.all(by)] for by in SORTS}
    assert firsts == {
        "weight": ["s1:1", "s1:3", "s1:2"],
        "sources": ["s1:1", "s1:3", "s1:2"],
        "newest": ["s1:2", "s1:3", "s1:1"],
    }
    with pytest.raises(UsageError, match="weight, sources, newest"):
        disputes.all("size")


def test_a_decision_applies_to_its_dispute_until_the_dispute_changes() -> None:
    """The latest decision of a dispute applies; what is linked later opens the dispute again."""
    made = folder("s1:1 s2:1 s3:1", "s1:1 contradicts s2:1")
    ours = ruling("s2:1", "s2:1", decided=LATE, modified=LATE)
    decided = made._replace(rulings=(ruling("s1:1", "s1:1"), ours))
    (dispute,) = decided.board().disputes.all()
    assert (dispute.ruling, dispute.believed, dispute.decided, dispute.key) == (ours, 1, True, "s2:1")
    assert [one.anchor for one in dispute.rulings] == ["s2:1", "s1:1"]
    later = decided._replace(links=(*made.links, link("s3:1", "contradicts", "s1:1", LATER)))
    (dispute,) = later.board().disputes.all()
    assert (dispute.believed, dispute.decided, dispute.changed) == (1, False, True)
