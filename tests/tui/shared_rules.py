"""Parsed style sheets for all programs of a test run: parsing is a third of a start, and the same each time."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from textual.css.stylesheet import Stylesheet

_RULES: dict[frozenset[tuple[str, str]], dict[Any, Any]] = {}
"""Rules by the values of the variables in them."""


def share_rules() -> None:
    """Make each style sheet use the rules that another one with the same variables has parsed."""
    Stylesheet.__init__ = _sharing(Stylesheet.__init__)  # type: ignore[method-assign]
    Stylesheet.set_variables = _sharing(Stylesheet.set_variables)  # type: ignore[method-assign]


def _sharing(change: Callable[..., None]) -> Callable[..., None]:
    if hasattr(change, "__wrapped__"):
        return change

    @wraps(change)
    def changed(sheet: Stylesheet, *given: Any, **named: Any) -> None:
        sheet._parse_cache = {}  # type: ignore[assignment] # The change clears it: not that of the others.
        change(sheet, *given, **named)
        sheet._parse_cache = _RULES.setdefault(frozenset(sheet._variables.items()), {})  # type: ignore[assignment]

    return changed
