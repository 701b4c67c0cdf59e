"""Motions: words, sentences and paragraphs as a reader would name them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.documents.document import Document
from annotations.documents.loader import read
from tests.case_tables import each
from tests.tui.text.cases import cases
from tui.text import motion


def document(text: str) -> Document:
    """A document read from text."""
    return read(text.encode(), "case.txt")


@each(cases("sentences.txt"))
def test_sentences(sentences: list[str]) -> None:
    """Each place of a text lies in the sentence that a reader would take it for."""
    doc = document("".join(sentences))
    found = [doc.text[a:b] for a, b in dict.fromkeys(motion.sentence_at(doc, i) for i in range(doc.length))]
    assert found == [sentence.strip() for sentence in sentences]


def test_the_end_of_a_word_is_before_what_closes_it() -> None:
    """E goes from the end of one word to that of the next, and stops at no bracket, quote or full stop by itself."""
    doc = document("Plans (from $9.9/month) are “cheap,” he said … 👍 for now.")
    ends, offset = [], -1
    while offset < doc.length - 1:
        offset = motion.word_end(doc, offset) if offset >= 0 else motion.word_end(doc, 0)
        ends.append(doc.text[: offset + 1].split()[-1])
    assert ends == ["Plans", "(from", "$9.9", "$9.9/month", "are", "“cheap", "he", "said", "👍", "for", "now", "now."]


@pytest.mark.parametrize("parts", cases("words.txt"), ids=lambda parts: parts[0])
def test_words(parts: list[str]) -> None:
    """Figures, joined words and letters with their signs are one word; w goes from one to the next."""
    text = "".join(" " if part == "_" else part for part in parts)
    words = [part for part in parts if part != "_"]
    doc = document(text)
    places = [i for i in range(doc.length) if not doc.text[i].isspace()]
    found = [doc.text[a:b] for a, b in dict.fromkeys(motion.word_at(doc, i) for i in places)]
    assert found == words
    offset, walked = 0, [words[0]]
    for word in words[1:]:
        offset = motion.word_forward(doc, offset)
        assert text[offset:].startswith(word)
        walked.append(word)
    assert walked == words
    for word in reversed(words[:-1]):
        offset = motion.word_back(doc, offset)
        assert text[offset:].startswith(word)


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


@pytest.mark.parametrize(
    "text",
    [
        "a word\n\n| a | b |\n|---|---|\n| c | d |\n| e | f |\n\nanother\n\n```\ncode\nmore\n```\n\n- x\n- y\n\nlast words",
        "some words\n" * 30_000,
    ],
)
def test_paragraphs_are_the_same_on_the_way_back(text: str) -> None:
    """Whatever blocks a paragraph consists of: rows, lines of code, the pieces of one that is very long."""
    doc = document(text)
    starts = [0]
    while (following := motion.paragraph_forward(doc, starts[-1])) > starts[-1]:
        starts.append(following)
    assert len(doc.blocks) > len(starts) - 1
    for offset in range(1, doc.length, max(1, doc.length // 500)):
        assert motion.paragraph_back(doc, offset) == max(start for start in starts if start < offset)


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


@given(st.lists(st.sampled_from([*"ab .\n|-", "e\u0301", "हि", "क्षि", "👨🏻\u200d🚒", "🇩🇪", "\u06001", "한", "1️⃣", "\u0301"]), max_size=40),
       st.integers(0, 90))  # fmt: skip
def test_no_motion_ends_within_a_character(pieces: list[str], offset: int) -> None:
    """Wherever a motion begins, it ends at the start of a character, and words are walked to their end."""
    doc = document("".join(pieces))
    if not doc.blocks:
        return
    start = motion.character_at(doc, min(offset, doc.length))
    assert motion.character_at(doc, start) == start
    moves = (motion.right, motion.left, motion.word_forward, motion.word_back, motion.word_end)
    for move in moves:
        end = move(doc, start)
        assert motion.character_at(doc, end) == end
    walked = start
    for _ in range(doc.length + 1):
        if (following := motion.word_forward(doc, walked)) <= walked:
            break
        walked = following
    else:
        raise AssertionError("w never comes to the end")


def test_a_line_break_within_a_block_is_no_character() -> None:
    """Right and left go from the last letter of a line to the first of the next one."""
    doc = read(b"one  \ntwo\n", "case.md")
    assert doc.text == "one\ntwo"
    assert motion.right(doc, 2) == 4
    assert motion.left(doc, 4) == 2
    assert motion.character_at(doc, 3) == 2
