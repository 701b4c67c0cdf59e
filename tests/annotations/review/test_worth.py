"""What sentences and numbers look worth a tag."""

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.review.findings.worth import CLAIM, OPINION, worth_of, worth_of_number
from annotations.text.quantities import read

CASES: Final = [
    line.split("\t") for line in (Path(__file__).parent / "data" / "worth.tsv").read_text("utf-8").splitlines()
]
"""Language, tag or `-`, sentence."""

FLOOR: Final = 0.93
"""Least share of the cases that are judged as a reader labelled them."""


def judged(sentence: str, language: str) -> str:
    """Return the tag that a sentence may deserve, `-` if none."""
    worth = worth_of(sentence, read(sentence, locale=language), language)
    return worth.tag if worth is not None else "-"


def test_most_labelled_sentences_are_judged_as_labelled() -> None:
    """Claims, opinions and neither, in four languages; in others figures count, and nothing fails."""
    wrong = [case for case in CASES if judged(case[2], case[0]) != case[1]]
    assert len(wrong) <= (1 - FLOOR) * len(CASES), wrong
    assert all(case[0] not in ("", "nl") for case in wrong)


@pytest.mark.parametrize(
    ("sentence", "tag", "reason"),
    [
        ("This is clearly the best of the ferries, I think.", OPINION, "judges: “clearly the best”"),
        ("The harbour sold 40 % of its boats last year.", CLAIM, "has a figure: “40 %”"),
    ],
)
def test_a_suggestion_says_why(sentence: str, tag: str, reason: str) -> None:
    """In words of the sentence; a word of stress belongs to the judgement."""
    worth = worth_of(sentence, read(sentence), "en")
    assert worth is not None
    assert worth.tag == tag
    assert reason in worth.reasons


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("over 40 % of it", ["a percentage; not tagged"]),
        ("It costs $3 billion.", ["an amount of money; not tagged"]),
        ("12 km away", ["a figure with a unit (km); not tagged"]),
        ("sold 4,211 of them", ["a large or exact number without a unit; not tagged"]),
        ("in May 2024, room 12, hundreds of them, two mayors", []),
    ],
)
def test_numbers_with_a_unit_are_worth_a_tag(text: str, reasons: list[str]) -> None:
    """Also large or exact ones; neither dates nor small bare numbers nor vague ones."""
    assert [worth.reasons[0] for value in read(text) if (worth := worth_of_number(value))] == reasons


@given(st.text(max_size=120), st.sampled_from(("", "en", "de", "fr", "es", "zz")))
def test_any_text_is_judged(text: str, language: str) -> None:
    """Without an error, with a score from 0 to 1 and one to three reasons."""
    worth = worth_of(text, read(text), language)
    if worth is not None:
        assert 0 <= worth.score <= 1
        assert 1 <= len(worth.reasons) <= 3
