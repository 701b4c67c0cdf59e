"""Question whether a link may say the opposite of another one between the same passages."""

from collections.abc import Callable
from typing import Final

from annotations.library import Library, Span
from annotations.library.edits.links import OppositeLinkError
from annotations.model import Link
from tui.screens.base.prompts import Asker
from tui.widgets.link_ends import describe_link

ASK, REPLACE, BOTH = "ask", "replace", "both"
"""How a link is made if there is an opposite one: not at all, instead of it, or beside it."""

_KEYS: Final = {"r": REPLACE, "b": BOTH}


def ask_if_opposite(asker: Asker, library: Library, act: Callable[[str], object]) -> None:
    """Call a function with `ASK`; if it raises OppositeLinkError, ask, and call it with `REPLACE` or `BOTH`."""
    try:
        act(ASK)
    except OppositeLinkError as error:
        _ask(asker, describe_link(library, error.link), act)


def _ask(asker: Asker, existing: str, act: Callable[[str], object]) -> None:
    def answer(token: str) -> bool:
        if token in _KEYS:
            asker.attempt(lambda: act(_KEYS[token]))
        elif token != "escape":
            asker.say("r replace, b keep both, Esc cancel", "warning")
            return True
        else:
            asker.say("nothing changed")
        return False

    asker.ask(answer, f"{existing} already:", [("r", "replace it"), ("b", "keep both"), ("Esc", "cancel")])


def connect(library: Library, source: str | Span, target: str | Span, kind: str, how: str) -> Link:
    """Link two passages, or give an opposite link this type and direction if `how` is `REPLACE`."""
    try:
        return library.connect(source, target, kind, both=how == BOTH)
    except OppositeLinkError as error:
        if how != REPLACE:
            raise
        return library.relink(error.link.id, kind, source, target, both=True)
