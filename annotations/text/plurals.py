"""Counts with their nouns, and lists of words, for messages."""

from collections.abc import Sequence


def count_noun(count: int, noun: str) -> str:
    """Return a count with its noun, in the plural unless it is 1: *1 passage*, *1,200 passages*."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list: *1, 2 and 3*."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
