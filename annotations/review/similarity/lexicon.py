"""Words without a subject, endings to remove, and pairs of opposites."""

import re
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
    **dict.fromkeys(("ran", "running"), "run"),
    **dict.fromkeys(("grew", "grown", "growth"), "grow"),
    **dict.fromkeys(("built", "rebuilt"), "build"),
    **dict.fromkeys(("wrote", "written"), "write"),
    **dict.fromkeys(("sold",), "sell"),
    **dict.fromkeys(("paid",), "pay"),
    **dict.fromkeys(("rose", "risen"), "rise"),
    **dict.fromkeys(("fell", "fallen"), "fall"),
    **dict.fromkeys(("left", "leaving"), "leave"),
    **dict.fromkeys(("kept",), "keep"),
    **dict.fromkeys(("openness",), "open"),
    **dict.fromkeys(("advertising", "advertiser", "advertisers", "ad", "ads"), "advert"),
    **dict.fromkeys(("people",), "person"),
    **{word: word for word in ("marketing", "suite")},
}
_ENDINGS: Final = re.compile(r"(?:ations?|ments?|ness|ings?|edly|ed|ers?|ies|ly|es|s|e|y)$")


PHRASES: Final = ("away from", "left behind", "is over", "are over", "was over")
"""Phrases that count as one word each, and say that something ends."""


def stem(word: str) -> str:
    """Return a folded word without its ending: *abandons*, *abandoned* and *abandoning* become equal."""
    if (known := _IRREGULAR.get(word)) is not None or word in PHRASES:
        return known or word
    word = word.removesuffix("'s")
    for _ in range(2):
        shorter = _ENDINGS.sub("", word)
        if len(shorter) < 4:
            break
        word = shorter
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] else word


def _stems(words: str) -> frozenset[str]:
    return frozenset(map(stem, words.split()))


AXES: Final = tuple(
    (_stems(yes), _stems(no) | (set(PHRASES) if yes.startswith("continue") else frozenset()))
    for yes, no in (
        (
            "continue remain stay keep persist maintain survive",
            "ends ended ending abandon drop cease cessation stop discontinue withdraw withdrawn cancel dead depart departure",
        ),
        ("open open-source open-weight publish", "closed closed-source proprietary shut locked"),
        ("announced disclosed price pricing", "unannounced undisclosed unpublished unpriced"),
        ("ahead lead outperform beat surpass", "trail lag underperform"),
        ("rise increase grow climb soar widen", "fall decline shrink shrank decrease narrow"),
        ("scratch anew", "expand extend grow fork derive evolve"),
        ("succeed success profitable", "fail failure unprofitable"),
        ("safe", "unsafe dangerous risky"),
        ("sustainable viable afford", "unsustainable unviable"),
        ("cheap inexpensive", "expensive costly"),
        ("confirm", "deny denied refute"),
        ("accept approve", "reject"),
    )
)
"""Pairs of sets of stems: a passage with a word of one set says the opposite of one with a word of the other.

A word of the second set of the first pair reverses the other pairs: an open line that ends is not open.
"""

NEGATION: Final = re.compile(
    r"\b(?:not|no|never|without|nobody|none|neither|nor|cannot|hardly|nothing|isn't|wasn't|aren't|don't|doesn't|didn't"
    r"|won't|can't|hasn't|haven't|hadn't|wouldn't|couldn't|shouldn't)\b"
)
"""Negations in folded text."""

SCOPE: Final = 4
"""Number of words behind a negation that it may apply to."""
