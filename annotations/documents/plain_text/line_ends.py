"""Where a line ends: at the end of a sentence, within one, or for want of space."""

from typing import Final

from annotations.documents import line_shapes as shapes
from annotations.text.cell_width import width as cells
from annotations.text.lazy_regex import lazy

_ENDED: Final = lazy(r"[.!?…。！？:：।॥؟۔።։។།၊။][\"'”’“‘»«›‹」』）)\]*_]*(?:\[\d{1,3}\])*$")
_TAIL: Final = 24
"""Characters at the end of a line that tell whether a sentence ends there."""


def ends(stripped: str) -> bool:
    """Whether a text without space behind it ends as a sentence does."""
    return not stripped[-1:].isalnum() and _ENDED.search(stripped[-_TAIL:]) is not None


def ended(line: str) -> bool:
    """Whether a line ends as a sentence does."""
    return ends(line.rstrip(shapes.SPACES))


def goes_on(line: str, following: str) -> bool:
    """Whether two neighbours are plainly one sentence: no end in the first, a small letter in the second."""
    stripped = following.lstrip(shapes.SPACES)
    begins = next(filter(str.isalnum, stripped[:4]), "")
    return begins.islower() and not ended(line)


def broken(line: str, following: str, width: int) -> bool:
    """Whether a program broke between two lines: the next word would not have fitted."""
    word = following.lstrip(shapes.SPACES).split(" ", 1)[0]
    return cells(line.rstrip()) + 1 + cells(word) > width
