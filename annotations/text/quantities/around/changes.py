"""Growth and decline, by the words beside a quantity."""

from typing import Final

from annotations.text.lazy_regex import lazy
from annotations.text.quantities.figure import Figure

UP: Final = frozenset(
    "up rise rises rose risen grow grows grew grown gain gains gained jump jumped jumps climb climbed surge surged soared increase increases increased "
    "increasing added advanced expanded raised growth higher more stieg stiegen gestiegen wuchs plus augmenté hausse croissance subió aumentó creció".split()
)
DOWN: Final = frozenset(
    "down fall falls fell fallen drop drops dropped decline declines declined decrease decreases decreased decreasing lost lose loses slid sank shrank cut "
    "cuts reduced slashed slipped tumbled plunged reduction lower less fewer sanken gesunken fiel baisse diminué bajó cayó disminuyó".split()
)
_MOVED: Final = (
    UP
    | DOWN
    | frozenset(
        "went go goes gone going moved moves move changed changes change passed extended extends lengthened prolonged doubled shortened improved worsened "
        "ging geht gehen verlängert verlängerte erhöht erhöhte erhöhten steigt steigen sinkt sinken wächst verkürzt anhob angehoben passe passé passée passés passent "
        "passer passait passant passera porté portée monte monté grimpe grimpé allongé prolongé pasó pasa pasan pasar pasado pasaron pasará pasando sube subir subido subieron "
        "crece crecer crecido crecieron aumenta aumentado aumentar amplió ampliado ampliar alargó elevó elevado eleva".split()
    )
)
"""Words of a change whose old and new value follow: *pasó de 3 a 5*."""
_MOVING: Final = 6
"""Words before *from* among which one of a change is looked for."""
_TIMES: Final = lazy(r"[ -]?(?:times|fold|mal|fach|fois|veces)(?![^\W_])", 2)
_CLAUSE: Final = lazy(r"[.;:!?]\s|\n")
_BY: Final = frozenset(
    "by of um de en in a an some about around roughly nearly over almost only another the more than".split()
)
_QUALIFIERS: Final = "year-over-year year-on-year YoY single-card quarterly annual sharp modest".split()
_GROWTH: Final = "increase rise growth gain jump surge more higher faster".split()
_DECLINE: Final = "decline drop decrease fall reduction loss cut less lower fewer slower".split()
"""Words of a change behind its amount, and what may be between: *a 5 % annual decline*."""

_AFTERWARDS: Final = lazy(rf"(?:[ ](?:{'|'.join(_QUALIFIERS)}))?[ ](?P<word>{'|'.join(_GROWTH + _DECLINE)})\b")
_OPENS: Final = frozenset(f" {word[:3]}" for word in _QUALIFIERS + _GROWTH + _DECLINE)
"""Beginnings of what `_AFTERWARDS` finds."""


def is_span(text: str, start: int, last: Figure) -> bool:
    """Return whether rising multiples or times with *from* and *to* are a range: no word of a change is before *from*.

    *De 3 a 5 veces* and *from 3 to 5 years* say how much something is, *pasó de 3 a 5 años* that it has changed.
    """
    if last.unit.dimension not in {"time", "ratio"} and _TIMES.match(text, last.end) is None:
        return False
    clause = _CLAUSE.split(text[max(0, start - 60) : start])[-1]
    return _MOVED.isdisjoint(word.strip("(),") for word in clause.lower().split()[-_MOVING:])


def direction(text: str, start: int, end: int) -> str:
    """Return `+` or `-` if the words beside a quantity make it an amount of growth or decline."""
    for word in reversed(text[max(0, start - 30) : start].lower().split()[-3:]):
        bare = word.strip("(),")
        if bare in UP or bare in DOWN:
            return "+" if bare in UP else "-"
        if bare not in _BY:
            break
    found = _AFTERWARDS.match(text, end) if text[end : end + 4] in _OPENS else None
    if found is None:
        return ""
    return "-" if found["word"] in _DECLINE else "+"
