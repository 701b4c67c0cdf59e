"""What is offered for the passage in hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.review.similarity.features import features
from annotations.review.similarity.index import SimilarityIndex
from annotations.text.sentences import around, nearby, sentences

TEXTS = {
    "rows": "The orchard has forty rows of trees.",
    "income": "Apples bring in 60 percent of the income.",
    "share": "Of what it earns, 60% comes from apples.",
    "founder": "Ada Lovelace planted the first open-air orchard on April 8, 2026.",
    "pears": "Pears are the better fruit.",
}

CONTEXT = "Nuts and apples are sold by the gate."


def orchard() -> SimilarityIndex[str]:
    pieces: SimilarityIndex[str] = SimilarityIndex()
    for key, text in TEXTS.items():
        pieces.add(key, text)
    return pieces


def test_what_shares_most_comes_first_and_says_what() -> None:
    """Rare words, equal figures, names and dates; what shares nothing comes last, without a reason."""
    found = orchard().rank(features("Ada Lovelace spoke on 8 April of 60 % in an open-air garden."))
    assert [match.key for match in found[:3]] == ["founder", "share", "income"]
    assert found[0].reason == "shares 8 April, ‘Ada Lovelace’, ‘open-air’"
    assert found[1].reason == "shares 60 %"
    assert [match.key for match in found[3:]] == ["rows", "pears"]
    assert {match.reason for match in found[3:]} == {""}


def test_the_text_beside_a_piece_counts_a_little() -> None:
    """A piece that shares nothing else is the first of those that share nothing."""
    pieces = orchard()
    pieces.add("pears", TEXTS["pears"], beside="Wasps ate the quinces.")
    found = pieces.rank(features("Quinces with forty rows."))
    assert [match.key for match in found[:2]] == ["rows", "pears"]
    assert (found[1].score, found[1].reason) == (0, "")
    asked = pieces.rank(features("Is it dear?", beside="Pears may be dear."))
    assert asked[0].key == "pears"


def test_typed_words_filter_by_how_words_begin() -> None:
    """All of them have to be there; capitals mean nothing."""
    pieces = orchard()
    assert [match.key for match in pieces.rank(features(""), "ORCH ro")] == ["rows"]
    assert {match.key for match in pieces.rank(features(""), "orch")} == {"rows", "founder"}
    assert not pieces.rank(features(""), "orch pears")


def test_what_was_typed_wrongly_finds_what_is_most_like_it() -> None:
    """But only if nothing begins so."""
    pieces = orchard()
    assert {match.key for match in pieces.rank(features(""), "orchrad")} == {"rows", "founder"}
    assert not pieces.rank(features(""), "xylophone")


def test_the_one_in_hand_is_left_out_and_no_more_are_given_than_wanted() -> None:
    """As the caller says."""
    found = orchard().rank(features(TEXTS["income"]), most=2, without=frozenset({"income"}))
    assert [match.key for match in found] == ["share", "rows"]


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["", *TEXTS.values()])), max_size=12))
def test_pieces_kept_up_to_date_are_those_made_anew(steps: list[tuple[str, str]]) -> None:
    """However often they were put in, replaced and taken out."""
    kept: SimilarityIndex[str] = SimilarityIndex()
    last: dict[str, str] = {}
    for key, text in steps:
        last.pop(key, None)
        kept.remove(key)
        if text:
            last[key] = text
            kept.add(key, text, CONTEXT, beside=TEXTS["pears"])
    rebuilt: SimilarityIndex[str] = SimilarityIndex()
    for key, text in last.items():
        rebuilt.add(key, text, CONTEXT, beside=TEXTS["pears"])
    hand = features(" ".join(TEXTS.values()))
    assert list(kept) == list(rebuilt)
    assert {(one.key, round(one.score, 9)) for one in kept.rank(hand)} == {
        (one.key, round(one.score, 9)) for one in rebuilt.rank(hand)
    }
    assert all(kept.weight(sign) == rebuilt.weight(sign) for sign in ("w:nuts", "w:gate", *hand.signs))
    assert kept.rank(hand, "pears") == rebuilt.rank(hand, "pears")


def test_what_is_nearby_is_a_sentence_on_each_side() -> None:
    """Also across lines; a passage without a place has nothing nearby."""
    text = "One is far. Two is before.\n\nThree has it. Four is behind. Five is far."
    start = text.index("has it")
    assert nearby(text, start, start + 6) == "Two is before.\n\nThree has it. Four is behind."
    assert nearby(text, 0, 3) == "One is far. Two is before."
    assert not nearby(text, -1, -1)


def test_sentences_end_where_they_do() -> None:
    """At a stop, a line and a cell; not after Dr. or within a number."""
    text = "Dr. Hall owns 3.5 acres. “Good!” She sells them.\nA heading\tA cell"
    assert [text[start:end] for start, end in sentences(text)] == [
        "Dr. Hall owns 3.5 acres.",
        "“Good!”",
        "She sells them.",
        "A heading",
        "A cell",
    ]
    assert around(text, text.index("acres"), text.index("acres") + 5) == "Dr. Hall owns 3.5 acres."
    assert around(text, -1, -1) == ""


@pytest.mark.parametrize(
    ("here", "there", "reason"),
    [
        ("The mill burned down in March 2019.", "It was destroyed by fire on 4 May 2020.", "both give a date"),
        ("A jar of honey is sold for $9.", "Visitors part with fourteen dollars.", "both give an amount of money"),
        ("Of the hives, 40 percent perished.", "One colony in six did not survive.", "both give a share"),
        ("A crowd of 31,000 came.", "About nineteen thousand visitors turned up.", "both give a number"),
        (
            "The dam yields 310 gigawatt-hours.",
            "Down here 540 of them are wanted: 540 GWh.",
            "both give a measure of energy",
        ),
        ("The abbey is moving away from beekeeping.", "Monks remain among their skeps.", ""),
        ("Sales of mead go on.", "Brewing has been abandoned.", ""),
    ],
)
def test_another_figure_or_the_opposite_comes_before_what_has_nothing_in_common(
    here: str, there: str, reason: str
) -> None:
    """A passage that may contradict comes first, even if it shares no word."""
    pieces: SimilarityIndex[str] = SimilarityIndex()
    for key, text in (
        TEXTS | {"rows": "Trees grow.", "share": "", "income": "", "founder": "", "there": there}
    ).items():
        pieces.add(key, text)
    found = pieces.rank(features(here))
    assert (found[0].key, found[0].reason) == ("there", reason)
    assert found[0].score > found[1].score
