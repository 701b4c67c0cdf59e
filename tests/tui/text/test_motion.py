"""Motions: words, sentences and paragraphs as a reader would name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.document import Document
from annotations.documents.reading import read
from tui.text import motion


def document(text: str) -> Document:
    """A document read from text."""
    return read(text.encode(), "case.txt")


SENTENCES = [
    ("One. Two? Three!", ["One.", "Two?", "Three!"]),
    ("It grew by 4.2 % in 2026. Then it fell.", ["It grew by 4.2 % in 2026.", "Then it fell."]),
    ("Some (e.g. Ann) stayed. Dr. Lee left.", ["Some (e.g. Ann) stayed.", "Dr. Lee left."]),
    ("“It is over.” She left.", ["“It is over.”", "She left."]),
    ("The U.S. market grew. So what?", ["The U.S. market grew.", "So what?"]),
    ("First point: a, b. second still.", ["First point: a, b. second still."]),
    ("The answer is no. He knew.", ["The answer is no.", "He knew."]),
    ("完了。次へ。", ["完了。", "次へ。"]),
    ("No mark at all", ["No mark at all"]),
    ("Wait… What? Yes.", ["Wait…", "What?", "Yes."]),
]


@pytest.mark.parametrize(("text", "sentences"), SENTENCES)
def test_sentences(text: str, sentences: list[str]) -> None:
    """Each place of a text lies in the sentence that a reader would take it for."""
    doc = document(text)
    found = [doc.text[a:b] for a, b in dict.fromkeys(motion.sentence_at(doc, i) for i in range(doc.length))]
    assert found == sentences


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("open-source costs $9.9 a month", ["open-source", "costs", "$9.9", "a", "month"]),
        ("up 187% (so far)", ["up", "187%", "(", "so", "far", ")"]),
        ("Meta’s 1,000 doctors", ["Meta’s", "1,000", "doctors"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    """Figures and joined words are one word."""
    doc = document(text)
    places = [i for i in range(doc.length) if not doc.text[i].isspace()]
    found = [doc.text[a:b] for a, b in dict.fromkeys(motion.word_at(doc, i) for i in places)]
    assert found == words


def test_word_back_reverses_word_forward() -> None:
    """Going back by words meets the starts that going forward met, across paragraphs."""
    doc = document("First paragraph here.\n\nSecond one, with commas.\n\nThird.")
    starts = [0]
    while (following := motion.word_forward(doc, starts[-1])) != starts[-1] and following not in starts:
        starts.append(following)
    back = [starts[-1]]
    while (before := motion.word_back(doc, back[-1])) != back[-1]:
        back.append(before)
    assert back == starts[::-1]


def test_sentence_in_a_table_is_the_cell() -> None:
    """In a table the sentence is the cell, and never reaches into its neighbour."""
    doc = document("| Who | Price |\n|---|---|\n| Ann. Bob | $5 |\n")
    offset = doc.text.index("Bob")
    start, end = motion.sentence_at(doc, offset)
    assert doc.text[start:end] == "Ann. Bob"
    assert doc.text[motion.sentence_forward(doc, offset) :].startswith("$5")


def test_headings_and_paragraphs() -> None:
    """Heading and paragraph motions stop at the ends and come back."""
    doc = read(b"# One\n\ntext a\n\n## Two\n\ntext b\n\n- x\n- y\n", "case.md")
    two = doc.text.index("Two")
    assert motion.heading_forward(doc, 0) == two
    assert motion.heading_back(doc, two) == 0
    assert motion.heading_forward(doc, two) == two
    assert motion.paragraph_forward(doc, 0) == doc.text.index("text a")
    assert motion.paragraph_back(doc, two) == doc.text.index("text a")
    assert motion.paragraph_forward(doc, doc.text.index("\nx") + 1) == doc.text.index("y")


@given(st.text(st.sampled_from("ab c.\n中。|- #\t1\u0301"), min_size=1, max_size=120), st.integers(0, 119))
def test_motions_stay_inside_and_move_the_right_way(text: str, offset: int) -> None:
    """Every motion ends inside the text, forward ones not before and backward ones not after the start."""
    doc = document(text)
    if not doc.blocks or offset >= doc.length:
        return
    for move in (motion.right, motion.word_forward, motion.word_end, motion.sentence_forward, motion.paragraph_forward):
        assert offset <= max(move(doc, offset), offset) <= doc.length
    for move in (motion.left, motion.word_back, motion.sentence_back, motion.paragraph_back):
        assert 0 <= move(doc, offset) <= offset
