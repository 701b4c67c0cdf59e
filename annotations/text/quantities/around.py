"""Words around a number that belong to it: its bound, its rate, the direction of a change, what it counts."""

from functools import cache
from typing import Final, NamedTuple

from annotations.text.lazy_regex import lazy

_BEFORE: Final = {
    "≥": "at least|no less than|not less than|no fewer than|starting at|starting from|starts at|as little as|as few as|minimum of|a minimum of|from at least"
    "|nicht weniger als|pas moins de|no menos de|mindestens|mindestens aber|wenigstens|zumindest|ab|au moins|au minimum|al menos|al menos a|por lo menos|como mínimo|pelo menos|almeno|не менее|à partir de|a partir de|greater or equal to|greater or equal than|greater than or equal to|more than or equal to|higher or equal than|higher than or equal to"
    "|bigger or equal than|larger or equal than|larger than or equal to|equal to or more than|equal to or greater than|mayor o igual a|mayor o igual que|mayores o iguales a|mayores o iguales que|superior o igual a|supérieur ou égal à|größer oder gleich",
    "≤": "at most|up to|no more than|not more than|as much as|as many as|as high as|maximum of|a maximum of|capped at|nicht mehr als|nicht über|pas plus de|no más de|höchstens|höchstens aber|maximal|bis zu|au plus"
    "|jusqu'à|jusqu’à|au maximum|como máximo|como máximo de|hasta|hasta los|hasta las|no máximo|al massimo|не более|not exceeding|within|less or equal to|less or equal than|less than or equal to|smaller or equal than|smaller than or equal to|lower or equal than"
    "|lower than or equal to|equal to or less than|menor o igual a|menor o igual que|menores o iguales a|menores o iguales que|inferior o igual a|inférieur ou égal à|gleich oder kleiner|kleiner oder gleich",
    ">": "more than|over|above|beyond|exceed|exceeds|exceeded|exceeding|upwards of|upward of|north of|greater than|higher than|larger than|in excess of"
    "|well over|topped|topping|tops|surpass|surpasses|surpassed|surpassing|better than|longer than|über|mehr als|oberhalb von|größer als|höher als|länger als|au-dessus de|au-delà de|plus grand que|por encima de|mayor que|mayor de|älter als|plus âgé que|plus âgés que|plus de|plus d'|más de|más del|mas de|plus du|mais de"
    "|più di|oltre|более|свыше|supérieur à|supérieure à|superior a|upside of|supera|superan|superó|superaron|supera los|supera las|superan los|superó los|dépasse|dépassent|dépassé|übersteigt|überschreitet|überstieg",
    "<": "less than|fewer than|under|below|lower than|smaller than|south of|shy of|short of|unter|weniger als|unterhalb von|kleiner als|kürzer als|niedriger als|au-dessous de|en dessous de|en-dessous de|sous les|por debajo de|menor que|menor de|jünger als|plus jeune que|plus jeunes que|knapp|moins de|moins d'|menos de|menos del|moins du|meno di|менее"
    "|shorter than|inférieur à|inférieure à|inferior a|just under|just shy of|sub",
    "~": "about|around|roughly|approximately|approx|approx.|some|nearly|almost|close to|circa|ca.|ca|c.|estimated|an estimated|near|in the region of|of the order of"
    "|on the order of|in the neighborhood of|somewhere around|virtually|say|etwa|rund|ungefähr|zirka|circa|fast|beinahe|gut|environ|près de|autour de|quelque|presque|d'environ|d’environ|de près de|casi|unos|unas|cerca de|cerca del"
    "|aproximadamente|alrededor de|alrededor del|aproximadamente el|около|примерно|mehr oder weniger|more or less|just about",
}
_SIGNS: Final = {
    "~": "~",
    "≈": "~",
    "≃": "~",
    "∼": "~",
    ">": ">",
    "<": "<",
    "≥": "≥",
    "≤": "≤",
    "⩾": "≥",
    "⩽": "≤",
    "±": "±",
}
_NEGATIVE: Final = frozenset("minus minus- negative negativ negativo moins menos meno".split())
_BACK: Final = 36
"""Code points before a number in which its bound is."""

BELOW_ZERO: Final = lazy(
    r"[ ](?:below zero|below freezing|unter null|unter dem gefrierpunkt|(?:au-dessous|en dessous|sous)(?: de)? z[ée]ro|bajo cero|sotto zero|abaixo de zero)(?![^\W_])",
    2,
)
"""Words behind a temperature that make it negative."""

