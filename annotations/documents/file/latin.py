"""Which code page a text in Latin letters is written in.

Each page is tried with the letters of each language that is written in it. Windows-1252 is taken unless
another page fits much better: most files are in it, and rare signs say little.
"""

from collections import Counter
from typing import Final

_LANGUAGES: Final = {
    "fr": "àâæçéèêëîïôœùûüÿ",
    "de": "äöüß",
    "es": "áéíóúñüçàèòï",
    "it": "àèéìíòóùú",
    "pt": "áàâãçéêíóôõúü",
    "nl": "éèëïöüáóíêçàôûä",
    "nordic": "åäöæøéüàèê",
    "is": "áéíóúýðþæö",
    "en": "éèêëàâçñöüïôûáíóúäæåøœ",
    "tr": "çğıöşüâîû",
    "cs": "áčďéěíňóřšťúůýž",
    "sk": "áäčďéíĺľňóôŕšťúýž",
    "pl": "ąćęłńóśźż",
    "hu": "áéíóöőúüű",
    "ro": "ăâîşţéșț",
    "hr": "čćđšž",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž",
    "et": "äöõüšž",
}
_WESTERN: Final = ("fr", "de", "es", "it", "pt", "nl", "nordic", "is", "en")
_CENTRAL: Final = ("cs", "sk", "pl", "hu", "ro", "hr")
PAGES: Final = {
    "cp1252": _WESTERN,
    "iso8859-15": _WESTERN,
    "cp1250": _CENTRAL,
    "iso8859-2": _CENTRAL,
    "cp1254": ("tr",),
    "cp1257": ("lt", "lv", "et"),
    "cp850": _WESTERN,
    "mac-roman": _WESTERN,
    "cp852": _CENTRAL,
    "mac-latin2": _CENTRAL,
}
"""The code pages that are looked at, the likelier ones first, with the languages that are written in them."""

_MARGIN: Final = 0.04
"""How much better another page must fit than the one that is taken without a reason."""
_SOUND: Final = 0.9
_MOST: Final = 0.6
"""Share of the letters that may lie outside ASCII in a Latin script."""
_APOSTROPHES: Final = "’'·´`\xad\u2011"


def page(data: bytes) -> tuple[str, bool]:
    """The Latin code page that fits best, and whether it fits: a text in another script fits none."""
    high = sum(byte >= 0x80 for byte in data)
    letters = sum(byte in _ASCII_LETTERS for byte in data)
    found = {name: _fit(data, name) for name in PAGES}
    best = "cp1252"
    for name, fit in found.items():
        if fit > found[best] + _MARGIN * (best == "cp1252"):
            best = name
    return best, found[best] >= _SOUND and high <= _MOST * (high + letters)


_ASCII_LETTERS: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


def _fit(data: bytes, name: str) -> float:
    """The share of what lies outside ASCII that makes sense in a code page, for the language that it fits best."""
    text = data.decode(name, errors="replace")
    letters: Counter[str] = Counter()
    wrong = 0
    signs = 0
    before = " "
    for n, char in enumerate(text):
        if char >= "\x80":
            after = text[n + 1 : n + 2]
            if char == "\ufffd" or "\x80" <= char < "\xa0":
                wrong += 1
            elif char.isalpha() and char not in "ªº":
                if char.isupper() and before.islower():
                    wrong += 1
                else:
                    letters[char.lower()] += 1
            elif before.isalpha() and after.isalpha() and char not in _APOSTROPHES:
                wrong += 1
            else:
                signs += char not in "«»“”‘’„–—…\xa0¿¡º§°€£"
        before = char
    known = max(sum(letters[char] for char in _LANGUAGES[language]) for language in PAGES[name])
    total = letters.total() + 2 * wrong + signs * 0.25
    return known / total if total else 1.0
