"""Search for a quote that was typed or pasted."""

import re
from typing import Final

from annotations.errors import UsageError
from annotations.text.folding import Kept, aligned, kept_by
from annotations.text.spelling import any_spelling, is_plain, plain, words_of

SHOWN: Final = 60
"""Maximum length of a quote in a message, in code points."""


def find_quote(text: str, quote: str, prefix: str = "", suffix: str = "") -> tuple[int, int]:
    """Return the only range where a quote occurs between a prefix and a suffix.

    The quote is searched unchanged first, then with any white space, typographic variant and coding of accents, then as
    `/` does: case and accents count only if it has some. The range is that of the words in the text. Raises UsageError
    if the quote does not occur or is not unique.
    """
    quote = quote.strip()
    if not quote:
        raise UsageError("The quote is blank. Give the words of the passage.")
    fits = _Around(text, prefix.strip(), suffix.strip())
    for kept in (None, Kept(capitals=True, accents=True), kept_by(quote)):
        within = text if kept is None else aligned(text, kept)
        written = re.escape(quote) if kept is None else _pattern(quote, kept, within)
        found = (match.span(1) for match in re.finditer(f"(?=({written}))", within))
        places = [place for place in dict.fromkeys(found) if place in fits]
        if len(places) == 1:
            return places[0]
        if places:
            message = (
                f"The quote {_shown(quote)} occurs {len(places)} times."
                " Give the words before it (--prefix) or after it (--suffix), or quote more."
            )
            raise UsageError(message)
    raise UsageError(f"The quote {_shown(quote)} is not in the source{_between(prefix, suffix)}. Check its spelling.")


class _Around:
    """The ranges of a text between a prefix and a suffix; either may be empty."""

    def __init__(self, text: str, prefix: str, suffix: str) -> None:
        kept = kept_by(prefix, suffix)
        self._text = aligned(text, kept) if prefix or suffix else ""
        before = rf"(?=({_pattern(prefix, kept, self._text)}\s*))" if prefix else ""
        self._starts = {match.end(1) for match in re.finditer(before, self._text)} if prefix else None
        self._after = re.compile(rf"\s*{_pattern(suffix, kept, self._text)}") if suffix else None

    def __contains__(self, place: tuple[int, int]) -> bool:
        start, end = place
        if self._starts is not None and start not in self._starts:
            return False
        return self._after is None or self._after.match(self._text, end) is not None


def _pattern(typed: str, kept: Kept, folded: str) -> str:
    """Return a pattern of typed words for an aligned text."""
    return (plain if is_plain(folded, kept) else any_spelling)(words_of(typed, kept), kept)


def _shown(quote: str) -> str:
    return f"“{quote if len(quote) <= SHOWN else quote[: SHOWN - 1] + '…'}”"


def _between(prefix: str, suffix: str) -> str:
    ends = [f"after {_shown(prefix)}" if prefix else "", f"before {_shown(suffix)}" if suffix else ""]
    return "".join(f" {end}" for end in ends if end)
