"""The board says what the links say."""

from hypothesis import given
from hypothesis import strategies as st

from annotations.model import LinkKind, Tag
from annotations.records.codebook.tree import TagTree
from annotations.review.board import SIGNS, Board
from annotations.review.findings.warnings import flagged
from tests.annotations.review.making import (
    EARLY,
    LATE,
    LATER,
    Folder,
    altered,
    claim,
    folder,
    folders,
    link,
    passage,
    source,
    told,
    told_disputes,
)
from tests.annotations.review.reading import Reading


@given(folders())
def test_rows_cells_and_verdicts_are_what_the_links_say(made: Folder) -> None:
    """Whatever the graph: a brute-force reading of it finds the same rows, cells and verdicts."""
    board, reading = made.board(), Reading(made)
    rows = reading.rows()
    assert [list(row.members) for row in board.rows] == rows
    for row, members in zip(board.rows, rows, strict=True):
        assert row.verdict.words == reading.verdict(members)
        for one in made.sources:
            assert board.cell(row, one.id).stance == reading.cell(members, one.id)


@given(folders())
def test_the_order_of_records_means_nothing(made: Folder) -> None:
    """Passages and links that come in another order make the same board."""
    turned = Folder(made.sources, made.passages[::-1], made.links[::-1], made.judged[::-1], made.rulings[::-1])
    assert told(turned.board()) == told(made.board())
    assert told_disputes(turned.board()) == told_disputes(made.board())


@given(st.data())
def test_a_board_that_follows_a_change_is_the_one_made_anew(data: st.DataObject) -> None:
    """Whatever changed: a board that takes it in says all that one says which is made of what there is now."""
    made = data.draw(folders())
    anchors = st.sampled_from([one.annotation.id for one in made.passages])
    records = st.builds(
        claim,
        anchors,
        modified=st.sampled_from([EARLY, LATE]),
        reviewed=st.sampled_from(["", LATE]),
        title=st.just("T"),
    )
    said = st.lists(records, max_size=2, unique_by=lambda one: one.id)
    before = made.board(data.draw(said))
    if data.draw(st.booleans()):
        told(before), told_disputes(before)  # all is worked out before it changes
    for _ in range(data.draw(st.integers(1, 3))):
        made, now = data.draw(altered(made)) if made.passages else made, data.draw(said)
        board = made.board(now)
        if not before.refresh(made.records(now)):
            return
        assert told(before) == told(board)
        assert told_disputes(before) == told_disputes(board)
        assert [flagged(before, row) for row in before.rows] == [flagged(board, row) for row in board.rows]
        assert sorted(before.origins.loops) == sorted(board.origins.loops)
        assert [doubt.link.id for doubt in before.origins.doubts()] == [
            doubt.link.id for doubt in board.origins.doubts()
        ]


def test_a_board_follows_tags_verdicts_and_links_of_all_kinds() -> None:
    """Only a source that comes has it made anew; a row that nothing concerns stays the one it was."""
    made = folder("s1:1 s2:1-")
    board = made.board()
    supported = folder("s1:1 s2:1-", "s2:1 supports s1:1")
    assert board.refresh(supported._replace(passages=made.passages).records([claim("s1:1", status="checked")]))
    assert [(row.verdict.words, row.status) for row in board.rows] == [("2 for", "checked")]
    tagged = folder("s1:1 s2:1", "s2:1 supports s1:1")
    assert board.refresh(tagged._replace(links=supported.links).records())
    assert [row.members for row in board.rows] == [("s1:1",), ("s2:1",)]
    wide = folder("s1:1 s2:1 s2:2", "s2:1 supports s1:1")._replace(links=supported.links)
    wide = wide._replace(passages=(*tagged.passages, wide.passages[2]))
    assert board.refresh(wide.records())
    other = board.rows[-1]
    restated = folder("s1:1 s2:1 s2:2", "s2:1 restates s1:1")
    assert board.refresh(wide._replace(links=restated.links).records())
    assert [(row.members, row.verdict.words) for row in board.rows] == [
        (("s1:1", "s2:1"), "2 for"),
        (("s2:2",), "1 for"),
    ]
    assert board.rows[-1] is other
    grown = folder("s1:1 s2:1 s2:2 s3:1")
    assert not board.refresh(grown._replace(links=restated.links).records())
    assert [row.members for row in board.rows] == [("s1:1", "s2:1"), ("s2:2",)]


def test_a_link_far_from_a_claim_may_make_its_support_worth_nothing() -> None:
    """That the source of a source has it from where the claim is from concerns a row that the link does not touch."""
    before = "s2:1 supports s1:1, s1:1 cites s3:1, s2:1 cites s4:1"
    made, after = (folder("s1:1 s2:1- s3:1- s4:1-", links) for links in (before, f"{before}, s4:1 cites s3:1"))
    board = made.board()
    assert [row.verdict.words for row in board.rows] == ["2 for"]
    assert board.refresh(after._replace(passages=made.passages).records())
    assert [row.verdict.words for row in board.rows] == ["1 for"]


