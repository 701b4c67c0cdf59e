"""Encodings that a reader may choose for a file: their names, the likely ones, and how the file reads in each."""

import codecs
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from annotations.documents.file.decode import guesses, why_not

TITLES: Final = {
    "utf-8": "Unicode",
    "utf-16-le": "Unicode, two bytes a letter",
    "utf-16-be": "Unicode, two bytes a letter, high byte first",
    "cp1252": "Western, Windows",
    "iso8859-15": "Western, Latin-9",
    "iso8859-1": "Western, Latin-1",
    "mac-roman": "Western, old Macs",
    "cp850": "Western, DOS",
    "cp437": "American, DOS",
    "cp860": "Portuguese, DOS",
    "cp865": "Nordic, DOS",
    "cp1250": "Central European, Windows",
    "iso8859-2": "Central European, Latin-2",
    "cp852": "Central European, DOS",
    "mac-latin2": "Central European, old Macs",
    "iso8859-16": "Romanian, Latin-10",
    "cp1257": "Baltic, Windows",
    "iso8859-13": "Baltic, Latin-7",
    "cp775": "Baltic, DOS",
    "cp1254": "Turkish, Windows",
    "iso8859-9": "Turkish, Latin-5",
    "cp857": "Turkish, DOS",
    "cp1251": "Cyrillic, Windows",
    "koi8-r": "Russian, KOI8",
    "koi8-u": "Ukrainian, KOI8",
    "cp866": "Russian, DOS",
    "cp1125": "Ukrainian, DOS",
    "iso8859-5": "Cyrillic, ISO",
    "mac-cyrillic": "Cyrillic, old Macs",
    "cp1253": "Greek, Windows",
    "iso8859-7": "Greek, ISO",
    "cp737": "Greek, DOS",
    "cp1255": "Hebrew, Windows",
    "iso8859-8": "Hebrew, ISO",
    "cp862": "Hebrew, DOS",
    "cp1256": "Arabic, Windows",
    "iso8859-6": "Arabic, ISO",
    "cp874": "Thai",
    "cp1258": "Vietnamese",
    "cp932": "Japanese, Shift-JIS",
    "euc-jp": "Japanese, EUC",
    "iso2022-jp": "Japanese, ISO 2022",
    "gb18030": "Chinese, simplified",
    "cp950": "Chinese, traditional",
    "big5hkscs": "Chinese, Hong Kong",
    "cp949": "Korean",
    "iso2022-kr": "Korean, ISO 2022",
}
"""The encodings that are offered, by the names that are recorded."""
_SAMPLE: Final = 1 << 16
_LINE: Final = 400
"""Bytes of a line that is shown as an example."""
_NOT_TEXT: Final = ("idna", "punycode", "raw_unicode_escape", "unicode_escape", "utf_7", "mbcs", "oem")
"""Codecs of Python's that make text of text."""


class Offer(Struct, frozen=True):
    """An encoding that a file may be in."""

    name: str
    title: str
    line: str
    """A line of the file as it reads in it, with letters that tell encodings apart."""
    likely: bool


def known(name: str) -> str:
    """The name by which an encoding of text is recorded; empty if there is none of that name."""
    try:
        found = codecs.lookup(name)
        b"aaaa".decode(name)  # some codecs make no text
    except (LookupError, ValueError, TypeError, UnicodeError):
        return ""
    listed = {codecs.lookup(one).name: one for one in TITLES}
    if found.name.replace("-", "_") in _NOT_TEXT or found.name.startswith("whatwg"):
        return ""
    return listed.get(found.name, found.name)


def offers(data: bytes) -> Iterator[Offer]:
    """The encodings that the beginning of a file can be in, the likely ones first."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    likely = [name for guess in guesses(sample) if (name := known(guess))]
    for name in dict.fromkeys([*likely, *TITLES]):
        if name.startswith("utf-16") and b"\0" not in sample and name not in likely:
            continue  # Any bytes make Chinese letters in pairs.
        if not why_not(sample, name, whole=len(sample) == len(data)):
            yield Offer(name, TITLES.get(name, ""), _line(sample, name), name in likely)


def _line(data: bytes, encoding: str) -> str:
    """The first line with something beyond ASCII."""
    first = next((n for n, byte in enumerate(data) if byte >= 0x80 or byte == 0x1B), 0)
    start = 0 if encoding.startswith("utf-16") else data.rfind(b"\n", 0, first) + 1
    start = max(start, first - _LINE // 2)
    text = data[start : start + _LINE].decode(encoding, errors="ignore").lstrip("\ufeff \t\r\n")
    return " ".join(text.partition("\n")[0].split())
