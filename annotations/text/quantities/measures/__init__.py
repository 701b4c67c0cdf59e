"""What is right behind a number: its scale, its unit, its currency."""

from annotations.text.quantities.measures.scales import LETTER, behind, half_behind
from annotations.text.quantities.measures.units import TIMES, money, unit_behind, worded

__all__ = ["LETTER", "TIMES", "behind", "half_behind", "money", "unit_behind", "worded"]
