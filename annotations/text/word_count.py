"""How many words a text has.

A word is a stretch without white space. Scripts without blanks have no such stretches: there the words are
estimated from the letters, by the mean length of a word in each script.
"""

from typing import Final

from annotations.text.lazy_regex import lazy

_SCRIPTS: Final = (
    (lazy("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"), 1.6),
    (lazy("[\u3041-\u30ff]"), 2.4),
    (lazy("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17b3]"), 4.6),
)
"""Letters of Chinese, of the syllables of Japanese, of Thai and its neighbours, and how many a word has."""
_UNSPACED: Final = lazy(
    "[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd\u3041-\u30ff\u0e01-\u0eff\u1000-\u109f\u1780-\u17b3]+"
)


def count_words(text: str) -> int:
    """The words of a text."""
    if text.isascii() or _UNSPACED.search(text) is None:
        return len(text.split())
    estimated = sum(len(letters.findall(text)) / length for letters, length in _SCRIPTS)
    spaced = [word for word in _UNSPACED.sub(" ", text).split() if any(map(str.isalnum, word))]
    return len(spaced) + max(1, round(estimated))
