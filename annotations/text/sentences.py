"""The sentences of a reading text: one splitter for motions, passages, the finder of partners and figures.

A sentence ends at its mark, with the quotes and brackets that close it. What follows decides: a small letter, or more
of a date, a reference or a name, goes on with the sentence. A line, and a cell of a table, ends a sentence too.

Splitters of others were weighed. On the sentences of the tests, half of them without a rule made for them, pysbd has 43 wrong ends
in 100, nupunkt 32 and syntok 28; they know law in English alone, and take a whole text where a key press needs a few lines.
"""

from collections.abc import Iterator
from typing import Final

from annotations.text.language.detection import Languages
from annotations.text.language.full_stop import Stop, is_whole_word
from annotations.text.lazy_regex import lazy
from annotations.text.ranges import trimmed

_IDEOGRAPHIC: Final = "。！？｡．"
_SOLID: Final = "።፧፨။។៕։"
"""Marks of scripts that may go on without a blank."""
_CLOSING: Final = "\"'”’»)\\]}“‘«›‹*_」』】〉》）"
_MARKS: Final = ".!?…‽؟۔।॥།߹᠃\u037e"
"""Marks that need a blank behind them."""
_BREAKS: Final = r"\n\t\v\f\u2028\u2029"
_ENDS: Final = (
    # One class at the beginning lets the search skip what no sentence ends with.
    rf"[{_MARKS};:{_SOLID}፡{_IDEOGRAPHIC}{_BREAKS}]"
    rf"(?:(?<=[{_BREAKS}])"
    rf"|(?:(?<=[{_MARKS}])|(?<=[\u0370-\u03ff\u1f00-\u1fff];)|(?<=[\u0561-\u0587]:))(?:(?<=\.)(?:[ \u00a0]\.){{2,4}}|[{_MARKS}]*)"
    # what closes, with a blank before it as the French set it; then the number of a note
    rf"(?:[{_CLOSING}]|[ \u00a0\u2009\u202f][»›](?=\s|[.,;:!?]|$))*(?:[ \u00a0]?\[\d{{1,3}}\])*[¹²³⁰-⁹]*"
    rf"(?:(?<=[^\W\d_A-Z]{{3}}[.”\"])\d{{1,3}}(?=\s+[^\W\d_]))?(?=\s|$)"
    rf"|(?<=[{_IDEOGRAPHIC}])[{_IDEOGRAPHIC}]*[」』”’）》〉】〕］｝\"')\]]*"
    rf"|(?<=[{_SOLID}])[{_SOLID}]*[{_CLOSING}]*(?:፡፡)?|(?<=፡)፡)"
)
_END: Final = lazy(_ENDS)
_END_OR_BLANK: Final = lazy(rf"{_ENDS}|(?<=[\u0e01-\u0e45\u0e47-\u0e4e])[ \u00a0]+(?=[\u0e01-\u0e45])")
"""Thai has no marks: blanks end its sentences and clauses."""
_THAI: Final = lazy("[\u0e01-\u0e45]")
_NEXT: Final = lazy(r"[\s\"'“‘„‚«»‹›(\[{¿¡*_–—―-]*")
"""What may come before the first letter of a sentence."""
_LABEL: Final = lazy(r"[(\[]?(?:[a-z]|[ivx]{1,4})[)\]]")
_SPOKEN: Final = lazy(
    r"(?:[A-Z][\w’'-]*\.? ){1,3}(?:said|asked|replied|answered|cried|called|shouted|whispered|added|murmured|exclaimed|demanded|inquired"
    r"|muttered|snapped|went on)\b"
)
_COMPANY: Final = lazy(r"(?:Inc|Corp|Co|Ltd|News|Mail|Japan|Finance|Answers)\b")
"""What a name with an exclamation mark goes on with: *Yahoo! Inc.*"""
_FURTHER: Final = frozenset(",;:.)")
_QUOTING: Final = lazy(r"(?:と|って|など|の|が|は|を|に|という|、|，|」|』)")
"""What goes on after a Japanese quotation."""
_NEAR: Final = 400
"""Code points around a mark that are searched for a capital."""
_BRACKET: Final = 240
"""Code points within which a bracket that is open at a mark must close to hold it."""
_BRACKETS: Final = (("(", ")"), ("（", "）"), ("「", "」"), ("『", "』"), ("[", "]"))


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a range of text, as half-open ranges without blanks at their ends."""
    end = len(text) if end is None else end
    first = start
    languages = Languages(text)
    pattern = _END_OR_BLANK if _THAI.search(text, start, end) else _END
    for match in pattern.finditer(text, start, end):
        if not match.group().isspace() and not _ends(languages, first, match.start(), match.end(), end):
            continue
        yield from _worded(text, first, match.end())
        first = match.end()
    yield from _worded(text, first, end)


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


_NEARBY: Final = 500
"""Code points on each side of a passage in which its neighbouring sentences are looked for."""


def nearby(text: str, start: int, end: int) -> str:
    """Return the sentences that contain a passage with the one before and the one after them; `""` if `start` is negative.

    They reach at most `_NEARBY` code points beyond the passage on each side.
    """
    if start < 0:
        return ""
    spans = list(sentences(text, max(0, start - _NEARBY), min(len(text), end + _NEARBY)))
    inside = [place for place, (first, last) in enumerate(spans) if first < end and start < last]
    if not inside:
        return ""
    return text[spans[max(0, inside[0] - 1)][0] : spans[min(len(spans) - 1, inside[-1] + 1)][1]]


def _ends(languages: Languages, first: int, mark: int, after: int, end: int) -> bool:
    """Whether the mark between two offsets ends the sentence that begins at `first`."""
    text = languages.text
    sign = text[mark]
    if sign in _IDEOGRAPHIC:
        quoted = text[after - 1] in "」』" and after < end and _QUOTING.match(text, after, end)
        aside = text[after - 1] in "）)" and bool(text[first : text.rfind("（", first, after)].strip())
        return not (quoted or aside or _bracketed(text, first, after, end))
    opened = _skip_space(text, after, end)
    if opened >= end:
        return True
    following = _next_letter(text, opened, end)
    if _is_small(text, following, end) and not _LABEL.match(text, opened, end) and not _without_capitals(text, mark):
        return False
    if text[opened] in "»›" and text[opened + 1 : opened + 2] in _FURTHER:
        return False
    if sign == "!" and _COMPANY.match(text, opened, end):
        return False
    if sign in "!?" and after - mark > 1 and _SPOKEN.match(text, opened, end):
        return False
    if after - mark == 5 and sign == "." == text[mark + 2] == text[mark + 4]:
        return False  # Three stops with blanks: words left out of a quotation.
    if sign in ".…" and first <= mark - 1 and text[mark - 1] in "[(" and text[after - 1] in ")]":
        return False
    if sign == "." and (after - mark > 1 or not is_whole_word(text, first, mark)):
        stop = Stop(languages, first, mark, opened, following, end)
        if (text[after - 1].isdecimal() and stop.abbreviated) or (
            text[mark + 1 : mark + 2] != "." and stop.goes_on(plain=after - mark == 1)
        ):
            return False
    return not _bracketed(text, first, after, end)


def _next_letter(text: str, opened: int, end: int) -> int:
    """Return the offset of the first letter, digit or other sign behind quotes, brackets and dashes."""
    found = _NEXT.match(text, opened, end)
    return found.end() if found and found.end() < end else opened


def _is_small(text: str, offset: int, end: int) -> bool:
    """Whether a word begins with a small letter; names such as *iPhone* and words such as *’s Avonds* do not."""
    if not text[offset].islower() or "\u10d0" <= text[offset] <= "\u10ff":
        return False
    if text[offset + 1 : offset + 2].isupper():
        return False
    elided = offset + 1 < end and text[offset - 1] in "’'" and text[offset + 1].isspace()
    return not (elided and text[offset + 2 : offset + 3].isupper())


def _without_capitals(text: str, mark: int) -> bool:
    """Whether the line around a mark has no capital, as those of a transcript may have none."""
    low = max(0, mark - _NEAR, text.rfind("\n", 0, mark))
    end = text.find("\n", mark)
    near = text[low : min(mark + _NEAR, end if end >= 0 else len(text))]
    return near.lower() == near


def _bracketed(text: str, first: int, after: int, end: int) -> bool:
    """Whether a bracket was opened inside the sentence and closes later on the line."""
    low = max(first + 1, after - _BRACKET)
    for opening, closing in _BRACKETS:
        opened = text.rfind(opening, low, after)
        if opened < 0 or text.find(closing, opened, after) >= 0 or not text[first:opened].strip():
            continue
        closed = text.find(closing, after, min(end, after + _BRACKET))
        if closed >= 0 and "\n" not in text[after:closed]:
            return True
    return False


def _skip_space(text: str, offset: int, end: int) -> int:
    while offset < end and text[offset].isspace():
        offset += 1
    return offset


def _worded(text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield a range without blanks at its ends, unless nothing is left."""
    first, last = trimmed(text, first, last)
    if first < last:
        yield first, last
