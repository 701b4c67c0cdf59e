"""Growth and decline, by the words beside a quantity."""

from typing import Final

from annotations.text.lazy_regex import lazy

UP: Final = frozenset(
    "up rise rises rose risen grow grows grew grown gain gains gained jump jumped jumps climb climbed surge surged soared increase increases increased "
    "increasing added advanced expanded raised growth higher more stieg stiegen gestiegen wuchs plus augmenté hausse croissance subió aumentó creció".split()
)
DOWN: Final = frozenset(
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


_OPENS: Final = frozenset(
    f" {word[:3]}"
    for word in (
        "year YoY single quarterly annual sharp modest increase rise growth gain jump surge more higher decline drop decrease fall reduction "
        "loss cut less lower fewer faster slower"
    ).split()
)
"""Beginnings of what `_AFTERWARDS` finds."""


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
    return (
        "-"
        if found["word"]
        in {"decline", "drop", "decrease", "fall", "reduction", "loss", "cut", "less", "lower", "fewer", "slower"}
        else "+"
    )
