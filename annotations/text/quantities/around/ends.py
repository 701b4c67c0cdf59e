"""Words that make two numbers the ends of one range: *3, maybe as many as 5*, *at least 3 and perhaps 5*."""

from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around.bounds import bound_before, bound_behind

_PERHAPS: Final = (
    r"(?:perhaps|possibly|maybe|potentially|conceivably|by some (?:accounts|estimates)|vielleicht|möglicherweise|womöglich|eventuell"
    r"|peut-être|quizás?|tal vez|posiblemente|acaso)"
)
_UP_TO: Final = r"(?:(?:even|sogar|même|incluso)[ ])?(?:(?:as (?:much|many|high|long) as|up to|about|around|nearly|some|over|almost|bis zu|jusqu['’]à|hasta)[ ])?"
_MAYBE: Final = lazy(
    rf",?[ ](?:(?P<both>and|und|et|y)[ ,]+|(?:or|oder|ou|o|to|bis|à|a)[ ,]+)?{_PERHAPS},?[ ]{_UP_TO}"
    r"|[ ](?P<between>and|und|et|y)[ ](?:as (?:much|many|high|long) as|up to|bis zu|jusqu['’]à|hasta)[ ]",
    2,
)

_LAST: Final = frozenset(
    "perhaps possibly maybe potentially conceivably accounts estimates vielleicht möglicherweise womöglich eventuell peut-être quizá quizás vez "
    "posiblemente acaso even sogar même incluso as to about around nearly some over almost zu jusqu'à jusqu’à hasta".split()
)
"""Last words of what `_MAYBE` finds."""
_LEAST: Final = frozenset("≥>")


def may_range(text: str, end: int, other: int) -> bool:
    """Return whether `range_of` may find a range of the number that ends at `end` and the one at `other`. Fast."""
    between = text[end:other]
    return between[-1:] == " " and between.rstrip(" ,").replace(",", " ").rpartition(" ")[2].lower() in _LAST


def range_of(text: str, one: tuple[int, int], other: int, *, between: bool) -> str:
    """Return the bound of the range from the number at `one` to that which starts at `other`; `""` if they are none.

    `between` is whether a word such as *between* opens it. A bound of the first number remains if the second is a guess:
    *at least 3, perhaps 5*. Without that, *and perhaps* joins numbers of different things: *3 came and perhaps 5 left*.
    """
    start, end = one
    if found := _MAYBE.fullmatch(text, end, other):
        first = bound_before(text, start).sign
    else:
        first, after = bound_behind(text, end, plus=False)
        found = _MAYBE.fullmatch(text, after, other) if first in _LEAST else None
    if found is None or (found["between"] and not between) or (found["both"] and not (between or first in _LEAST)):
        return ""
    return "=" if found["between"] else first if first in _LEAST else "~"
