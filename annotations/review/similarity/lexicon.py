"""Words without a subject, and stems of the others."""

import re
from functools import lru_cache
from typing import Final

STOP: Final = frozenset(
    """
    a about above across after again all almost along already also although always am among an and another any
    anybody anyone anything are around as at away back be because been before being below best better between both
    but by came can come comes could did do does doing done down during each either else even ever every everybody
    everything few first for from further get gets give given go goes going gone good had has have having he her
    here hers him his how however hundred i if in into is it its itself just kind last later least less like likely
    little long look made make makes many may me mean means might million more most much must my myself near neither
    never new next no nobody none nor not nothing now of off often on once one only onto or other others our out
    over own part per perhaps put quite rather read really said same say says see seem seems several shall she
    should since so some somebody someone something soon still such take taken takes tell than that the their them
    then there these they thing things think this those though thousand three through thus to today together too
    took toward towards two under until up upon us use used uses very was way we well went were what when where
    whether which while who whole whom whose why will with within without work would yes yet you your
    """.split()
)
"""Words that say nothing about the subject of a passage."""

_IRREGULAR: Final = {
    word: first
    for first, *others in map(
        str.split,
        """
        run ran running; grow grew grown growth; build built rebuilt; write wrote written; sell sold sale sales; pay paid
        payment payments; rise rose risen; fall fell fallen; leave left leaving; keep kept; open openness; person people;
        advert advertising advertiser advertisers ad ads; marketing marketing; suite suite; begin began begun; buy bought;
        bring brought; choose chose chosen choice; fight fought; hold held; lead led; lose lost loss losses; meet met;
        send sent; spend spent; strike struck; win won; withdraw withdrew withdrawn withdrawal; shrink shrank shrunk;
        break broke broken; freeze froze frozen; forbid forbade forbidden; overtake overtook overtaken; sink sank sunk;
        speak spoke spoken; drive drove driven; draw drew drawn; catch caught; teach taught; flee fled; deny denied denies
        denial; decide decision decisions; expand expansion; extend extension extensions; convert conversion conversions;
        divide division; permit permission; reduce reduction reductions; dead death deaths die died dies dying; cease
        cessation; destroy destruction; deep depth; long length; wide widen width; strong strength strengthen; proof prove
        proven proved; price prices priced pricing fare fares fee fees tariff tariffs toll tolls; move moved moves moving;
        own owned owns owner owners ownership; born birth;
        agree agreed agreement agreements; disagree disagreed disagreement; free freed freedom; axe axes axed; idle idled idling
        """.split(";"),
    )
    for word in (first, *others)
}
"""Forms that no ending shows, each after the word that counts for all of them. A price has several names."""
_ENDINGS: Final = re.compile(r"(?:ation|ment|ness|edly|er|ly|e|y)$")
_VOWEL: Final = re.compile(r"[aeiouy]")
_MUTE: Final = ("at", "bl", "iz", "is", "id", "uc", "iv", "as", "ag", "ak", "ov", "eez")
"""Ends of words that lost their *e* before *ing* and *ed*."""
_SHORT: Final = re.compile(r"[^aeiou]*[aeiouy][^aeiouwxy]$")
"""A word of one syllable that lost its *e*: *hir* in *hiring*."""
_DERIVED: Final = re.compile(
    r"(?:i[sz]ations?|[ai]bilit(?:y|ies)|[ae]nc(?:es?|y|ies)|at(?:ives?|ions?|e[ds]?|ing|ors?)|[ai]bl[ey]|(?<!m)[ae]nts?"
    r"|i[sz](?:e[ds]?|ing)|ive(?:ly)?|ally|als?|it(?:y|ies)|ions?|is[tm]s?)$"
)
"""Endings that make words of another kind of a word: *depend* and *dependence*, *monetize* and *monetization*."""

PRICE: Final = "price"
"""Stem of the words for a price, and of an amount of money."""


@lru_cache(1 << 16)
def stem(word: str) -> str:
    """Return the stem of a folded word: *abandons*, *abandoned* and *abandonment* have the same."""
    word = word.removesuffix("'s")
    if (known := _IRREGULAR.get(word)) is not None:
        return known
    word = _uninflected(word)
    if (known := _IRREGULAR.get(word)) is not None:
        return known
    for _ in range(2):
        shorter = _DERIVED.sub("", word)
        if len(shorter) < 5:
            break
        word = shorter
    for _ in range(2):
        shorter = _ENDINGS.sub("", word)
        if len(shorter) < 4 or (word[-1] == "e" and _SHORT.match(shorter)):
            break
        word = shorter
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def _uninflected(word: str) -> str:
    """Return the form of a dictionary, as far as regular endings show it: *hire* for *hiring*, *deny* for *denied*."""
    if len(word) > 4 and word.endswith(("ies", "ied")):
        return f"{word[:-3]}y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        word = word[:-2]
    elif len(word) > 3 and word[-1] == "s" and word[-2] not in "sui":
        word = word[:-1]
    base = word[:-3] if word.endswith("ing") else word[:-2] if word.endswith("ed") and word[-3:] != "eed" else word
    if base == word or len(base) < 2 or not _VOWEL.search(base):
        return word
    if base[-1] == base[-2] and base[-1] not in "lsz":
        return base[:-1]
    return f"{base}e" if base.endswith(_MUTE) or _SHORT.match(base) else base


NO_ONE: Final = ("nobody", "nothing")
"""Nouns that deny by themselves; *no one* is two words."""
NEGATION: Final = re.compile(
    rf"\b(?:not|no|never|without|none|neither|nor|cannot|hardly|{'|'.join(NO_ONE)}|isn't|wasn't|aren't|don't|doesn't|didn't"
    r"|won't|can't|hasn't|haven't|hadn't|wouldn't|couldn't|shouldn't)\b"
)
"""Negations in folded text."""
