"""Long words in messages and lists: their beginning."""


def shortened(words: str, most: int) -> str:
    """Return words on one line, of more than `most` code points the beginning with an ellipsis."""
    words = " ".join(words.split())
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"
