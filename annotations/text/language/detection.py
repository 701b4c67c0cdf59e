"""The language of a text, by its small words and its letters."""

from collections.abc import Iterable
from functools import cache
from typing import Final

from annotations.text.language import openers
from annotations.text.language.assumed import ASSUMED
from annotations.text.lazy_regex import lazy

_FREQUENT: Final = {
    "en": "the of and to is was that for it with as his he on be at by are this had not but from have were which their been who said",
    "de": "der die und das ist nicht von zu den mit sich des auf für im dem ein eine als auch es wird werden nach bei einer durch nur zum zur "
    "wurde er sie hat war",
    "fr": "le la les et des est une du dans que qui pour pas au sur plus par ce avec sont il elle aux cette ne l d qu a été en",
    "es": "el la los las y del que por con una para es se su al lo como más pero sus fue ha no un este en de a",
    "it": "il di che e la è per una del della non con si da sono nel alla le dei gli ha anche al delle dell lo un in l d",
    "pt": "o a os as e do da que em um para é com não uma dos das por mais no na se ao foi à pelo pela são de",
    "nl": "de het een van en is dat op te zijn met voor niet aan er om ook als dan maar bij hij uit door naar heeft wordt werd",
    "pl": "w i na z się nie do to że jest o jak po a dla od przez przy oraz lub są jego który za ze jej r",
}
_LETTERS: Final = {
    "de": "äöüßÄÖÜ„",
    "fr": "êèçœûùÊÈÇ",
    "es": "ñ¿¡íáó",
    "it": "ìòèÈ",
    "pt": "ãõçâê",
    "nl": "ë’",
    "pl": "łżśęąźćńŁŻŚ",
}
_OWN: Final = frozenset("ß¿¡ñãõìłżśźćńęą")
"""Letters of one language alone, which weigh more."""
_WORD: Final = lazy(r"[^\W\d_]+")
_CYRILLIC: Final = lazy("[\u0400-\u04ff]")
_STRETCH: Final = 256
"""Code points that are taken to be in one language."""
_NEAR: Final = 300
"""Code points on each side of the middle of a stretch that are looked at."""
_LEAST: Final = 1.2
"""Sum of weights that a language must reach: each word weighs the less the more languages have it."""
_SURELY: Final = 3.0
"""Sum of weights from which on the language is certain."""
_LEAD: Final = 1.15
"""How many times the sum of the next language."""


@cache
def _weights() -> dict[str, tuple[tuple[str, float], ...]]:
    """Return the languages of each small word and letter, with their weights."""
    found: dict[str, set[str]] = {}
    for language, words in _FREQUENT.items():
        for word in {*words.split(), *(opener for opener in openers.of(language) if len(opener) > 1)}:
            found.setdefault(word, set()).add(language)
    return {word: tuple((language, 1 / len(of)) for language in of) for word, of in found.items()}


LANGUAGES: Final = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "pt": "Portuguese", "nl": "Dutch",
    "pl": "Polish", "ru": "Russian",
}  # fmt: skip
"""The languages whose abbreviations are known, by their codes."""


class Languages:
    """The languages of a text, by place. Each stretch is looked at once, when it is first asked for."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[int, str] = {}

    def at(self, offset: int) -> str:
        """Return the code of the language around an offset; `""` if it is none of the nine, or too short to tell."""
        if ASSUMED.language:
            return ASSUMED.language
        stretch = offset // _STRETCH
        if stretch not in self._known:
            middle = stretch * _STRETCH + _STRETCH // 2
            self._known[stretch] = _language(self.text[max(0, middle - _NEAR) : middle + _NEAR])
        return self._known[stretch]


def sure_language(samples: Iterable[str]) -> str:
    """Return the code of the language that the samples of a text are in, as far as they tell; `""` if that is not certain.

    It needs more words than `Languages.at`, and most of the samples must agree.
    """
    if ASSUMED.language:
        return ASSUMED.language
    found = [language for one in samples if (language := _language(one, _SURELY))]
    best = max(found, key=found.count, default="")
    return best if found.count(best) * 4 >= len(found) * 3 else ""


def _language(near: str, least: float = _LEAST) -> str:
    if not near.isascii() and len(_CYRILLIC.findall(near)) * 2 > len(near):
        return "ru"
    weights = _weights()
    sums: dict[str, float] = dict.fromkeys(_FREQUENT, 0.0)
    for word in _WORD.findall(near.lower()):
        for language, weight in weights.get(word, ()):
            sums[language] = sums.get(language, 0.0) + weight
    if not near.isascii():
        for language, letters in _LETTERS.items():
            sums[language] += sum(near.count(letter) * (0.8 if letter in _OWN else 0.25) for letter in letters)
    (second, _), (highest, best) = sorted((weight, language) for language, weight in sums.items())[-2:]
    return best if highest >= least and highest >= second * _LEAD else ""
