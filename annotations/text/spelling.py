"""Patterns that find typed words in text folded by `aligned`, however the text spells them.

A text in which each letter is one code point needs plain patterns, which are fast. In others invisible characters may be
between two letters, a letter may have combining marks, and ligatures stand for their letters.
"""

import re
from collections.abc import Iterable, Sequence
from functools import cache, cached_property, lru_cache
from typing import Final
from unicodedata import normalize

from annotations.text.canonical import LIGATURES, accent_pattern, accents, bare, canonical, precomposed
from annotations.text.folding import HIDDEN, PAD, Kept, aligned, has_accents, loose

_JOINED: Final = {
    letters: "".join(sign for sign, meant in LIGATURES.items() if meant == letters)
    for letters in sorted({*LIGATURES.values()}, key=len, reverse=True)
}
"""Ligatures by their letters, longest first."""

_UNEVEN: Final = (HIDDEN, PAD, *LIGATURES)
"""Code points that are less or more than a letter."""

_HYPHEN: Final = "-"


def shown(text: str) -> str:
    """Return aligned words without invisible characters and padding; unchanged if they are nothing else."""
    return text.replace(HIDDEN, "").replace(PAD, "") or text


def words_of(typed: str, kept: Kept) -> list[str]:
    """Return the words that were typed, to be made patterns."""
    return shown(aligned(canonical(typed), kept)).split()


def is_plain(folded: str, kept: Kept) -> bool:
    """Return whether each letter of an aligned text is one code point."""
    if folded.isascii():
        return True
    if any(sign in folded for sign in _UNEVEN):
        return False
    return not kept.accents or accent_pattern().search(folded) is None


def plain(words: Sequence[str], kept: Kept) -> str:
    """Return a pattern of words for a plain text, with any white space between them."""
    return r"\s+".join("".join(_letter(letter, kept, apart=False) for letter in _letters(word)) for word in words)


def any_spelling(words: Sequence[str], kept: Kept) -> str:
    """Return a pattern of words for any aligned text; several times as slow as `plain`."""
    gap = rf"[{HIDDEN}{PAD}{accents() if kept.accents else ''}]*"
    blank = rf"{gap}\s[\s{HIDDEN}{PAD}]*"
    last = len(words) - 1
    return blank.join(_word(word, gap, kept, first=n == 0, last=n == last) for n, word in enumerate(words)) + f"{PAD}*"


def _letters(word: str) -> list[str]:
    """Split a word into letters with their marks."""
    return re.findall(rf"(?s)[^{accents()}][{accents()}]*|[{accents()}]+", word) if not word.isascii() else list(word)


def _letter(letter: str, kept: Kept, *, apart: bool = True) -> str:
    """Return a pattern of one letter: with accents, those that were typed and any others.

    `apart` is true if the text may have combining accents, and hyphens that became `HIDDEN`.
    """
    if letter == _HYPHEN and apart:
        return f"[{HIDDEN}-]"
    if not kept.accents:
        return re.escape(letter)
    base = bare(letter)
    if len(base) != 1 or not base.isalpha():
        return re.escape(letter)
    marks = accent_pattern().findall(normalize("NFD", letter))
    typed = set("".join(marks))
    same = "".join(char for char, others in _accented().get(base, ()) if typed <= others)
    if not typed:
        return f"[{re.escape(base)}{same}]"
    if same and not apart:
        return f"[{same}]"
    between = f"[{PAD}{accents()}]*"
    spelled = re.escape(base) + "".join(between + mark for mark in sorted(typed))
    return f"(?:[{same}]|{spelled})" if same else spelled


@cache
def _accented() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Return the letters with accents, and these, by the letter without."""
    found: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for char in precomposed():
        base = bare(char)
        if base != char and len(base) == 1:
            marks = frozenset("".join(accent_pattern().findall(normalize("NFD", char))))
            found.setdefault(base, []).append((char, marks))
    return found


def _word(word: str, gap: str, kept: Kept, *, first: bool, last: bool) -> str:
    """Return a pattern of a word in which letters may be joined to ligatures; at its ends to others as well."""
    letters = _letters(word)
    parts: list[str] = []
    place = 0
    while place < len(letters):
        joined = next((one for one in _JOINED if letters[place : place + len(one)] == list(one)), "")
        size = len(joined) or 1
        spelled = _spelled(joined, gap) if joined else _letter(letters[place], kept)
        rest = "".join(letters[place : place + size])
        at_start, at_end = first and place == 0, last and place + size == len(letters)
        more = [
            sign
            for sign, meant in LIGATURES.items()
            if meant != rest and ((at_end and meant.startswith(rest)) or (at_start and meant.endswith(rest)))
        ]
        parts.append(f"(?:{spelled}|[{''.join(more)}])" if more else spelled)
        place += size
    return gap.join(parts)


def _spelled(joined: str, gap: str) -> str:
    """Return a pattern of the letters of a ligature, apart or joined in any way."""
    ways = [gap.join(joined), f"[{_JOINED[joined]}]"]
    if len(joined) > 2:
        ways += [f"[{_JOINED[joined[:2]]}]{gap}{joined[2]}", f"{joined[0]}{gap}[{_JOINED[joined[1:]]}]"]
    return f"(?:{'|'.join(ways)})"


class Sought:
    """A typed word, for lists that are filtered: neither case nor accents that were not typed matter."""

    def __init__(self, word: str) -> None:
        self.typed = word
        self._loose = loose(word)
        self._strict = has_accents(word)

    @cached_property
    def _accents(self) -> re.Pattern[str]:
        """The word as it may be spelled; made where a text has its letters: that of a long word takes seconds."""
        kept = Kept(accents=True)
        return re.compile(any_spelling(words_of(self.typed, kept), kept))

    def within(self, folded: str, plain: str = "") -> bool:
        """Return whether it is in a text that was folded by `fold`; `plain` is the same without accents, if that is known."""
        return self._loose in (plain or bare(folded)) and (not self._strict or self._accents.search(folded) is not None)

    def among(self, texts: Sequence[tuple[str, str]], places: Iterable[int]) -> list[int]:
        """Return those of some indexes of texts, each with and without accents, where it is; faster than `within` for each."""
        wanted = self._loose
        found = [place for place in places if wanted in texts[place][1]]
        return [place for place in found if self._accents.search(texts[place][0])] if self._strict else found


@lru_cache(64)
def seek(typed: str) -> tuple[Sought, ...]:
    """Return the words of a typed filter."""
    return tuple(map(Sought, typed.split()))


@lru_cache(64)
def phrase(typed: str) -> Sought:
    """Return a typed text as one word."""
    return Sought(typed)
