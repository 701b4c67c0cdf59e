"""Counts with their nouns, for messages."""


def count_noun(count: int, noun: str) -> str:
    """Return a count with its noun, in the plural unless it is 1: *1 passage*, *1,200 passages*."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
