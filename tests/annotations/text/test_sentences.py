"""Sentences end where a reader sees an end, in the languages that sources are often in."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotations.text.language.detection import Languages
from annotations.text.sentences import around, sentences
from tests.case_tables import each

DATA = Path(__file__).parent / "data"
LANGUAGES = sorted(path.stem for path in (DATA / "sentences").glob("*.txt"))


def texts(name: str) -> list[list[str]]:
    """The texts of a file, each cut into its sentences; lines that begin with ``#`` name a kind of text."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split("|") for line in lines if line and not line.startswith("#")]


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_laws_news_books_and_speech(language: str) -> None:
    """Each of some 140 sentences of a language ends at its end, and nowhere before."""
    wrong = [
        (found, parts) for parts in texts(f"sentences/{language}.txt") if (found := split(" ".join(parts))) != parts
    ]
    assert wrong == []


@each(texts("sentences.txt"))
def test_other_scripts_and_signs(parts: list[str]) -> None:
    """Marks, brackets and blanks end sentences as each script uses them."""
    assert split("".join(parts)) == [part.strip() for part in parts]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_of_a_text_is_known(language: str) -> None:
    """A line of four sentences is enough to tell the language in nineteen of twenty cases, and none is mistaken often."""
    lines = [" ".join(parts) for parts in texts(f"sentences/{language}.txt")]
    found = [Languages(line).at(len(line) // 2) for line in lines]
    assert found.count(language) >= 0.9 * len(lines)


@given(
    st.text(st.sampled_from("ab. A!?…(«»)„“\n\t。）「」ก ።:;17°é’*ß—"), max_size=120),
    st.integers(0, 60),
    st.integers(0, 120),
)
def test_sentences_are_in_order_and_leave_out_blanks_alone(text: str, start: int, end: int) -> None:
    """Sentences of any range do not overlap, have no blanks at their ends, and only blanks are between them."""
    start, end = min(start, len(text)), min(max(start, end), len(text))
    last = start
    for first, stop in sentences(text, start, end):
        assert last <= first < stop <= end
        assert not text[last:first].strip()
        assert text[first:stop] == text[first:stop].strip()
        last = stop
    assert not text[last:end].strip()


def test_a_sentence_is_the_same_wherever_the_range_begins() -> None:
    """A range that begins at a sentence has the same sentences from there on: nothing far away decides."""
    text = " ".join(" ".join(parts) for parts in texts("sentences/de.txt"))
    whole = list(sentences(text))
    for start, _ in whole[10::40]:
        assert list(sentences(text, start)) == [span for span in whole if span[0] >= start]


def test_the_sentences_around_a_passage() -> None:
    """A passage that begins in one sentence and ends in the next has both as its context, and not the third."""
    text = "Er kam am 3. Mai an. Sie ging. Es blieb still.\nEine neue Zeile."
    start = text.index("Mai")
    assert around(text, start, start + 3) == "Er kam am 3. Mai an."
    assert around(text, start, text.index("ging") + 4) == "Er kam am 3. Mai an. Sie ging."
    assert around(text, -1, 3) == ""
