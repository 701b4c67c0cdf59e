"""Rates: the denominator behind a quantity, such as a month or a million tokens."""

from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.around.nouns import singular
from annotations.text.quantities.tables.units import symbols

_TIMES: Final = {
    **dict.fromkeys(("second", "sec", "s", "sekunde", "seconde", "segundo"), "second"),
    **dict.fromkeys(("minute", "min", "minuto"), "minute"),
    **dict.fromkeys(("hour", "hr", "h", "stunde", "heure", "hora"), "hour"),
    **dict.fromkeys(("day", "d", "tag", "jour", "día", "dia", "night"), "day"),
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
    r"(?:[ ]?/[ ]?|[ ]per[ ]|[ ](?:pro|par|por|je)[ ](?!(?:la|el|lo|los|las|le|les|der|die|das|den|dem|su|sus|sa|ses|ce|ces|cette)[ ]|l['’])|[ -](?P<loose>an?(?![ -]\d)|each|every|al|im|in der|[àa] la)[ -])"
    r"(?P<what>(?:(?:1M|1K|10{0,3}|(?<![/])\d{1,4}|million|thousand|hundred)[ ])?[^\W\d_]{1,40})(?![\w'’])"
)
_BEGINS: Final = {" ": frozenset("/pjaeiàAEIÀ") | {word[0] for word in _PERIODIC}, "-": frozenset("aeià")}
"""Characters that a rate begins with behind a blank and behind a hyphen."""
_LOOSE: Final = frozenset(
    "dozen acre hectare bushel quintal square sq share barrel person head piece ton tonne gallon kilo pound ounce unit seat user token word page game copy".split()
)


def rate(text: str, end: int) -> tuple[str, str, int]:
    """Return the denominator at `end` (`month`, `million token`), its period (`""` if it is none), and its end; `""` if there is none."""
    follower, first = text[end : end + 1], text[end + 1 : end + 2]
    if follower != "/" and first not in _BEGINS.get(follower, ()):
        return "", "", end
    match = _PER.match(text, end)
    if match is None:
        if (word := _WORD.match(text, end)) and word[1] in _PERIODIC:
            return _PERIODIC[word[1]], _PERIODIC[word[1]], word.end()
        return "", "", end
    head, _, noun = match["what"].rpartition(" ")
    if noun not in {"s", "h"} and not (noun[1:] != noun[1:].lower() and noun in symbols()):  # MWh is no mWh.
        noun = singular(noun.lower())
    period = _TIMES.get(noun, "") or _TIMES.get(noun + "s", "")
    if noun == "cada" or (match["loose"] and not period and (noun not in _LOOSE or head.isdigit())):
        return "", "", end
    head = {"1M": "million", "1K": "thousand"}.get(head, head)
    return f"{head} {period or noun}".strip(), "" if head else period, match.end()


_WORD: Final = lazy(r"[ ]([a-z]+)\b")
