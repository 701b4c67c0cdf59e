"""Bytes of a source become text, in one place.

A byte order mark decides; else UTF-8; else UTF-16 where it is plainly that; else a legacy encoding
by detection. What cannot be decoded becomes U+FFFD and is reported once.
"""

import codecs
from collections.abc import Iterator
from contextlib import suppress
from typing import Final, NamedTuple

from annotations.errors import SourceError
from annotations.text.lazy_regex import lazy


class Decoded(NamedTuple):
    """The text of a source and what was found out about its bytes."""

    text: str
    """With ``\\n`` as the only newline; U+2028, form feeds and the like are characters of it."""
    encoding: str
    """Its Python name, in lower case: ``utf-8``, ``utf-16-le``, ``cp1252``."""
    newline: str
    """Line ending of the file: ``lf``, ``crlf``, ``cr`` or ``mixed``."""
    problems: tuple[str, ...]
    """Messages about the decoding, one line each, to be shown once."""
    guessed: bool = False
    """Whether the encoding is a guess by the letters alone."""


_BOMS: Final = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16.
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_MAGIC: Final = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"{\\rtf", "a rich text document"),
)

_SAMPLE = 65_536
_GUESSED: Final = "the file is not UTF-8; it was read as"
_REPLACEMENT = "\ufffd"
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\b\x1b"))
_ESCAPE = lazy(rb"\x1b\$(?:[@B]|\([OPQ]|\)C)")
_MULTIBYTE = lazy(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")


def decode(data: bytes, name: str, asked: str = "") -> Decoded:
    """The text of ``data``, in the encoding that was asked for or in the one that it seems to be in.

    Raises SourceError, with ``name`` in it, when it is not text.
    """
    text, encoding, problems = _mostly_text(_decoded(_unmarked(data), asked), name) if asked else _decode(data, name)
    guessed = not asked and bool(problems) and problems[0].startswith(_GUESSED)
    newline = "lf"
    if "\r" in text:
        pairs = text.count("\r\n")
        kinds = {
            "crlf": pairs,
            "cr": text.count("\r") - pairs,
            "lf": text.count("\n") - pairs,
        }
        found = [kind for kind, count in kinds.items() if count]
        newline = found[0] if len(found) == 1 else "mixed"
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, encoding, newline, problems, guessed)


def why_not(data: bytes, encoding: str, *, whole: bool = True) -> str:
    """The reason that some bytes are not text in an encoding, in words; empty if they are.

    Bytes that are not the ``whole`` file may end within a character.
    """
    data = _unmarked(data)
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data, final=whole)
    except UnicodeError:
        *_, (problem, *_) = _decoded(data, encoding)
        return problem.replace(f" and shown as {_REPLACEMENT}", "")
    try:
        _mostly_text((text, encoding, ()), "it")
    except SourceError:
        return f"it would not be text in {encoding}"
    return ""


def guesses(data: bytes) -> Iterator[str]:
    """Encodings that some bytes may be in, the likeliest first; some may come twice."""
    with suppress(SourceError):
        yield _decode(data, "")[1]
    if sample := _telling(data):
        from annotations.documents.file import code_pages

        yield from code_pages.likely(sample)


def _decode(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _mostly_text(_decoded(data[len(bom) :], encoding), name)
    if encoding := _wide(data):
        return _mostly_text(_decoded(data, encoding), name)
    if encoding := _escaped(data):
        return _decoded(data, encoding)
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _damaged_or_legacy(data)


def _escaped(data: bytes) -> str:
    """Return the encoding of the ISO 2022 family whose escapes `data` has; `""` if it has none."""
    found = _ESCAPE.search(data, 0, _SAMPLE)
    if found is None or not data.isascii():
        return ""
    encoding = "iso2022-kr" if found[0] == b"\x1b$)C" else "iso2022-jp-2004" if found[0][2:3] == b"(" else "iso2022-jp"
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return ""
    return encoding


def _unmarked(data: bytes) -> bytes:
    """The bytes without their byte order mark."""
    return next((data[len(bom) :] for bom, _ in _BOMS if data.startswith(bom)), data)


def _mostly_text(decoded: tuple[str, str, tuple[str, ...]], name: str) -> tuple[str, str, tuple[str, ...]]:
    if decoded[0].count("\x00") > _stray(len(decoded[0])):
        raise _not_text(name, "a binary file")
    return decoded


def _wide(data: bytes) -> str:
    """Return which UTF-16 `data` is, without a byte order mark, by its zero bytes; `""` if it is none."""
    sample = data[:_SAMPLE]
    pairs = len(sample) // 2
    if pairs < 2 or len(data) % 2 or b"\x00" not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    for nulls, others, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        # Western text has its NULs in one half; a lone one in the other half is U+2000 or the like.
        half = sample[0::2] if encoding == "utf-16-le" else sample[1::2]
        controls = len(half) - len(half.translate(None, _CONTROLS[1:]))
        if nulls > pairs * 0.4 and others < pairs * 0.02 and controls < pairs * 0.05 + 2:
            return encoding
    return ""


def _refuse_binary(data: bytes, name: str) -> None:
    for magic, what in _MAGIC:
        if data.startswith(magic):
            raise _not_text(name, what)
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if controls > _stray(len(sample)):
        raise _not_text(name, "a binary file")


def _stray(length: int) -> float:
    """Largest number of control characters, including NUL, that a text of a length has by accident."""
    return length * 0.05 + 4


def _not_text(name: str, what: str) -> SourceError:
    return SourceError(f"{name} is {what}, not text; save it as UTF-8 text or Markdown to read it here")


def _damaged_or_legacy(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    damaged = _decoded(data, "utf-8")
    sound = sum(1 for _ in _MULTIBYTE.finditer(data))
    if sound > damaged[0].count(_REPLACEMENT) or not (encoding := _legacy(data)):
        return damaged
    text, encoding, problems = _decoded(data, encoding)
    return text, encoding, (f"{_GUESSED} {encoding}", *problems)


def _legacy(data: bytes) -> str:
    """Return the likeliest legacy encoding of `data`; `""` if there is none."""
    sample = _telling(data)
    if not sample:
        return ""
    from annotations.documents.file import code_pages  # Most sources are in UTF-8.

    return code_pages.code_page(sample)


def _telling(data: bytes) -> bytes:
    """The lines that have something to detect, up to the size of a sample."""
    return b"".join([line for line in data.splitlines(keepends=True) if not line.isascii()])[:_SAMPLE]


def _decoded(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
    """The text of ``data`` in an encoding, with a line about what is not valid in it."""
    try:
        return data.decode(encoding), encoding, ()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
    text = data.decode(encoding, errors="replace")
    count = text.count(_REPLACEMENT) - data.count(_REPLACEMENT.encode(encoding, errors="ignore") or data)
    line = 1 + before.count("\n") + before.count("\r") - before.count("\r\n")
    places = "1 place is" if count == 1 else f"{count} places are"
    where = f"in line {line}" if count == 1 else f"the first in line {line}"
    return text, encoding, (f"{places} not valid {encoding} and shown as {_REPLACEMENT}, {where}",)
