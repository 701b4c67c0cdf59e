"""Short names of sources, for the heads of columns."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

LONGEST: Final = 14
"""Maximum length of a short name, in code points."""

_LEADING: Final = re.compile(r"^[\W\d_]+")
_GENERATED: Final = re.compile(r"[0-9a-f]{8,}|\d{5,}", re.IGNORECASE)
"""Part of a file name that no person chose."""
_WORD: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_EMPTY: Final = frozenset("a an and at by for from how in is it its of on or s the to what when why will with".split())


class Named(NamedTuple):
    """Source to name."""

    path: str
    title: str


def short_names(sources: Iterable[Named]) -> list[str]:
    """Return a name of at most `LONGEST` code points for each source, of whole words where these are not longer.

    The name of the file is used if a person chose it, else the words of the title that other titles do not have.
    """
    named = list(sources)
    words = [_WORD.findall(one.title) for one in named]
    common = Counter(word for of in words for word in {word.lower() for word in of})
    return [
        _stem(one.path) or _distinct_words(of, common, len(named)) or _fitting([one.path.rpartition("/")[2]])
        for one, of in zip(named, words, strict=True)
    ]


def _stem(path: str) -> str:
    """Return the name of a file without its folder, suffix and leading number; `""` if no person chose it."""
    name = path.rpartition("/")[2]
    stem = name.rpartition(".")[0] or name
    if _GENERATED.search(stem):
        return ""
    return _fitting(re.split(r"[\s_]+", _LEADING.sub("", stem)))


def _distinct_words(words: Sequence[str], common: Counter[str], count: int) -> str:
    """Return the first words of a title that are in few others."""
    rare = [word for word in words if common[word.lower()] * 2 <= max(2, count) and word.lower() not in _EMPTY]
    return _fitting(rare or words)


def _fitting(words: Sequence[str]) -> str:
    """Return as many words as fit, at least a part of the first one."""
    name = ""
    for word in words:
        longer = f"{name} {word}".strip()
        if len(longer) > LONGEST:
            break
        name = longer
    return name or "".join(words[:1])[:LONGEST]
