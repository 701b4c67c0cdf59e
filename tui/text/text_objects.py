"""Text objects: the quotation, the brackets and the clause around a place."""

from typing import Final

from annotations.documents.document import Document
from annotations.text.lazy_regex import lazy
from annotations.text.ranges import trimmed
from tui.text import motion

BRACKETS: Final = {"(": ")", "[": "]", "{": "}", "<": ">", "（": "）", "［": "］", "【": "】", "〈": "〉", "《": "》"}
"""The closing bracket of each opening one."""

QUOTES: Final = (
    ("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("»", "«"), ("‘", "’"), ("‚", "‘"), ("‹", "›"), ("›", "‹"),
    ("「", "」"), ("『", "』"), ('"', '"'),
)  # fmt: skip
"""Pairs of marks that a quotation is written in, in various languages. The apostrophe closes none by itself."""

OBJECTS: Final = {'"': "quotation", "(": "brackets", ",": "clause", "s": "sentence", "p": "paragraph", "w": "word"}
"""The objects by their keys."""

_ALIASES: Final = {
    **dict.fromkeys("'`“”„«»‘’‚‹›「」", '"'),
    **dict.fromkeys("[]{}<>)b", "("),
    ";": ",",
}
"""Other keys for the objects."""

_CLAUSE: Final = lazy(r"[,;:—–](?=\s)|\s[—–-]\s|[()\[\]]|[，；：、。]")
"""Where a clause ends within its sentence."""

_APOSTROPHE: Final = lazy(r"(?<=\w)’(?=\w)")


def object_named(key: str) -> str:
    """Return the object that a key means; "" if it means none."""
    return OBJECTS.get(_ALIASES.get(key, key), "")


def text_object(document: Document, offset: int, name: str, *, around: bool) -> tuple[int, int] | None:
    """Return the half-open range of the object around an offset; None if there is none.

    With `around`, a quotation and brackets come with their marks, and a clause with the mark that ends it.
    """
    if name in ("sentence", "paragraph", "word"):
        at = {"sentence": motion.sentence_at, "paragraph": motion.paragraph_at, "word": motion.word_at}[name]
        return trimmed(document.text, *at(document, offset))
    if name == "clause":
        return _clause(document, offset, around=around)
    start, end = motion.paragraph_at(document, offset)
    text = document.text[start:end]
    pairs = list(BRACKETS.items()) if name == "brackets" else list(QUOTES)
    found = [pair for opening, closing in pairs for pair in _pairs(text, opening, closing, offset - start)]
    if not found:
        return None
    first, last = min(found, key=lambda pair: pair[1] - pair[0])
    inside = (start + first, start + last + 1) if around else trimmed(document.text, start + first + 1, start + last)
    return inside if inside[0] < inside[1] else None


def _pairs(text: str, opening: str, closing: str, at: int) -> list[tuple[int, int]]:
    """Return the places of the marks of each pair around a place, or on one of whose marks it is."""
    if opening == closing:
        marks = [i for i, char in enumerate(text) if char == opening]
        return [pair for pair in zip(marks[::2], marks[1::2], strict=False) if pair[0] <= at <= pair[1]]
    inner = {match.start() for match in _APOSTROPHE.finditer(text)} if closing == "’" else frozenset[int]()
    stack: list[int] = []
    found = []
    for i, char in enumerate(text):
        if char == closing and stack and i not in inner:
            first = stack.pop()
            if first <= at <= i:
                found.append((first, i))
        elif char == opening:
            stack.append(i)
    return found


def _clause(document: Document, offset: int, *, around: bool) -> tuple[int, int]:
    """Return the part of the sentence between two marks."""
    start, end = motion.sentence_at(document, offset)
    sentence = document.text[start:end]
    first, last, mark = 0, len(sentence), len(sentence)
    for match in _CLAUSE.finditer(sentence):
        if match.end() <= offset - start:
            first = match.end()
        elif match.start() >= first:
            last, mark = match.start(), match.end()
            break
    found = trimmed(document.text, start + first, start + (mark if around else last))
    text = document.text[slice(*found)]
    if around or not text or text[-1] not in ".!?…。！？":
        return found
    return trimmed(document.text, found[0], found[1] - (len(text) - len(text.rstrip(".!?…。！？"))))
