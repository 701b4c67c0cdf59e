"""The language of a text as far as numbers depend on it: words for numbers, decimal signs."""

from collections.abc import Set as AbstractSet
from typing import Final

from annotations.text.lazy_regex import lazy

_LONGEST: Final = 600
"""Code points that are looked at."""

_SHORT: Final = lazy(r"\b[A-Z]{2,3}\b")
_WORD: Final = lazy(r"\b[^\W\d_]++\b")
"""Word without digits: the letters of *L7* and *H5N1* are none."""

_EVERYWHERE: Final = {
    "en": "the of and to is was that for it with as his he be at by are this had not but from have were which their been who said its has will would more than about "
    "over less per up down rose fell year years million billion percent users i you my they we there what when",
    "de": "der die das und ist nicht von zu den mit sich des auf für im dem ein eine als auch es wird werden nach bei einer durch nur zum zur wurde er sie hat war haben "
    "beträgt rund etwa mehr euro millionen milliarden prozent jahre jahren liegt kostet um alle zwei drei vier fünf sechs sieben acht neun zehn beläuft sind haben wir einen einem einer kein kann soll gibt vom sein seine noch wie aber oder wenn bis hat hatte dass diese dieser seit gegen unter vor beim ihre ab insgesamt höhe",
    "fr": "le la les et des est une du dans que qui pour pas au sur plus par ce avec sont il elle aux cette ne ont été en un millions milliards ans pays environ coûte de deux trois quatre cinq huit dix vingt leur d l qu n c s ont ses avec cette ces entre après depuis selon prix jusqu",
    "es": "el la los las y del que por con una para es se su al lo como más pero sus fue ha en un este de millones años unos unas tiene cuesta son dos tres cuatro cinco seis siete ocho nueve diez mil pies dólares sólo desde hay este esta es número igual mayor menor hasta también menos están muy sobre años cuando según entre sin han ser cada hasta donde desde tras mientras",
    "it": "il di che e la per una del della non con si da sono nel alla le dei gli anche al delle un in milioni miliardi anni",
    "pt": "o os as e do da que em um uma para com não dos das por mais no na se ao foi pela milhões bilhões anos de",
    "nl": "het een van en dat op te zijn met voor niet aan er om ook dan maar bij hij uit door naar heeft wordt miljoen miljard",
}
_LETTERS: Final = {
    "ß": "de",
    "ä": "de",
    "ö": "de",
    "ü": "de",
    "ñ": "es",
    "¿": "es",
    "í": "es",
    "ó": "es",
    "è": "fr",
    "ê": "fr",
    "à": "fr",
    "ç": "fr",
    "œ": "fr",
    "û": "fr",
    "ã": "pt",
    "õ": "pt",
}
_CYRILLIC: Final = lazy("[\u0400-\u04ff]")
_WEIGHTS: Final = {
    word: tuple(
        (language, 1 / sum(word in other.split() for other in _EVERYWHERE.values()))
        for language, words in _EVERYWHERE.items()
        if word in words.split()
    )
    for word in {word for words in _EVERYWHERE.values() for word in words.split()}
}


def small_words() -> AbstractSet[str]:
    """Return the small words of all languages: a number behind one is no part of a name."""
    return _WEIGHTS.keys()


def _is_capitals(text: str) -> bool:
    """Return whether a text is in capitals, so that its short words are no abbreviations."""
    return text.isupper() and len(_WORD.findall(text)) > 3


def language_of(text: str) -> str:
    """Return the code of the language of a text, by its small words and letters; `""` if they do not tell."""
    sums: dict[str, float] = {}
    beginning = text[:_LONGEST]
    short = {word.lower() for word in _SHORT.findall(beginning)} if not _is_capitals(beginning) else set()
    for word in _WORD.findall(beginning.lower()):
        if word in short:
            continue  # AU and DE are abbreviations.
        for language, weight in _WEIGHTS.get(word, ()):
            sums[language] = sums.get(language, 0.0) + weight
    if not beginning.isascii():
        for letter, language in _LETTERS.items():
            if letter in beginning:
                sums[language] = sums.get(language, 0.0) + 0.6
        if not sums and _CYRILLIC.search(beginning):
            return "ru"
    if not sums:
        return ""
    best = max(sums, key=sums.__getitem__)
    rest = max((value for language, value in sums.items() if language != best), default=0.0)
    return best if sums[best] >= 0.5 and sums[best] > rest * 1.1 else ""
