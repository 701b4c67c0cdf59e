"""Short names of sources, for the heads of columns."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from annotations.text.lazy_regex import lazy

LONGEST: Final = 14
"""Maximum length of a short name, in code points."""

_LEADING: Final = lazy(r"^[\W\d_]+")
_GENERATED: Final = lazy(r"[0-9a-f]{8,}|\d{5,}", re.IGNORECASE)
"""Part of a file name that no person chose."""
_BETWEEN: Final = lazy(r"[\s_]+")
_WORD: Final = lazy(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_EMPTY: Final = frozenset(
    "a about after all an and are as at be been before but by can could did do does for from get gets go goes going gone got "
    "had has have he her his how i in into is it its just made make makes making may my new no not now of on or our out over "
    "s says she so t than that the their then there these they this to up was we went were what when where which who why "
    "will with would you your".split()
)
"""Words of titles that tell nothing by themselves."""


class Named(Struct, frozen=True):
    """Source to name."""

    path: str
    title: str


def short_names(sources: Iterable[Named]) -> list[str]:
    """Return a name of at most `LONGEST` code points for each source, of whole words where these are not longer.

    The name of the file is used if a person chose it, else the words of the title that other titles do not have.
    Sources that would have the same name are distinguished by the end of their file names, or by their folders.
    """
    named = list(sources)
    names = [_fitting(_stem(one.path)) for one in named]
    untitled = [i for i, name in enumerate(names) if not name]
    words = {i: _WORD.findall(named[i].title) for i in untitled}
    common = Counter(word for of in words.values() for word in {word.lower() for word in of})
    for i in untitled:
        names[i] = _distinct_words(words[i], common, len(untitled)) or _fitting([named[i].path.rpartition("/")[2]])
    for alike in _groups(names):
        for i, name in zip(alike, _told_apart([named[i].path for i in alike], names[alike[0]]), strict=True):
            names[i] = name
    return names


def common_starts(titles: Sequence[str]) -> list[int]:
    """Return how many code points of each title, up to the start of a word, are the beginning of another one, too."""
    order = sorted(range(len(titles)), key=titles.__getitem__)
    shared = [0] * len(titles)
    for one, other in pairwise(order):
        length = _shared(titles[one], titles[other])
        shared[one], shared[other] = max(shared[one], length), max(shared[other], length)
    return [_word_start(title, length) for title, length in zip(titles, shared, strict=True)]


def _word_start(title: str, length: int) -> int:
    """Return the start of the word that differs first; 0 if nothing is left of the title."""
    while length < len(title) and length and not title[length - 1].isspace():
        length -= 1
    return length if length < len(title) else 0


def _groups(names: Sequence[str]) -> list[list[int]]:
    """Return the indexes of names that are there several times."""
    places: dict[str, list[int]] = {}
    for i, name in enumerate(names):
        places.setdefault(name.casefold(), []).append(i)
    return [alike for alike in places.values() if len(alike) > 1]


def _told_apart(paths: Sequence[str], name: str) -> list[str]:
    """Return names for files whose usual name is the same: the end of their file names, or folder and name."""
    stems = [" ".join(_stem(path)) for path in paths]
    start = _all_share(stems)
    ends = [stem[start:].strip(" -_.")[: LONGEST // 2] for stem in stems]
    if all(ends) and len({*ends}) == len(paths):
        return [f"{name[: LONGEST - 1 - len(end)]}…{end}" for end in ends]
    folders, _, files = zip(*(path.rpartition("/") for path in paths), strict=True)
    if len({*folders}) == 1:
        return [file[:LONGEST] for file in files]
    start = len(folders[0][: _all_share(folders)].rpartition("/")[0])
    parts = [folder[start:].strip("/").partition("/")[0] for folder in folders]
    return [f"{part[: LONGEST // 2]}/{name}"[:LONGEST] if part else name for part in parts]


def _all_share(texts: Sequence[str]) -> int:
    """Return the length of the beginning that all texts have."""
    return _shared(min(texts), max(texts))


def _shared(one: str, other: str) -> int:
    """Return the length of the beginning that two texts have in common."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one.startswith(other[least:middle], least):
            least = middle
        else:
            most = middle - 1
    return least


def _stem(path: str) -> list[str]:
    """Return the words of a file name without folder, suffix and leading number; none if no person chose it."""
    name = path.rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    return [] if _GENERATED.search(stem) else list(filter(None, _BETWEEN.split(_LEADING.sub("", stem))))


def _distinct_words(words: Sequence[str], common: Counter[str], count: int) -> str:
    """Return the first words of a title that are in few others."""
    full = [word for word in words if word.lower() not in _EMPTY]
    fewest = min((common[word.lower()] for word in full), default=0)
    most = min(2 * fewest, max(fewest, count // 2))
    return _fitting([word for word in full if common[word.lower()] <= most] or words)


def _fitting(words: Sequence[str]) -> str:
    """Return as many words as fit, at least a part of the first one."""
    name = ""
    for word in words:
        longer = f"{name} {word}".strip()
        if len(longer) > LONGEST:
            break
        name = longer
    return name or "".join(words[:1])[:LONGEST]