def test_links_of_an_own_kind_count_like_what_their_kind_says() -> None:
    """*Disputes*, which counts like contradicts, makes a claim contested; a kind that takes no side mentions it."""
    disputes = LinkKind(name="disputes", glyph="◆", counts="contradicts")
    answers = LinkKind(name="answers", glyph="●")
    made = folder("s1:1 s2:1- s3:1-", "s2:1 disputes s1:1, s3:1 answers s1:1")
    board = Board(made.records()._replace(kinds=[disputes, answers]))
    assert [board.cell(board.rows[0], one).stance for one in ("s1", "s2", "s3")] == [
        "states",
        "contradicts",
        "mentions",
    ]
    assert board.rows[0].verdict.words == "1 for, 1 against"


def test_a_cell_says_what_the_source_does_and_which_way_the_link_leads() -> None:
    """The claim's own source states it, others restate it; what takes no side is described from its own end."""
    made = folder(
        "s1:1 s2:1 s3:1- s4:1- s5:1- s6:1-",
        "s2:1 restates s1:1, s1:1 supports s3:1, s4:1 cites s1:1, s1:1 cites s5:1, s6:1 supports s1:1, s6:1 contradicts s2:1",
    )
    row = made.board().rows[0]
    assert [made.board().cell(row, f"s{number}").words for number in range(1, 7)] == [
        "states it",
        "restates it",
        "is supported by it",
        "cites it",
        "is cited by it",
        "supports it and contradicts it",
    ]


def test_silent_and_unread_are_never_the_same_sign() -> None:
    """A source that has been read to the end is silent, one of which 94 % were seen is unread, and each sign is one."""
    made = Folder((source(1), source(2, read=0.95), source(3, read=0.94)), (passage("s1:1"),), ())
    board = made.board()
    assert [board.cell(board.rows[0], one.id).stance for one in made.sources] == ["states", "silent", "unread"]
    assert len(set(SIGNS.values())) == len(SIGNS)


def test_a_passage_counts_in_a_source_that_has_not_been_read() -> None:
    """What is linked is seen, however little of its source was read."""
    board = folder("s1:1 s2:1-", "s2:1 supports s1:1", read=0.0).board()
    assert board.cell(board.rows[0], "s2").stance == "supports"


def test_what_restates_a_passage_that_contradicts_contradicts_too() -> None:
    """A side is taken by all that say the same."""
    board = folder("s1:1 s2:1- s3:1-", "s2:1 contradicts s1:1, s3:1 restates s2:1").board()
    assert [board.cell(board.rows[0], one).sign for one in ("s1", "s2", "s3")] == ["●", "✗", "✗"]
    assert board.rows[0].verdict.words == "1 for, 2 against"


def test_a_claim_is_called_by_its_title_else_by_its_earliest_passage() -> None:
    """The analyst's own words come first, and stand on one line."""
    made = folder("s1:2 s2:1", "s1:2 restates s2:1")
    assert made.board().rows[0].words == "words of s1:2"
    assert made.board([claim("s2:1", title=" Planted\nin 1902 ")]).rows[0].words == "Planted in 1902"


def test_a_record_makes_a_row_of_a_passage_without_a_tag() -> None:
    """What an analyst has said something of is a claim."""
    made = folder("s1:1-")
    assert not made.board().rows
    assert [row.status for row in made.board([claim("s1:1", status="disputed")]).rows] == ["disputed"]


def test_when_clusters_come_together_the_last_word_speaks_and_a_split_brings_the_other_back() -> None:
    """No record is lost by linking."""
    records = [claim("s1:1", status="checked", modified=LATE), claim("s2:1", status="disputed", modified=LATER)]
    apart, joined = folder("s1:1 s2:1"), folder("s1:1 s2:1", "s2:1 restates s1:1")
    assert [row.status for row in apart.board(records).rows] == ["checked", "disputed"]
    (row,) = joined.board(records).rows
    assert (row.status, row.key, row.others) == ("disputed", "s2:1", (records[0],))


def test_reviewed_rows_count_down_and_come_back_when_something_is_linked_to_them() -> None:
    """A review is of what was there."""
    made = folder("s1:1 s2:1")
    reviewed = [claim("s1:1", reviewed=LATE)]
    assert (made.board().left, made.board(reviewed).left) == (2, 1)
    after = made._replace(links=(link("s2:1", "contradicts", "s1:1", created=LATER),))
    before = made._replace(links=(link("s2:1", "contradicts", "s1:1", created=EARLY),))
    assert (before.board(reviewed).left, after.board(reviewed).left) == (1, 2)


def test_a_dropped_passage_is_not_on_the_board() -> None:
    """What the analyst has dropped neither says nor denies anything."""
    made = Folder(
        (source(1), source(2)),
        (passage("s1:1"), passage("s2:1", status="dropped")),
        (link("s2:1", "contradicts", "s1:1"),),
    )
    (row,) = made.board().rows
    assert row.verdict.words == "1 for"


def test_tags_below_claim_are_claims() -> None:
    """A tag of the codebook stands for those below it, in however odd a circle they are."""
    tags = [
        Tag(name=name, letter="x", colour="claim", parent=parent)
        for name, parent in (("claim", "far"), ("forecast", "claim"), ("far", "forecast"), ("date", ""))
    ]
    assert TagTree(tags).with_below("claim") == {"claim", "forecast", "far"}


def test_the_row_of_a_passage_is_found() -> None:
    """Any passage of a cluster leads to its row, another to none."""
    board = folder("s1:1 s2:1 s3:1-", "s1:1 restates s2:1").board()
    assert board.row("s2:1") == board.rows[0]
    assert board.row("s3:1") is None
