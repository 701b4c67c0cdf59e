"""Patterns of chunks, written in the names of their kinds: `noun ([of prep] noun)*`."""

import re
from typing import Final

from annotations.text.lazy_regex import lazy

KINDS: Final = {
    "noun": "N",  # *average commute*
    "verb": "V",  # *is expected to exceed*
    "of": "O",
    "prep": "P",
    "and": "&",
    "link": "L",  # *which*, *while*, *compared*
    "pronoun": "R",
    "date": "D",  # or a length of time
    "figure": "F",
    "comma": ",",
    "colon": ":",
    "stop": ".",  # the end of a sentence, or a semicolon
    "open": "(",
    "close": ")",
    "joint": "=",  # what parts a label from a figure: an equals sign, a bar, a dash
    "mark": "'",  # a sign that parts nothing
}
"""Letters of the kinds of chunks; patterns are matched with a string of them."""

NOUN, VERB, OF, PREPOSITION, AND, LINK, PRONOUN, DATE, FIGURE, COMMA, COLON, STOP, OPEN, CLOSE, JOINT, MARK = (
    KINDS.values()
)

SIGNS: Final = {
    ",": COMMA, ":": COLON, "(": OPEN, "[": OPEN, ")": CLOSE, "]": CLOSE,
    **dict.fromkeys(".;!?…", STOP), **dict.fromkeys("=|–—", JOINT),
}  # fmt: skip

_PART: Final = re.compile(r"\s+|(?<![<a-z])[a-z]+|\((?!\?)")


def pattern(words: str) -> re.Pattern[str]:
    """Return a regular expression for letters, compiled at its first use.

    Names of `KINDS` are for one chunk each, `[of prep]` is for one of several kinds, `[^noun]` for one of the others; blanks
    mean nothing, and a group is one of `(?P<name>…)` only if it has a name. All else is as in `re`.
    """
    return lazy(_PART.sub(_in_letters, words))


def _in_letters(found: re.Match[str]) -> str:
    part = found[0]
    return "(?:" if part == "(" else re.escape(KINDS[part]) if part.isalpha() else ""
