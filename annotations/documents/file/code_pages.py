"""Which code page a text is written in.

Each page is tried with the letters of each language that is written in it. Windows-1252 is taken unless another page
fits much better: most files are in it, and rare signs say little. Of pages that fit alike the one is taken that suits the
language; a detector that counts pairs of letters decides where that says nothing, and among other scripts.
"""

import codecs
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

_LETTERS: Final = {
    "fra": "àâæçéèêëîïôœùûüÿ",
    "deu": "äöüß",
    "spa": "áéíóúñüçàèòï",
    "cat": "àçéèíïóòúü",
    "ita": "àèéìíòóùú",
    "por": "áàâãçéêíóôõúü",
    "nld": "éèëïöüáóíêçàôûä",
    "swe": "åäöéüàèê",
    "dan": "åæøéüàèê",
    "nob": "åæøéòôüàèê",
    "fin": "äöåšž",
    "isl": "áéíóúýðþæö",
    "gle": "áéíóú",
    "eng": "éèêëàâçñöüïôûáíóúäæåøœ",
    "tur": "çğıöşüâîû",
    "ces": "áčďéěíňóřšťúůýž",
    "slk": "áäčďéíĺľňóôŕšťúýž",
    "pol": "ąćęłńóśźż",
    "hun": "áéíóöőúüű",
    "ron": "ăâîşţéșț",
    "hrv": "čćđšž",
    "slv": "čšž",
    "lit": "ąčęėįšųūž",
    "lav": "āčēģīķļņšūž",
    "est": "äöõüšž",
    "rus": "абвгдежзийклмнопрстуфхцчшщъыьэюяё",
    "ukr": "абвгдежзийклмнопрстуфхцчшщьюяіїєґ",
    "bel": "абвгдежзйклмнопрстуфхцчшыьэюяёіў",
    "bul": "абвгдежзийклмнопрстуфхцчшщъьюя",
    "srp": "абвгдежзијклљмнњопрстћуфхцчџшђ",
    "mkd": "абвгдежзијклљмнњопрстќуфхцчџшѓѕ",
    "ell": "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋΐΰ",
}
"""The letters beyond ASCII of each language, by its code in ISO 639-3."""
_WESTERN: Final = ("fra", "deu", "spa", "cat", "ita", "por", "nld", "swe", "dan", "nob", "fin", "isl", "gle", "eng")
_CENTRAL: Final = ("ces", "slk", "pol", "hun", "ron", "hrv", "slv")
_CYRILLIC: Final = ("rus", "ukr", "bel", "bul", "srp", "mkd")
PAGES: Final = {
    "cp1252": _WESTERN,
    "iso8859-15": (*_WESTERN, "est"),
    "cp1250": _CENTRAL,
    "iso8859-2": _CENTRAL,
    "cp1254": ("tur",),
    "cp1257": ("lit", "lav", "est"),
    "cp850": _WESTERN,
    "mac-roman": _WESTERN,
    "cp852": _CENTRAL,
    "mac-latin2": _CENTRAL,
    "cp857": ("tur",),
    "cp860": ("por",),
}
"""The pages for Latin letters that are looked at, the likelier ones first, with the languages that are written in them."""
_OTHERS: Final[dict[str, dict[str, tuple[str, ...]]]] = {
    "cp1251": {"cp1251": _CYRILLIC, "mac-cyrillic": _CYRILLIC},
    "cp866": {"cp866": _CYRILLIC, "cp1125": ("ukr",)},
    "koi8-u": {"koi8-r": _CYRILLIC, "koi8-u": ("ukr", "bel")},
    "cp1252": {"cp737": ("ell",)},
}
"""Pages that the detector knows only by another name, with the languages of each."""
_NAMES: Final = {
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "big5": "cp950",
    "iso-8859-8-i": "iso8859-8",
}
"""Python's names of encodings that hold all of those of the same name on the web, and more."""

