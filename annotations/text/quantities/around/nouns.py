"""Nouns that a number counts."""

from typing import Final

from annotations.text.lazy_regex import lazy

_NOUN: Final = lazy(
    r"[ \u00a0-]((?:[A-Z][a-z]+(?:(?:an|ish|ese|ch|i|US)(?:-[a-z]+)?|-[a-z]+) |[A-Z](?=[A-Za-z/-]{0,9}\d)[\w/-]{1,14} )?(?:[a-zà-ÿ][a-zà-ÿ’'-]* ){0,2}?)"
    r"([a-zà-ÿœ][a-zà-ÿœ-]*[a-rt-zà-ÿœ]s|[a-zà-ÿ]{3,}aux|jeux|lieux|people|children|men|women|crew|staff|troops|aircraft|parameter|token|Users)\b(?!['’])"
)
_BLANKS: Final = frozenset(" \u00a0-")
NO_NOUN: Final = frozenset(
    "was is has its this does goes says of in on at by from to and or than as with per for plus minus versus vs times that which when while if but "
    "after before since until over under into about between during via whereas less yes thus us perhaps always sometimes it he she they i we you "
    "yesterday's year's not requires costs takes makes needs shows uses gives gets runs remains represents means comes wants works reports includes lies rises falls becomes seems follows begins starts stands adds let lets helps provides keeps looks sits wins leaves contains lasts reaches be been are were had have will would could may might can so because des les ses ces mes nos vos aux las los sus nous vous dos tres más dans sans sous vers depuis après entonces y o que con por para pero del al no menos como según et ou qui dont pour avec mais ne pas au moins puis jamais toujours alors parfois ailleurs désormais".split()
)


def singular(noun: str) -> str:
    """Return a noun in singular, as far as its ending tells."""
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s") if len(noun) > 2 else noun


def counted(text: str, end: int) -> tuple[str, int]:
    """Return the noun that a number counts, in singular, and its end; `""` if none is recognized."""
    match = _NOUN.match(text, end) if text[end : end + 1] in _BLANKS else None
    if match is None or match[2] in NO_NOUN or not NO_NOUN.isdisjoint(match[1].split()):
        return "", end
    return singular(match[2].lower()), match.end()
