"""Figure: a number with what is written directly at it, before the words around it are read."""

from typing import NamedTuple

from annotations.text.quantities.tables.units import Unit


class Figure(NamedTuple):
    """Number with what is written directly at it."""

    start: int
    end: int
    value: float
    """Value without its scale."""
    step: float
    """Value of one unit in the last written digit, without the scale."""
    scale: float
    """Factor written as a word or letter: 1e9 of *15 billion*; 1 if there is none."""
    unit: Unit
    sign: str
    doubt: str
    bare: bool
    """Whether it has neither scale, unit nor currency."""
    worded: bool = False
    """Whether it is in words rather than in digits."""
    weak: bool = False
    """Whether it counts only as a part of a range: a small number in words without a unit."""
    proportion: bool = False
    """Whether it is made of two numbers, as *1 in 5*."""
    high: float | None = None
    """Upper value of a range or of a change; None for one value."""
    bound: str = ""
    """As in `Quantity`; `""` if the words around it decide."""
    change: str = ""
    """As in `Quantity`; `""` if the words around it decide."""
    apart: bool = False
    """Whether it is never a part of another, and counts nothing that is named behind it: a number of a result."""
    rate: tuple[str, str] = ("", "")
    """Denominator that the heads of a table give it, and its period; `""` if there is none."""
