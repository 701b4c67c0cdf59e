"""How often passages are followed rightly through revisions whose truth is known word by word.

`measure` is also what `python -m bench.anchoring` prints the rates of.
"""

import random
import tomllib
from collections import Counter
from pathlib import Path
from typing import Final, NamedTuple

import pytest

from annotations.anchoring.resolve import Ambiguous, Orphan, Resolution, Resolver
from annotations.anchoring.selectors import Selectors, describe

CORPUS: Final = tomllib.loads((Path(__file__).parent / "data/revisions.toml").read_text("utf-8"))
ENOUGH: Final = 0.5
"""Share of a passage's words that is left of one that is still there; below the next number it is gone."""
NOTHING: Final = 0.15
OVERLAP: Final = 0.5
"""Of the place found and the true one, how much both have at least in common, of what either has."""


class Word(NamedTuple):
    """A word that stays itself wherever it goes."""

    identity: int
    text: str


Sentence = list[Word]
Paragraph = list[Sentence]


class Author:
    """Writes a text and revises it."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.count = 0
        self.text: list[Paragraph] = [self.paragraph() for _ in range(self.chance.randint(12, 40))]

    def words(self, text: str) -> Sentence:
        """A text as new words."""
        self.count += 1
        return [Word(self.count * 1000 + index, word) for index, word in enumerate(text.split())]

    def sentence(self) -> Sentence:
        """A sentence, now and then one that stands in many places."""
        chance = self.chance
        if chance.random() < 0.06:
            return self.words(chance.choice(CORPUS["common"]))
        pattern = chance.choice(CORPUS["patterns"])
        return self.words(pattern.format(*(chance.choice(CORPUS["nouns"]) for _ in range(4)), number=self.number()))

    def number(self) -> str:
        """A figure, from a few so that they recur."""
        return self.chance.choice(
            ["12 %", "40 %", "7", "1,000", "1902", "$3.5 million", str(self.chance.randint(2, 99))]
        )

    def paragraph(self) -> Paragraph:
        """A paragraph, a row of a table or an item of a list."""
        kind = self.chance.random()
        if kind < 0.15:
            return [self.words(f"{self.chance.choice(CORPUS['nouns'])} {self.number()} {self.number()}")]
        if kind < 0.3:
            return [self.words(f"{self.chance.randint(1, 9)}."), self.sentence()]
        return [self.sentence() for _ in range(self.chance.randint(1, 6))]

    def revise(self) -> None:
        """Make some edits, among them those that mislead."""
        edits = (self.delete, self.insert, self.reword, self.renumber, self.move, self.imitate, self.cut, self.rewrite)
        for _ in range(self.chance.randint(1, 12)):
            self.chance.choice(edits)()

    def somewhere(self) -> int:
        """Some paragraph."""
        return self.chance.randrange(len(self.text))

    def delete(self) -> None:
        """Leave out a paragraph, but never the last one."""
        if len(self.text) > 1:
            del self.text[self.somewhere()]

    def insert(self) -> None:
        """Put in paragraphs, up to a chapter."""
        place = self.somewhere()
        self.text[place:place] = [self.paragraph() for _ in range(self.chance.choice([1, 1, 2, 15]))]

    def move(self) -> None:
        """Put a paragraph elsewhere."""
        paragraph = self.text.pop(self.somewhere()) if len(self.text) > 1 else self.paragraph()
        self.text.insert(self.somewhere(), paragraph)

    def imitate(self) -> None:
        """Put in a paragraph like another one, with other figures and another word; at times that one goes."""
        place = self.somewhere()
        copy = [self.words(" ".join(self.other(word.text) for word in sentence)) for sentence in self.text[place]]
        self.text.insert(self.chance.randint(0, len(self.text)), copy)

    def other(self, word: str) -> str:
        """Another figure for a figure."""
        return str(self.chance.randint(100, 999)) if word[0].isdigit() else word

    def reword(self) -> None:
        """Replace some words of a sentence."""
        sentence = self.chance.choice(self.text[self.somewhere()])
        for _ in range(self.chance.randint(1, max(1, len(sentence) // 5))):
            place = self.chance.randrange(len(sentence))
            sentence[place : place + 1] = self.words(self.chance.choice(CORPUS["nouns"]))

    def renumber(self) -> None:
        """Replace the figures of a paragraph."""
        for sentence in self.text[self.somewhere()]:
            for index, word in enumerate(sentence):
                if word.text[0].isdigit():
                    sentence[index : index + 1] = self.words(self.other(word.text))

    def cut(self) -> None:
        """Leave out a sentence, or put one in."""
        paragraph = self.text[self.somewhere()]
        place = self.chance.randrange(len(paragraph))
        if len(paragraph) > 1 and self.chance.random() < 0.5:
            del paragraph[place]
        else:
            paragraph.insert(place, self.sentence())

    def rewrite(self) -> None:
        """Replace a sentence by one that says something else."""
        paragraph = self.text[self.somewhere()]
        place = self.chance.randrange(len(paragraph))
        begun = paragraph[place][0].text
        while paragraph[place][0].text == begun:
            paragraph[place] = self.sentence()

    def written(self, space: str = " ") -> tuple[str, dict[int, tuple[int, int]]]:
        """The text, and where each word stands."""
        parts: list[str] = []
        places: dict[int, tuple[int, int]] = {}
        length = 0
        for paragraph in self.text:
            words = [word for sentence in paragraph for word in sentence]
            for index, word in enumerate(words):
                places[word.identity] = (length, length + len(word.text))
                parts += [word.text, space if index < len(words) - 1 else "\n"]
                length += len(word.text) + len(parts[-1])
        return "".join(parts), places


def passages(author: Author) -> list[Sentence]:
    """Stretches that a reader marks: words, figures, parts of sentences, sentences, two of them, paragraphs."""
    chance, found = author.chance, []
    for paragraph in author.text:
        whole = [word for sentence in paragraph for word in sentence]
        sentence = chance.choice(paragraph)
        start = chance.randrange(len(sentence))
        found += [whole, sentence, sentence[start : start + chance.randint(2, 8)], [chance.choice(sentence)]]
        found += [[word] for word in sentence if word.text[0].isdigit()][:1]
        found += [paragraph[0] + paragraph[1]] if len(paragraph) > 1 else []
    return found


def verdict(found: Resolution, passage: Sentence, places: dict[int, tuple[int, int]]) -> str:
    """What is to be thought of an outcome: right, wrong, missed, unsure; nothing if the truth is not clear."""
    left = [places[word.identity] for word in passage if word.identity in places]
    share = sum(end - start for start, end in left) / sum(len(word.text) for word in passage)
    if NOTHING < share < ENOUGH:
        return ""
    if isinstance(found, Ambiguous):
        return "unsure"
    if share <= NOTHING:
        # A figure that another one stands for in the same words is told as edited, and is no mistake.
        is_figure = len(passage) == 1 and passage[0].text[0].isdigit()
        return "right" if isinstance(found, Orphan) else "" if is_figure else "wrong"
    if isinstance(found, Orphan):
        return "missed"
    start, end = min(left)[0], max(left)[1]
    common = min(end, found.end) - max(start, found.start)
    return "right" if common >= OVERLAP * (max(end, found.end) - min(start, found.start)) else "wrong"


def measure(seeds: range, *, kept: bool) -> Counter[str]:
    """How many passages are followed rightly and otherwise, with the old text kept or not."""
    told: Counter[str] = Counter()
    for seed in seeds:
        author = Author(seed)
        old, before = author.written()
        marked = passages(author)
        author.text = [[list(sentence) for sentence in paragraph] for paragraph in author.text]
        author.revise()
        new, after = author.written(author.chance.choice([" ", " ", " ", "\n"]))
        resolver = Resolver(new, old if kept else None)
        for passage in marked:
            given = describe(old, before[passage[0].identity][0], before[passage[-1].identity][1])
            told[verdict(resolver.resolve(given), passage, after)] += 1
    del told[""]
    return told


@pytest.mark.parametrize(("kept", "right", "wrong", "unsure"), [(True, 0.98, 0.003, 0.015), (False, 0.94, 0.006, 0.04)])
def test_nearly_all_passages_are_followed_and_hardly_any_wrongly(
    kept: bool,  # noqa: FBT001
    right: float,
    wrong: float,
    unsure: float,
) -> None:
    """The rates that the documentation promises hold on revisions made by chance, the same each time."""
    told = measure(range(30), kept=kept)
    assert told.total() > 2500
    assert told["right"] / told.total() >= right, told
    assert told["wrong"] / told.total() <= wrong, told
    assert told["unsure"] / told.total() <= unsure, told


def test_without_edits_nothing_moves() -> None:
    """The same words in the same text are all where they were, with the old text and without."""
    author = Author(1)
    old, places = author.written()
    for passage in passages(author):
        given: Selectors = describe(old, places[passage[0].identity][0], places[passage[-1].identity][1])
        for kept in (old, None):
            assert Resolver(old, kept).resolve(given) == (given.start, given.end)
