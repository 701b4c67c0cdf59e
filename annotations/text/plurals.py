"""Words of messages: counts with their nouns, lists, and the beginning of what is long."""

from collections.abc import Sequence


def count_noun(count: int, noun: str) -> str:
    """Return a count with its noun, in the plural unless it is 1: *1 passage*, *1,200 passages*."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list: *1, 2 and 3*."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def shortened(words: str, most: int) -> str:
    """Return words on one line, of more than `most` code points the beginning with an ellipsis."""
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
