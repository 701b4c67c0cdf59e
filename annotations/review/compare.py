"""Two passages side by side: the words and numbers in which they differ."""

import re
from difflib import SequenceMatcher
from typing import NamedTuple

from annotations.figures import figures
from annotations.search.fold import fold

_WORD = re.compile(r"\w+(?:[-’']\w+)*")


class Difference(NamedTuple):
    """What stands in one passage where something else, or nothing, stands in the other; in code points of each."""

    start: int
    end: int
    other_start: int
    other_end: int


def differences(one: str, other: str) -> list[Difference]:
    """Where two passages differ in their words; capitals, punctuation and typography are no difference.

    A figure is one word, with its sign and unit. The time goes with the product of the lengths at worst; passages
    are short.
    """
    ones, others = _words(one), _words(other)
    a, b = [fold(one[start:end]) for start, end in ones], [fold(other[start:end]) for start, end in others]
    found = []
    for kind, first, last, first_other, last_other in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind != "equal":
            found.append(Difference(*_span(ones, first, last), *_span(others, first_other, last_other)))
    return found


def _words(text: str) -> list[tuple[int, int]]:
    whole = list(figures(text, 0, len(text)))
    words, place = [], 0
    for start, end in (*whole, (len(text), len(text))):
        words += [match.span() for match in _WORD.finditer(text, place, start)]
        if start < end:
            words.append((start, end))
        place = end
    return words


def _span(words: list[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """From the first of some words to the last; an empty span where there are none."""
    if first < last:
        return words[first][0], words[last - 1][1]
    place = words[first - 1][1] if first else 0
    return place, place
