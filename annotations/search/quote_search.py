"""Search for a quote that was typed or pasted."""

import re
from typing import Final

from annotations.errors import UsageError
from annotations.text.folding import ALIKE
from annotations.text.invisible import CLASS, visible

SHOWN: Final = 60
"""Maximum length of a quote in a message, in code points."""


def find_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """Return the only range where a quote occurs between a prefix and a suffix.

    The quote is searched unchanged first, then with any white space for white space, and with equivalent quotation
    marks and dashes. The range is that of the words in the text. Raises UsageError if the quote does not occur or is
    not unique.
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
                " Give the words before it (--prefix) or after it (--suffix), or quote more."
            )
            raise UsageError(message)
    raise UsageError(f"The quote {_shown(quote)} is not in the source{_between(prefix, suffix)}. Check its spelling.")


def _places(text: str, quote: str, prefix: str, suffix: str) -> list[tuple[int, int]]:
    """Return the matches of the pattern of a quote between those of prefix and suffix, overlaps included."""
    before = rf"{prefix}\s*" if prefix else ""
    after = rf"\s*{suffix}" if suffix else ""
    places = [match.span(1) for match in re.finditer(f"(?={before}({quote}){after})", text)]
    return list(dict.fromkeys(places))


def _tolerant(quote: str) -> str:
    """Return a pattern that matches any white space for white space, and equivalent quotation marks and dashes.

    Invisible characters may be between any two letters of the text, and are left out of the quote.
    """
    hidden = f"[{CLASS}]*"
    return rf"{hidden}\s[\s{CLASS}]*".join(hidden.join(map(_alike, visible(word))) for word in quote.split())


def _alike(character: str) -> str:
    group = next((group for group in ALIKE if character in group), "")
    return f"[{re.escape(group)}]" if group else re.escape(character)


def _shown(quote: str) -> str:
    return f"“{quote if len(quote) <= SHOWN else quote[: SHOWN - 1] + '…'}”"


def _between(prefix: str, suffix: str) -> str:
    ends = [f"after {_shown(prefix)}" if prefix else "", f"before {_shown(suffix)}" if suffix else ""]
    return "".join(f" {end}" for end in ends if end)
