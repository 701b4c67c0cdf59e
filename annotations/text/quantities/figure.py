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
    scale: float
    unit: Unit
    sign: str
    doubt: str
    bare: bool
    """Whether it has neither scale, unit nor currency."""
    worded: bool = False
    weak: bool = False
    """Whether it counts only as a part of a range: a small number in words without a unit."""
    proportion: bool = False
    """Whether it is made of two numbers, as *1 in 5*."""
    high: float | None = None
    """Upper value of a range or of a change; None for one value."""
    bound: str = ""
    change: str = ""
    rate: tuple[str, str] = ("", "")
    """Below what the heads of a table count it, and the period that this is."""