_MARGIN: Final = 0.04
"""How much better another page must fit than the one that is taken without a reason."""
_ALIKE: Final = 0.02
_SURE: Final = 0.9
_SOUND: Final = 0.9
_MOST: Final = 0.6
"""Share of the letters that may lie outside ASCII in a Latin script."""
_SAMPLE: Final = 16_384
_APOSTROPHES: Final = "’'·´`\xad\u2011"
_NO_WORDS: Final = "œŒšŠžŽŸ"
"""Letters that are no words by themselves, and have the places of signs in other pages."""
_SIGNS: Final = "‘’“”–—…•€£¥§©®™°±·¹²³µ¼½¾×÷«»¡¿ªº\xa0"
_ASCII_LETTERS: Final = frozenset(b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


class _Fit(NamedTuple):
    """The letters beyond ASCII that some bytes make in a code page."""

    letters: Counter[str]
    total: float
    """Their number, with what makes no sense there."""

    @classmethod
    def of(cls, data: bytes, page: str) -> "_Fit":
        """Count the letters, and the characters in places where no letter can be."""
        text = data.decode(page, errors="replace")
        letters: Counter[str] = Counter()
        wrong = signs = 0
        before = " "
        for n, char in enumerate(text):
            if char >= "\x80":
                after = text[n + 1 : n + 2]
                if char == "\ufffd" or "\x80" <= char < "\xa0":
                    wrong += 1
                elif (
                    char.isalpha()
                    and char not in "ªº"
                    and (char not in _NO_WORDS or before.isalpha() or after.isalpha())
                ):
                    if char.isupper() and before.islower():
                        wrong += 1
                    else:
                        letters[char.lower()] += 1
                elif before.isalpha() and after.isalpha() and char not in _APOSTROPHES:
                    wrong += 1
                else:
                    signs += char not in "«»“”‘’„–—…\xa0¿¡º§°€£"
            before = char
        return cls(letters, letters.total() + 2 * wrong + signs * 0.25)

    def share(self, languages: Iterable[str]) -> float:
        """The share of it that makes sense, for the language that it fits best."""
        known = max(sum(self.letters[letter] for letter in _LETTERS[language]) for language in languages)
        return known / self.total if self.total else 1.0


def code_page(data: bytes) -> str:
    """The encoding that some bytes are in which are neither ASCII nor Unicode."""
    if _only_signs(data):
        return "cp1252"
    latin, sound = _latin(data[:_SAMPLE])
    return latin if sound else _other(data) or latin


def likely(data: bytes) -> Iterator[str]:
    """Encodings that some bytes may be in, the likeliest first; some may come twice."""
    from turbohtml.detect import detect_all

    sample = data[:_SAMPLE]
    yield code_page(data)
    fits = {page: _Fit.of(sample, page).share(languages) for page, languages in PAGES.items()}
    yield from (page for page in sorted(fits, key=lambda page: -fits[page]) if fits[page] >= _SOUND)
    found = [_python_name(match.encoding) for match in detect_all(data) if match.encoding and match.confidence > 0]
    for name in found:
        yield name
        yield from _OTHERS.get(name, ())


def _only_signs(data: bytes) -> bool:
    """Whether all that is not ASCII is a usual sign in Windows-1252, and none is within a word: no page has more of them."""
    text = data.decode("cp1252", errors="replace")
    return all(
        char < "\x80"
        or (
            char in _SIGNS
            and (char in _APOSTROPHES or not (text[n - 1 : n].isalpha() and text[n + 1 : n + 2].isalpha()))
        )
        for n, char in enumerate(text)
    )


def _latin(data: bytes) -> tuple[str, bool]:
    """The Latin code page that fits best, and whether it fits: a text in another script fits none."""
    high = sum(byte >= 0x80 for byte in data)
    letters = sum(byte in _ASCII_LETTERS for byte in data)
    fits = {page: _Fit.of(data, page) for page in PAGES}
    shares = {page: fit.share(PAGES[page]) for page, fit in fits.items()}
    best = _best(shares)
    if shares[best] < _SOUND or high > _MOST * (high + letters):
        return best, False
    language = _language(data.decode(best, errors="replace"))
    own = {page: fits[page].share([language]) for page, languages in PAGES.items() if language in languages}
    if own and own[_best(own)] >= _SOUND:
        best, shares = _best(own), own
    guess = _guess(data) if best != "cp1252" else best
    return guess if shares.get(guess, 0) >= shares[best] - _ALIKE else best, True


def _best(shares: dict[str, float]) -> str:
    best = next(iter(shares))
    for page, share in shares.items():
        if share > shares[best] + _MARGIN * (best == "cp1252"):
            best = page
    return best


def _other(data: bytes) -> str:
    """The encoding of a text that is not in Latin letters; empty if that cannot be known."""
    guess = _guess(data)
    shares = {page: _Fit.of(data[:_SAMPLE], page).share(langs) for page, langs in _OTHERS.get(guess, {}).items()}
    if guess in shares:
        shares[guess] += _ALIKE / 2
    best = max(shares, key=lambda page: shares[page], default=guess)
    if guess == "cp1252":
        return best if shares[best] >= _SOUND else ""
    return best


def _guess(data: bytes) -> str:
    from turbohtml.detect import detect  # takes 30 ms to import, and few sources need it

    return _python_name(detect(data).encoding or "cp1252")


def _language(text: str) -> str:
    from turbohtml.detect import detect_language

    match = detect_language(text)
    return match.language or "" if match.confidence >= _SURE else ""


def _python_name(name: str) -> str:
    name = name.lower().replace("windows-", "cp").replace("x-mac-", "mac-")
    return _NAMES.get(name) or codecs.lookup(name).name