_BEHIND: Final = (
    (
        "≥",
        lazy(
            r"\+(?![\d\w/-])|[ ]\+(?=$|[.,;)\n])|-plus\b|[ ]plus\b(?![ ][\w$€£])|[,]?[ ](?:or|and)[ ](?:more|above|over|higher|greater|up|older|longer)\b|[ ]at least\b|[ ]oder mehr\b|[ ]ou plus\b|[ ]o más\b|[ ]como mínimo\b|[ ]au minimum\b"
        ),
    ),
    (
        "≤",
        lazy(
            r"[,]?[ ]or[ ](?:less|fewer|below|under|lower|younger|shorter)\b|[ ]at most\b|[ ]oder weniger\b|[ ]ou moins\b|[ ]o menos\b|[ ]como máximo\b|[ ]au maximum\b"
        ),
    ),
)
_TIMES: Final = {
    **dict.fromkeys(("second", "sec", "s", "sekunde", "seconde", "segundo"), "second"),
    **dict.fromkeys(("minute", "min", "minuto"), "minute"),
    **dict.fromkeys(("hour", "hr", "h", "stunde", "heure", "hora"), "hour"),
    **dict.fromkeys(("day", "tag", "jour", "día", "dia", "night"), "day"),
    **dict.fromkeys(("week", "wk", "woche", "semaine", "semana"), "week"),
    **dict.fromkeys(("month", "mo", "monat", "mois", "mes"), "month"),
    **dict.fromkeys(("quarter", "quartal", "trimestre"), "quarter"),
    **dict.fromkeys(("year", "yr", "annum", "jahr", "an", "année", "año"), "year"),
}
_PERIODIC: Final = {
    "annually": "year",
    "yearly": "year",
    "monthly": "month",
    "daily": "day",
    "hourly": "hour",
    "weekly": "week",
}
_PER: Final = lazy(
    r"(?:[ ]?/[ ]?|[ ]per[ ]|[ ](?:pro|par|por|je)[ ](?!(?:la|el|lo|los|las|le|les|der|die|das|den|dem|su|sus|sa|ses|ce|ces|cette)[ ]|l['’])|[ -](?P<loose>an?|each|every|al|im|in der|[àa] la)[ -])"
    r"(?P<what>(?:(?:1M|1K|\d{1,4}|million|thousand|hundred)[ ])?[^\W\d_]{1,40})(?![\w'’])"
)
_LOOSE: Final = frozenset(
    "dozen acre hectare bushel quintal square sq share barrel person head piece ton tonne gallon kilo pound ounce unit seat user head token word page game copy".split()
)

_UP: Final = frozenset(
    "up rise rises rose risen grow grows grew grown gain gains gained jump jumped jumps climb climbed surge surged soared increase increases increased "
    "increasing added advanced expanded raised growth higher more stieg stiegen gestiegen wuchs plus augmenté hausse croissance subió aumentó creció".split()
)
_DOWN: Final = frozenset(
    "down fall falls fell fallen drop drops dropped decline declines declined decrease decreases decreased decreasing lost lose loses slid sank shrank cut "
    "cuts reduced slashed slipped tumbled plunged reduction lower less fewer sank sanken gesunken fiel baisse diminué bajó cayó disminuyó".split()
)
_BY: Final = frozenset(
    "by of um de en in a an some about around roughly nearly over almost only another the more than by".split()
)
_AFTERWARDS: Final = lazy(
    r"(?:[ ](?:year-over-year|year-on-year|YoY|single-card|quarterly|annual|sharp|modest))?[ ](?P<word>increase|rise|growth|gain|jump|surge|more|higher|decline|drop|decrease|fall|reduction"
    r"|loss|cut|less|lower|fewer|faster|slower)\b"
)

_NOUN: Final = lazy(
    r"[ \u00a0-]((?:[A-Z][a-z]+(?:an|ish|ese|ch|i|US) )?(?:[a-zà-ÿ][a-zà-ÿ’'-]* ){0,2}?)"
    r"([a-zà-ÿ][a-zà-ÿ-]*[a-rt-zà-ÿ]s|people|children|men|women|crew|staff|troops|aircraft|parameter|token|Users)\b(?!['’])"
)
NO_NOUN: Final = frozenset(
    "was is has its this does goes says of in on at by from to and or than as with per for plus minus versus vs times that which when while if but "
    "after before since until over under into about between during via whereas less yes thus us perhaps always sometimes it he she they i we you "
    "yesterday's year's not requires costs takes makes needs shows uses gives gets runs remains represents means comes wants works reports includes lies rises falls becomes seems follows begins starts stands adds let lets helps provides keeps goes looks sits wins leaves contains lasts reaches be been are were had have will would could may might can so because des les ses ces mes nos vos aux las los sus nous vous dos tres más dans sans sous vers depuis après entonces y o que con por para pero del al no menos como según et ou qui dont pour avec mais ne pas".split()
)


