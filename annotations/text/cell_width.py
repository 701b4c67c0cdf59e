"""How many cells of a terminal a line takes, near enough to tell at which column it was broken.

Drawing needs more than this, see `tui.text.cells`; here a line is only compared with the lines around it.
"""

from typing import Final

from annotations.text.lazy_regex import lazy

_WIDE: Final = lazy(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001faff\U00020000-\U0003fffd]"
)
_NARROW: Final = lazy(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0902\u093c\u0941-\u0948\u094d\u0e31"
    "\u0e34-\u0e3a\u0e47-\u0e4e\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\u00ad]"
)


def width(line: str) -> int:
    """Cells of a line; a tab counts as one."""
    if line.isascii():
        return len(line)
    return len(line) + len(_WIDE.findall(line)) - len(_NARROW.findall(line))
