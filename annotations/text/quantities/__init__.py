"""Numbers, dates and units in a text: `read` returns them with their places and values."""

from functools import lru_cache
from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.values import Day, Quantity, Value

__all__ = ["Day", "Quantity", "Value", "cores", "may_have", "needs_language", "read", "writes_as"]

_ONE_MARK: Final = lazy(r"\d[.,]\d{3}(?![.,]?\d)")

_SHORT: Final = 2000
"""Code points of a text whose figures are kept for the next time."""


def read(text: str, *, header: str = "", locale: str = "") -> list[Value]:
    """Return the figures and dates of a text that can be compared, in order and disjoint.

    `header` has the heads of the cell that the text is: a line with that of its column, one with that of its row, then those
    above its table. Their unit and scale hold for bare numbers; where that is not sure, these have a doubt. `locale`,
    such as `de` or `en_US`, decides what may be read in two ways: 1.234, $.
    """
    return [*(_kept if len(text) <= _SHORT else _read)(text, header, locale)]


def cores(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return the ranges of the figures in a range of a text, without the words around them, in code points.

    The range should start at a possible start of a word, such as the start of a block.
    """
    from annotations.text.quantities import reader  # As above.

    return [(start + first, start + last) for first, last in reader.cores(text[start:end])]


def needs_language(text: str) -> bool:
    """Return whether a text has a number that is another one in another language, such as 1.234. Fast."""
    return _ONE_MARK.search(text) is not None


def writes_as(text: str, language: str) -> bool:
    """Return whether no number of a text has a decimal sign that its language does not use."""
    from annotations.text.quantities import digits  # As below.

    comma = digits.decimal_comma(text, "")
    return comma is None or comma == (language not in digits.POINTED)


def may_have(text: str) -> bool:
    """Return whether a text may have a figure, in digits or in words. Fast, with few false positives."""
    from annotations.text.quantities import reader  # As above.

    return reader.may_have(text)


def _read(text: str, header: str, locale: str) -> tuple[Value, ...]:
    from annotations.text.quantities import reader  # Its tables are not needed for the first screen.

    return tuple(reader.read(text, header=header, locale=locale))


_kept: Final = lru_cache(512)(_read)
"""The same passages are on the screen before and after a key, and are read for their figures, names and differences."""
