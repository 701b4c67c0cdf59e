"""Currencies with the letters of a scale at them: *500 TEUR*, *5 MUSD*, *$5MM*."""

from typing import Final

from annotations.text.lazy_regex import lazy

_SIZES: Final = {"k": 1e3, "t": 1e3, "m": 1e6, "mm": 1e6, "mn": 1e6, "mio": 1e6, "mrd": 1e9, "md": 1e9, "mds": 1e9}
"""Scales; *T* is German *Tausend* here."""

_CODES: Final = "EUR|USD|CHF|GBP|CAD|AUD|SEK|NOK|DKK|PLN|JPY|CNY"
_SCALES: Final = "MM|Mio|Mrd|Mds|Md|mn|[kKTM]"
BEFORE: Final = rf"(?<![^\W_])(?:MM|[kKTM])(?:{_CODES}|€)"
_BEFORE: Final = lazy(rf"(?P<scale>MM|[kKTM])(?={_CODES}|€)")
BEHIND: Final = lazy(
    rf"[ \u00a0\u202f]?(?:(?P<scale>{_SCALES})(?P<code>{_CODES})(?![^\W_])|(?P<letter>T(?![ \u00a0]?USD)|MM)[ \u00a0]?(?P<sign>€|(?:EUR|CHF|USD)(?![^\W_]))|(?P<named>md[pde]|MD[PDE])(?![^\W_])|(?P<alone>MM|mm)(?![^\W_]))"
)
OPENERS: Final = frozenset(" \u00a0\u202fkKTMm")
"""First characters of what `BEHIND` finds."""

MILLIONS: Final = {"mdp": "peso", "mdd": "$", "mde": "EUR"}
"""Currencies of millions in one word: *300 mdp*, *millones de pesos*."""


def size_of(letters: str) -> float:
    """Return the factor of the letters of a scale."""
    return _SIZES[letters.lower()]


def split(written: str) -> tuple[float, str]:
    """Return the factor of the letters before a currency, and the currency alone: 1000 and *EUR* of *TEUR*."""
    found = _BEFORE.match(written)
    return (size_of(found["scale"]), written[found.end() :]) if found else (1.0, written)
