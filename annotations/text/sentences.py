"""The sentences of a reading text: one splitter for motions, passages, the finder of partners and figures.

A sentence ends at its mark, with the quotes and brackets that close it; abbreviations, initials, ordinals
and decimal points end none. A line, and a cell of a table, ends a sentence too.
"""

import re
from collections.abc import Iterator
from typing import Final

from annotations.text import abbreviations
from annotations.text.lazy_regex import lazy

_CLOSING: Final = "\"'”’»)\\]“‘«›‹*_"
_END: Final = lazy(
    # marks that need a blank behind them, with what closes; a blank before a closing sign as the French set it
    rf"(?:[.!?…‽؟۔।॥։።፧፨။។៕།߹\u037e]|(?<=[\u0370-\u03ff\u1f00-\u1fff]);)+"
    rf"(?:[{_CLOSING}]|[ \u00a0\u2009\u202f][»›](?=\s|[.,;:!?]|$))*(?:\[\d{{1,3}}\])*[¹²³⁰-⁹]*(?=\s|$)"
    r"|[。！？｡．]+[」』”’）》〉】〕］｝\"')\]]*"
    r"|(?<=[\u0e01-\u0e45\u0e47-\u0e4e])[ \u00a0]+(?=[\u0e01-\u0e45])"
    r"|[\n\t\v\f\u2028\u2029]"
)
_BEFORE: Final = lazy(r"(?:[^\W_]|[.’'-])*$")
_ITEM: Final = lazy(r"\s*[(\[\"“„«]?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})$")
_PAIR: Final = lazy(
    r"\b(?:z\. ?B|d\. ?h|u\. ?a|o\. ?ä|s\. ?o|s\. ?u|i\. ?d|p\. ?ex|i\. ?e|e\. ?g|т\. ?е|m\. ?in|o\. ?a|b\. ?v|a\. ?D)$"
)
_REFERENCE: Final = lazy(
    r"(?:§+|\b[^\W\d_]{1,5}\.|\b(?:[Ff]ig(?:ure)?|[Tt]able|[Ss]atz|[Nn]umber|[Ss]ection|[Aa]rtikel|[Aa]rticle))[\s\u00a0]*[\d.,–-]*$"
)
_ROMAN: Final = lazy(r"[IVXLC]{1,6}$")
_DOTTED: Final = lazy(r"(?:[^\W\d_]\.)+[^\W\d_]$")
_WORD: Final = lazy(r"[\"'“‘„«»(\[¿¡]*([^\W_]+(?:[’'][^\W_]+)?)")
_PLAIN_WORD: Final = lazy(r"[a-zäöüß]+")
_BACK: Final = 24
_CONTEXT: Final = 300
_BRACKET: Final = 200
"""Code points within which a bracket that is open at a full stop must close to hold it."""


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a range of text, as half-open ranges without blanks at their ends."""
    end = len(text) if end is None else end
    first = start
    small: bool | None = None
    for match in _END.finditer(text, start, end):
        mark = match.group()
        if not mark[0].isspace():
            following = _skip_space(text, match.end(), end)
            if following < end and text[following].islower() and mark[0] not in "。！？｡．":
                # Transcripts without any capital have their sentences all the same.
                if small is None:
                    small = not any(map(str.isupper, text[start:end]))
                if not small:
                    continue
            if mark[0] == "." and following < end and _goes_on(text, first, match.start(), following, start):
                continue
            if mark[0] in "。！？｡．" and _bracketed(text, first, match.end(), end):
                continue
        yield from _trimmed(text, first, match.end())
        first = match.end()
    yield from _trimmed(text, first, end)


def around(text: str, start: int, end: int, most: int = 400) -> str:
    """Return the sentences that contain a passage; `""` if `start` is negative.

    They reach at most `most` code points beyond the passage on each side, and not beyond its line.
    """
    if start < 0:
        return ""
    low = max(0, start - most, text.rfind("\n", 0, start) + 1)
    line = text.find("\n", end)
    high = min(len(text) if line < 0 else line, end + most)
    spans = [(first, last) for first, last in sentences(text, low, high) if first < end and start < last]
    return text[min(span[0] for span in spans) : max(span[1] for span in spans)] if spans else ""


def _goes_on(text: str, first: int, stop: int, following: int, start: int) -> bool:
    """Whether the full stop at ``stop`` ends no sentence: it belongs to an abbreviation, an initial or an ordinal."""
    if _ITEM.fullmatch(text, first, stop):
        return True
    if stop and text[stop - 1] == "." and text[stop + 1 : stop + 2] != ".":
        return False
    begin = max(first, stop - _BACK)
    found = _BEFORE.search(text, begin, stop)
    word = found.group().strip("'’-") if found else ""
    if not word:
        return False
    number = text[following].isdigit()
    named = _WORD.match(text, following)
    next_word = named[1].lower() if named else ""
    opens = next_word in abbreviations.OPENING
    if word.isdigit():
        return _ordinal(text, begin, stop - len(word), len(word), following, next_word, start)
    if _PAIR.search(text, begin, stop):
        return True
    low = word.lower()
    if low in abbreviations.BEFORE_NUMBERS and (number or _ROMAN.match(named[1] if named else "")):
        return True
    if len(word) == 1:
        return _initial(text, begin, stop, opens=opens)
    if low in abbreviations.EITHER or (_DOTTED.match(word) and word.isupper()):
        return not opens and not (number and low not in abbreviations.EITHER)
    if low in abbreviations.BEFORE_NAMES and (low not in _ALSO_WORDS or word[0].isupper()):
        return True
    if _DOTTED.match(word):
        return True
    return _ROMAN.match(word) is not None and len(word) > 1 and not opens and _german(text, start, stop)


_ALSO_WORDS: Final = frozenset("on es da ir ds ex al d ad ok por ed st mar jun sep dec gen rep hon fr col".split())
"""Abbreviations that are ordinary words too when they have no capital."""


def _initial(text: str, begin: int, stop: int, *, opens: bool) -> bool:
    """Whether a single letter before a stop is an initial and not the last word: *plan B. The next*."""
    letter = text[stop - 1]
    if not opens or letter in "MDSJ":
        return True
    before = text[begin : stop - 1].split()
    return not (letter.isupper() and before and _PLAIN_WORD.fullmatch(before[-1]) and text[stop - 2].isspace())


def _ordinal(text: str, begin: int, at: int, digits: int, following: int, next_word: str, start: int) -> bool:
    """Whether a number before a stop is an ordinal: before a month, and in German before any noun."""
    if digits > 3 or next_word in abbreviations.OPENING or _REFERENCE.search(text, begin, at):
        return False
    if next_word in abbreviations.MONTHS and digits < 3:
        return True
    return text[following].isalpha() and _german(text, start, at)


def _german(text: str, start: int, stop: int) -> bool:
    """Whether the text around a place is German."""
    words = re.findall(r"[^\W\d_]+", text[max(start, stop - _CONTEXT) : stop + _CONTEXT].lower())
    known = sum(word in abbreviations.GERMAN for word in words)
    return known > 0 and known > sum(word in ("the", "of", "to", "and", "het", "een", "van") for word in words)


def _bracketed(text: str, first: int, stop: int, end: int) -> bool:
    """Whether a full stop stands within a bracket that closes later."""
    opened = text.rfind("（", first, stop)
    if opened < 0 or text.find("）", opened, stop) >= 0:
        return False
    closed = text.find("）", stop, min(end, stop + _BRACKET))
    return closed >= 0 and "\n" not in text[stop:closed]


def _skip_space(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset


def _trimmed(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    while first < last and text[first].isspace():
        first += 1
    while last > first and text[last - 1].isspace():
        last -= 1
    if first < last:
        yield first, last
