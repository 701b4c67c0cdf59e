"""How much of a text another one has, by their runs of words."""

from collections import Counter
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from annotations.text.folding import fold
from annotations.text.lazy_regex import lazy

RUN: Final = 3
"""Words of a run."""

LEAST: Final = 0.35
"""Share of its own runs that a text must have in another one to be like it."""

LONGEST: Final = 400_000
"""Code points of a text that are compared."""

_COMMON: Final = 3
"""Texts from which on a run is taken for boilerplate, such as a licence."""

_WORD: Final = lazy(r"\w+")

Runs = AbstractSet[tuple[str, ...]]


def runs_of(text: str) -> Runs:
    """Return the runs of words of a text; of a text of fewer words the one run of all."""
    words = _WORD.findall(fold(text[:LONGEST]))
    if len(words) < RUN:
        return {tuple(words)} if words else set()
    return set(zip(*(words[start:] for start in range(RUN)), strict=False))


def share(text: Runs, other: Runs) -> float:
    """Return the share of the runs of a text that another one has, from 0 to 1."""
    return len(text & other) / len(text) if text else 0.0


def likest(text: Runs, others: Mapping[str, Runs]) -> list[tuple[float, str]]:
    """Return the texts that have much of a text, with the share of it that they have, most first.

    What many of them have, such as a licence, does not count, unless nothing else is left.
    """
    shared = {key: text & runs for key, runs in others.items()}
    counts = Counter(run for runs in shared.values() for run in runs)
    own = {run for run in text if counts[run] < _COMMON} or set(text)
    found = [(share(own, runs), key) for key, runs in shared.items()]
    return sorted((one for one in found if one[0] >= LEAST), key=lambda one: (-one[0], one[1]))
