"""Find a quote that a person typed or pasted."""

import re
from typing import Final

from annotations.errors import UsageError
from annotations.text.folding import ALIKE

SHOWN: Final = 60
"""Code points of a quote that are shown in a message."""


def find_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """The one place where a quote stands between a prefix and a suffix.

    The quote is looked for as it is, then with any white space for white space and with curly
    quotes, straight quotes and dashes taken for each other. The place returned is that of the
    text's own words. Raises UsageError if the quote is not there or stands there several times.
    """
    quote = quote.strip()
    if not quote:
        raise UsageError("The quote is blank. Give the words of the passage.")
    for pattern in (re.escape, _tolerant):
        places = _places(text, pattern(quote), _tolerant(prefix.strip()), _tolerant(suffix.strip()))
        if len(places) == 1:
            return places[0]
        if places:
            message = (
                f"The quote {_shown(quote)} occurs {len(places)} times."
                " Say which by the words before it (--prefix) or after it (--suffix), or quote more."
            )
            raise UsageError(message)
    raise UsageError(f"The quote {_shown(quote)} is not in the source{_between(prefix, suffix)}. Check its spelling.")


def _places(text: str, quote: str, prefix: str, suffix: str) -> list[tuple[int, int]]:
    """Where the pattern of a quote matches between those of prefix and suffix, overlaps included."""
    before = rf"{prefix}\s*" if prefix else ""
    after = rf"\s*{suffix}" if suffix else ""
    places = [match.span(1) for match in re.finditer(f"(?={before}({quote}){after})", text)]
    return list(dict.fromkeys(places))


def _tolerant(quote: str) -> str:
    """A pattern that takes white space for white space, and quotes and dashes for their like."""
    return r"\s+".join("".join(map(_alike, word)) for word in quote.split())


def _alike(character: str) -> str:
    group = next((group for group in ALIKE if character in group), "")
    return f"[{re.escape(group)}]" if group else re.escape(character)


def _shown(quote: str) -> str:
    return f"“{quote if len(quote) <= SHOWN else quote[: SHOWN - 1] + '…'}”"


def _between(prefix: str, suffix: str) -> str:
    ends = [f"after {_shown(prefix)}" if prefix else "", f"before {_shown(suffix)}" if suffix else ""]
    return "".join(f" {end}" for end in ends if end)
