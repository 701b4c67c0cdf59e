"""The language that the user has set for all texts."""

from typing import Final


class Assumption:
    """A language that is taken for that of each text."""

    language: str = ""
    """Code of a language; "" to tell it from each text."""


ASSUMED: Final = Assumption()
