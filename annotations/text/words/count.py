"""Number of words of a text.

A word is a stretch without white space. In scripts without blanks the words are found and counted; in a long text they are
estimated from the letters, by the mean length of a word in each script.
"""

from typing import Final

from annotations.text.invisible import has_invisible, visible
from annotations.text.lazy_regex import lazy
from annotations.text.words.unspaced import RUN, split

_SCRIPTS: Final = (
    (lazy("[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003fffd]"), 1.7),
    (lazy("[\u3041-\u309f]"), 2.1),
    (lazy("[\u30a0-\u30ff\uff66-\uff9f]"), 4.2),
    (lazy("[\u0e01-\u0edd\u1000-\u109f\u1780-\u17d3]"), 4.3),
)
"""Letters of Chinese, of the two syllabaries of Japanese, of Thai and its neighbours, and how many a word has."""
_UNSPACED: Final = lazy(
    "[\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003fffd"
    "\u0e01-\u0edd\u1000-\u109f\u1780-\u17d3]+"
)


def count_words(text: str, start: int = 0, end: int | None = None) -> int:
    """Return the number of words of a range, each of them found; for text of a few pages."""
    part = text[start:end]
    if part.isascii():
        return len(part.split())
    found = _spaced(part)
    return found + sum(1 for run in RUN.finditer(text, start, start + len(part)) for _ in split(text, *run.span()))


def estimate_words(text: str) -> int:
    """Return about the number of words, fast in any text; exact where there are blanks."""
    if text.isascii() or _UNSPACED.search(text) is None:
        return _spaced(text)
    return _spaced(text) + max(1, round(sum(len(letters.findall(text)) / length for letters, length in _SCRIPTS)))


def _spaced(text: str) -> int:
    """Return the number of words between blanks."""
    if has_invisible(text):
        text = visible(text)
    if text.isascii() or _UNSPACED.search(text) is None:
        return len(text.split())
    return sum(any(map(str.isalnum, word)) for word in _UNSPACED.sub(" ", text).split())
