"""The timeline: which dates passages have, and what is in conflict."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotations.model import Passage
from annotations.review.overview.timeline import BESIDE, PASSAGE, SOURCE, Timeline, when
from annotations.text.quantities.dates import dates
from tests.annotations.review.making import Folder, folders, link, passage, source


def made(*passages: Passage, links: str = "", published: str = "") -> Timeline:
    """The timeline of some passages."""
    numbers = sorted({int(one.annotation.source[1:]) for one in passages})
    sources = tuple(replace(source(number), facts={"published": published} if published else {}) for number in numbers)
    folder = Folder(sources, passages, tuple(link(*one.split()) for one in links.split(",") if one.strip()))
    timeline = Timeline()
    for _ in timeline.steps(folder.board()):
        pass
    return timeline


def told(timeline: Timeline) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    """Date, origin, passages that have it, and those that have another one."""
    return [(when(one.day), one.origin, one.dated, one.others) for one in timeline.entries]


def test_claims_are_in_the_order_of_their_dates() -> None:
    """However a date is written and however exact it is; those without a year come last."""
    timeline = made(
        passage("s1:1", "It was planted on 8 April 1911."),
        passage("s1:2", "Trees were cut in April 1911"),
        passage("s1:3", "In 1902 there was none."),
        passage("s1:4", "They bloom on May 2"),
        passage("s1:5", "Sold in Q2 1911"),
        passage("s1:6", "It has forty rows"),
    )
    assert [when(one.day) for one in timeline.entries] == ["1902", "1911-04", "1911 Q2", "1911-04-08", "05-02"]
    assert timeline.undated == 1


def test_two_dates_of_one_claim_are_a_conflict() -> None:
    """It is at both, and each names the other; a less exact date of the same day is no other date."""
    timeline = made(
        passage("s1:1", "Planted on April 8"),
        passage("s2:1", "Planted on April 8, 1911"),
        passage("s3:1", "Planted in 1902"),
        links="s1:1 restates s2:1, s2:1 restates s3:1",
    )
    assert told(timeline) == [
        ("1902", PASSAGE, ("s3:1",), ("s1:1", "s2:1")),
        ("1911-04-08", PASSAGE, ("s1:1", "s2:1"), ("s3:1",)),
    ]


def test_what_contradicts_is_named_with_its_date() -> None:
    """Also of passages that are no claims."""
    timeline = made(
        passage("s1:1", "1902", tags=("date",)),
        passage("s2:1", "Planted in 1911"),
        links="s1:1 contradicts s2:1",
    )
    assert [(one.row is None, one.against) for one in timeline.entries] == [(True, ("s2:1",)), (False, ("s1:1",))]
    assert when(timeline.days["s2:1"]) == "1911"


def test_a_claim_takes_the_date_beside_it_and_then_that_of_its_source() -> None:
    """From its own sentence only; a passage that is no claim has its own date or none."""
    beside = passage("s1:1", "it was planted")
    beside = beside._replace(
        annotation=replace(beside.annotation, prefix="Sold in 1990. In 1911, ", suffix=" and 1950.")
    )
    elsewhere = passage("s1:2", "Rows are long.")
    elsewhere = elsewhere._replace(annotation=replace(elsewhere.annotation, prefix="It was 1950. ", suffix=" In 1960"))
    figure = passage("s1:3", "forty", tags=("figure",))
    assert told(made(beside, elsewhere, figure, published="1999-05")) == [
        ("1911", BESIDE, ("s1:1",), ()),
        ("1999-05", SOURCE, ("s1:2",), ()),
    ]


def test_a_date_without_a_year_takes_that_of_its_source() -> None:
    """If the source has one."""
    one = passage("s1:1", "They bloom on May 2")
    assert told(made(one, published="1999"))[0][0] == "1999-05-02"
    assert told(made(one))[0][0] == "05-02"


def test_what_was_read_is_not_read_again() -> None:
    """A second board with the same words costs no reading."""
    board = Folder((source(1),), (passage("s1:1", "In 1902"),), ()).board()
    timeline = Timeline()
    for _ in range(2):
        for _ in timeline.steps(board):
            pass
    assert [when(one.day) for one in timeline.entries] == ["1902"]


@given(
    folders(),
    st.lists(st.sampled_from(["In 1902", "April 8", "April 1902", "8 May 1911", "rows", "Q2 1911"]), min_size=9),
)
def test_every_claim_is_dated_or_counted(of: Folder, words: list[str]) -> None:
    """In whatever folder; entries are in order and name passages that are there."""
    passages = tuple(
        one._replace(annotation=replace(one.annotation, exact=text))
        for one, text in zip(of.passages, words, strict=False)
    )
    board = of._replace(passages=passages).board()
    timeline = Timeline()
    for _ in timeline.steps(board):
        pass
    claims = {one.members for one in timeline.entries if one.row is not None}
    assert len(claims) + timeline.undated == len(board.rows)
    assert [one.key for one in timeline.entries] == sorted(one.key for one in timeline.entries)
    for one in timeline.entries:
        assert {*one.dated, *one.others} <= set(one.members)
        assert set(one.dated).isdisjoint(one.others)
        assert set(one.against).isdisjoint(one.members)


@given(st.text(alphabet="0123456789-./ AprilMyq2uartefsco,thn", max_size=40))
def test_texts_without_a_digit_or_a_quarter_have_no_date(text: str) -> None:
    """What is not looked at has none."""
    if not any(map(str.isdigit, text)) and "quarter" not in text:
        assert dates(text) == []