class Bound(NamedTuple):
    """Bound of a number, by the words before it."""

    sign: str
    start: int
    negative: bool


@cache
def _bounds() -> dict[str, str]:
    return {words: sign for sign, spellings in _BEFORE.items() for words in spellings.split("|")}


@cache
def _last_words() -> frozenset[str]:
    return frozenset(words.rpartition(" ")[2] for words in _bounds()) | _NEGATIVE


def bound_before(text: str, start: int) -> Bound:
    """Return the bound that ends right before a number; its sign is `""` if there is none."""
    negative = False
    found = ""
    low = max(0, start - _BACK)
    while True:
        before = text[low:start].rstrip()
        if before and before[-1] in _SIGNS:
            found, start = found or _SIGNS[before[-1]], low + len(before) - 1
            continue
        if before.endswith((">=", "<=", "+/-")):
            sign = {">=": "≥", "<=": "≤"}.get(before[-2:], "±")
            return Bound(found or sign, low + len(before) - (3 if sign == "±" else 2), negative)
        words = before.replace("(", " ").replace("\n", " ").lower().split(" ")[-5:]
        if words[-1] == "sub-":
            return Bound("<", low + len(before) - 4, negative)
        if words[-1] not in _last_words():
            return Bound(found, start, negative)
        for length in range(min(5, len(words)), 0, -1):
            phrase = " ".join(words[-length:])
            if phrase in _bounds() or phrase in _NEGATIVE:
                break
        else:
            return Bound(found, start, negative)
        if phrase in _NEGATIVE:
            negative = True
        elif found and found != "~":
            return Bound(found, start, negative)
        else:
            found = _bounds()[phrase] if not found or _bounds()[phrase] != "~" else found
        start = low + len(before) - len(phrase)


def bound_behind(text: str, end: int) -> tuple[str, int]:
    """Return the bound right behind a quantity and its end; `""` if there is none."""
    for sign, pattern in _BEHIND:
        if found := pattern.match(text, end):
            return sign, found.end()
    return "", end


def rate(text: str, end: int) -> tuple[str, str, int]:
    """Return below what a quantity is counted (`month`, `million token`), the period that this is, and the end."""
    match = _PER.match(text, end)
    if match is None:
        if (word := _WORD.match(text, end)) and word[1] in _PERIODIC:
            return _PERIODIC[word[1]], _PERIODIC[word[1]], word.end()
        return "", "", end
    head, _, noun = match["what"].rpartition(" ")
    noun = noun if noun in {"s", "h"} else _singular(noun.lower())
    period = _TIMES.get(noun, "") or _TIMES.get(noun + "s", "")
    if match["loose"] and not period and noun not in _LOOSE:
        return "", "", end
    head = {"1M": "million", "1K": "thousand"}.get(head, head)
    return f"{head} {period or noun}".strip(), "" if head else period, match.end()


_WORD: Final = lazy(r"[ ]([a-z]+)\b")


def _singular(noun: str) -> str:
    return noun[:-3] + "y" if noun.endswith("ies") else noun.removesuffix("s") if len(noun) > 2 else noun


def counted(text: str, end: int) -> tuple[str, int]:
    """Return the noun that a number counts, in singular, and its end; `""` if none is recognized."""
    match = _NOUN.match(text, end)
    if match is None or match[2] in NO_NOUN or not NO_NOUN.isdisjoint(match[1].split()):
        return "", end
    return _singular(match[2].lower()), match.end()


def direction(text: str, start: int, end: int) -> str:
    """Return `+` or `-` if the words beside a quantity make it an amount of growth or decline."""
    for word in reversed(text[max(0, start - 30) : start].lower().split()[-3:]):
        bare = word.strip("(),")
        if bare in _UP or bare in _DOWN:
            return "+" if bare in _UP else "-"
        if bare not in _BY:
            break
    found = _AFTERWARDS.match(text, end)
    if found is None:
        return ""
    return (
        "-"
        if found["word"]
        in {"decline", "drop", "decrease", "fall", "reduction", "loss", "cut", "less", "lower", "fewer", "slower"}
        else "+"
    )
