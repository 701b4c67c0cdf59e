"""Numbers in words, shortened: a point or a comma says nothing where it has two readings."""

from typing import Final

from annotations.text.quantities.values import Quantity

_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES: Final = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (1000, "thousand"), (1, ""))
_UNITS: Final = {
    "m": "metres",
    "t": "tonnes",
    "K": "kelvins",
    "b": "b",
    "ppt": "parts per trillion",
    "pp": "percentage points",
    "‰": "per mille",
}
_MOST: Final = 1e15


def spoken(one: Quantity) -> str:
    """Return a reading in words: *one thousand two hundred …*, *five metres*, *one point two … %*.

    Leaves out a counted noun, which is the same in each reading.
    """
    numbers = _number(one.low) if one.low == one.high else f"{_number(one.low)} to {_number(one.high)}"
    unit, slash, rate = ("", "", "") if one.counted else one.unit.partition("/")
    return f"{numbers} {_UNITS.get(unit, unit)}".rstrip() + slash + rate


def _number(value: float) -> str:
    if value < 0:
        return f"minus {_number(-value)}"
    if not (value == 0 or 1e-6 <= value < _MOST):
        return f"{value:.3g}"
    whole, _, decimals = f"{value:.9f}".rstrip("0").partition(".")
    if decimals and int(whole) < 1000:
        zeros = len(decimals) - len(decimals.lstrip("0"))
        shown = decimals[: zeros + 1]
        more = " …" if len(decimals) > len(shown) else ""
        return " ".join([_below(int(whole)), "point", *(_ONES[int(digit)] for digit in shown)]) + more
    return _whole(int(whole))


def _whole(value: int) -> str:
    """Return the words of the two highest groups of three digits; an ellipsis stands for the rest."""
    if not value:
        return _ONES[0]
    groups = [(value // size % 1000, word) for size, word in _SCALES if value >= size]
    parts = [f"{_below(groups[0][0])} {groups[0][1]}".rstrip()]
    rest = [count for count, _ in groups[1:]]
    if rest and rest[0] >= 100 and not groups[1][1]:
        parts.append(_below(rest[0] // 100 * 100))
        rest[0] %= 100
    elif rest and rest[0]:
        parts.append(f"{_below(rest[0])} {groups[1][1]}".rstrip())
        rest[0] = 0
    return " ".join(parts) + (" …" if any(rest) else "")


def _below(value: int) -> str:
    """Return the words of a number below a thousand."""
    hundreds, rest = divmod(value, 100)
    words = [_ONES[hundreds], "hundred"] if hundreds else []
    if rest >= 20:
        words.append(_TENS[rest // 10] + (f"-{_ONES[rest % 10]}" if rest % 10 else ""))
    elif rest or not hundreds:
        words.append(_ONES[rest])
    return " ".join(words)
