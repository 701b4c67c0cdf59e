"""Units, number words and their values."""

from typing import Final

SCALES: Final = {
    **dict.fromkeys(("k", "K", "thousand"), 1e3),
    **dict.fromkeys(("m", "M", "mn", "mln", "million"), 1e6),
    **dict.fromkeys(("b", "B", "bn", "billion"), 1e9),
    **dict.fromkeys(("億", "亿"), 1e8),
    **dict.fromkeys(("t", "T", "tn", "trn", "trillion", "兆"), 1e12),
    **dict.fromkeys(("万", "萬"), 1e4),
    "hundred": 1e2,
}
"""Factors of the words and letters right behind a number."""

CURRENCIES: Final = {
    **dict.fromkeys(("$", "US$", "USD", "dollar"), "USD"),
    **dict.fromkeys(("€", "EUR", "euro"), "EUR"),
    **dict.fromkeys(("£", "GBP", "pound"), "GBP"),
    **dict.fromkeys(("¥", "JPY", "yen", "円"), "JPY"),
    **dict.fromkeys(("CNY", "RMB", "yuan", "元"), "CNY"),
    "₹": "INR",
    "INR": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "CHF": "CHF",
    "SEK": "SEK",
    "NOK": "NOK",
    "DKK": "DKK",
    "CA$": "CAD",
    "C$": "CAD",
    "CAD": "CAD",
    "AU$": "AUD",
    "A$": "AUD",
    "AUD": "AUD",
    "HK$": "HKD",
    "NZ$": "NZD",
    "R$": "BRL",
    "S$": "SGD",
}
"""ISO 4217 codes by spelling; a plain dollar is that of the United States."""

_PREFIXES: Final = {"": 1e0, "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15}

UNITS: Final = {
    **dict.fromkeys(("%", "percent", "per cent"), ("%", 1.0)),
    "‰": ("%", 0.1),
    **dict.fromkeys(("pp", "percentage point"), ("pp", 1.0)),
    **dict.fromkeys(("bps", "basis point"), ("pp", 0.01)),
    **dict.fromkeys(("x", "×", "times", "fold"), ("×", 1.0)),
    **{name: ("month", size) for name, size in (("month", 1.0), ("year", 12.0), ("decade", 120.0))},
    **{name: ("s", size) for name, size in (("ns", 1e-9), ("µs", 1e-6), ("ms", 1e-3), ("s", 1.0), ("second", 1.0))},
    **{name: ("s", size) for name, size in (("minute", 60.0), ("h", 3600.0), ("hour", 3600.0))},
    **{name: ("s", size) for name, size in (("day", 86400.0), ("week", 604800.0))},
    **{f"{prefix}B": ("byte", size) for prefix, size in _PREFIXES.items() if prefix},
    **{f"{name}byte": ("byte", 1e3**power) for power, name in enumerate(("", "kilo", "mega", "giga", "tera", "peta"))},
    **{f"{prefix}iB": ("byte", 1024.0**power) for power, prefix in enumerate("KMGTP", 1)},
    **{f"{prefix}{name}": (name, size) for prefix, size in _PREFIXES.items() for name in ("Hz", "W", "Wh", "bit")},
    **{name: ("g", size) for name, size in (("g", 1.0), ("kg", 1e3), ("ton", 1e6), ("tonne", 1e6))},
    **{name: ("m", size) for name, size in (("mm", 1e-3), ("cm", 1e-2), ("km", 1e3), ("mile", 1609.344))},
}
"""Base unit and factor of each unit."""

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()

NUMBERS: Final = {word: number for number, word in enumerate(_SMALL)} | {
    word: number * 10 for number, word in enumerate(_TENS, 2)
}
"""Number words whose values are added."""

MONTHS: Final = tuple("jan feb mar apr may jun jul aug sep oct nov dec".split())
"""First three letters of the months, in order."""


def spelled(words: str) -> float:
    """Return the value of words such as *one hundred and twenty-five thousand* or *half a million*."""
    total = group = 0.0
    half = False
    for word in words.lower().replace("-", " ").split():
        if word == "half":
            half = True
        elif word in NUMBERS:
            group += NUMBERS[word]
        elif word in {"hundred", "dozen"}:
            group = (group or 1) * (100 if word == "hundred" else 12)
        elif word in SCALES:
            total += (group or 1) * SCALES[word]
            group = 0.0
    if half:
        return (total + group or 1) / 2
    return total + group


def unit(written: str) -> tuple[str, float]:
    """Return the base unit of a written unit and its factor; `("", 1)` if it is unknown."""
    for name in (written, written.lower(), written.lower().removesuffix("s")):
        if name in UNITS:
            return UNITS[name]
        if name in CURRENCIES:
            return CURRENCIES[name], 1.0
    return "", 1.0
