"""Bytes of a source become text, in one place.

A byte order mark decides; else UTF-8; else UTF-16 where it is plainly that; else a legacy encoding
by detection. What cannot be decoded becomes U+FFFD and is said once.
"""

import codecs
import re
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
    """What ended the lines of the file: ``lf``, ``crlf``, ``cr`` or ``mixed``."""
    problems: tuple[str, ...]
    """What a reader should be told once, a line each."""


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
_REPLACEMENT = "\ufffd"
_CONTROLS: Final = bytes(set(range(32)) - set(b"\t\n\v\f\r\b\x1b"))
_MULTIBYTE = lazy(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_FEW: Final = 40
_WIDE: Final = ("utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be")
_LETTERS_1252: Final = frozenset(
    b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xab\xae\xb0\xb1\xb5\xb7\xbb"
)
"""Signs of Windows-1252 that stand in ordinary western text, beside the letters from 0xC0."""


def decode(data: bytes, name: str) -> Decoded:
    """The text of ``data``. Raises SourceError, with ``name`` in it, when it is not text."""
    text, encoding, problems = _decode(data, name)
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
    return Decoded(text, encoding, newline, problems)


def _decode(data: bytes, name: str) -> tuple[str, str, tuple[str, ...]]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _mostly_text(_said(data[len(bom) :], encoding), name)
    if encoding := _wide(data):
        return _mostly_text(_said(data, encoding), name)
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8"), "utf-8", ()
    except UnicodeDecodeError:
        return _damaged_or_legacy(data)


def _mostly_text(said: tuple[str, str, tuple[str, ...]], name: str) -> tuple[str, str, tuple[str, ...]]:
    if said[0].count("\x00") > _stray(len(said[0])):
        raise _not_text(name, "a binary file")
    return said


def _wide(data: bytes) -> str:
    """The name of the UTF-16 that ``data`` plainly is without saying so, else nothing."""
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
    """How many control characters, NUL among them, stand in a text of a length by accident, at the most."""
    return length * 0.05 + 4


def _not_text(name: str, what: str) -> SourceError:
    return SourceError(f"{name} is {what}, not text; save it as UTF-8 text or Markdown to read it here")


def _damaged_or_legacy(data: bytes) -> tuple[str, str, tuple[str, ...]]:
    damaged = _said(data, "utf-8")
    sound = sum(1 for _ in _MULTIBYTE.finditer(data))
    if sound > damaged[0].count(_REPLACEMENT) or not (encoding := _legacy(data)):
        return damaged
    text, encoding, problems = _said(data, encoding)
    return text, encoding, (f"the file is not UTF-8; it was read as {encoding}", *problems)


def _legacy(data: bytes) -> str:
    """The legacy encoding of ``data``, else nothing."""
    high = re.findall(rb"[\x80-\xff]", data[: _SAMPLE * 16])
    western = sum(1 for byte in high if byte[0] >= 0xC0 or byte[0] in _LETTERS_1252)
    letters = len(re.findall(rb"[A-Za-z]", data[: _SAMPLE * 16]))
    # Detection needs many high bytes to tell encodings apart; few of them among Latin letters are western.
    if western == len(high) and (len(high) < letters * 0.05 or len(high) < min(_FEW, letters)):
        return "cp1252"
    from charset_normalizer import from_bytes  # takes 30 ms to import, and few sources need it

    # Without a NUL there is no space and no line end in UTF-16: then any few bytes look like Chinese in it.
    best = from_bytes(_telling(data), cp_exclusion=[] if b"\x00" in data else list(_WIDE)).best()
    return best.encoding.replace("_", "-") if best else ""


def _telling(data: bytes) -> bytes:
    """The lines that have something to detect, up to the size of a sample."""
    return b"".join([line for line in data.splitlines(keepends=True) if not line.isascii()])[:_SAMPLE]


def _said(data: bytes, encoding: str) -> tuple[str, str, tuple[str, ...]]:
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
