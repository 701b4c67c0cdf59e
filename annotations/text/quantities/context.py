"""Text whose numbers are read, with what is the same for all of them: language, decimal sign, heads of the table."""

from collections.abc import Callable
from functools import cached_property
from typing import Final, NamedTuple

from annotations.text.language.guess import language_of
from annotations.text.lazy_regex import lazy
from annotations.text.quantities.digits import POINTED, decimal_comma, has_decimals
from annotations.text.quantities.tables.signs import plain
from annotations.text.quantities.tables.units import Unit

NONE: Final = Unit("", "", 1.0)

_WORDS: Final = lazy(r"[^\W\d_]+")


class Head(NamedTuple):
    """Scale and unit for bare numbers."""

    scale: float = 1.0
    unit: Unit = NONE
    doubt: str = ""
    """Other reading if it is not clear that they are for the cell: *million EUR*."""
    own: bool = False
    """Whether they are in the head of its row or column."""
    rate: str = ""
    """Denominator of amounts of money: `month` of *Price per month*; `""` if there is none."""
    period: str = ""
    """The rate if it is a period."""


class Context:
    """Text with what is the same for all its numbers."""

    def __init__(
        self, text: str, header: str = "", locale: str = "", head_of: Callable[[str, str], Head] | None = None
    ) -> None:
        """Take a text and the heads that are about it; `head_of` reads these, with the region of the locale."""
        self.written = text
        self.text = text = plain(text)
        """The text with the usual signs, such as % for ％."""
        self._head_of = head_of if head_of is not None else lambda _heads, _region: Head()
        self.header = plain(header)
        code, _, region = locale.replace("-", "_").partition("_")
        self.region = region.upper()[:2]
        self._language = code.lower()
        self.lower = _in_small_letters(text)
        self.words = frozenset(_WORDS.findall(self.lower))

    @cached_property
    def language(self) -> str:
        """Code of the language; `""` if unknown."""
        return self._language or language_of(self.text)

    @cached_property
    def comma(self) -> bool | None:
        """Whether a comma separates the decimals; None if unknown."""
        if self._language and self._language != "es":  # Mexico has a decimal point.
            return self._language not in POINTED
        return decimal_comma(self.text, self.language)

    @cached_property
    def is_guess(self) -> bool:
        """Whether only the language tells what a comma separates, and not another number."""
        return not self._language and not has_decimals(self.text)

    @cached_property
    def head(self) -> Head:
        """Scale and unit that the heads of a table give bare numbers."""
        return self._head_of(self.header, self.region) if self.header else Head()


def _in_small_letters(text: str) -> str:
    """Return a text in small letters, of the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(one if len(one.lower()) != 1 else one.lower() for one in text)
