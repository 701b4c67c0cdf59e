"""Words in columns of printed text, which are counted in cells of a terminal."""

from wcwidth import wcswidth


def cut(text: str, most: int) -> str:
    """Return text, of more than `most` cells the beginning with an ellipsis."""
    if wcswidth(text) <= most:
        return text
    while text and wcswidth(text) >= most:
        text = text[:-1]
    return f"{text.rstrip()}…"


def cut_start(text: str, most: int) -> str:
    """Return text, of more than `most` cells the end behind an ellipsis: that of a path tells more."""
    if wcswidth(text) <= most:
        return text
    while text and wcswidth(text) >= most:
        text = text[1:]
    return f"…{text}"


def padded(text: str, cells: int, *, right: bool = False) -> str:
    """Return text with blanks behind it up to a number of cells; before it if it is to stand at the right."""
    gap = " " * max(0, cells - wcswidth(text))
    return gap + text if right else text + gap
