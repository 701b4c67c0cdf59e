"""Texts about keys on the claims board."""

from collections.abc import Mapping, Sequence
from typing import Final

from annotations.library import Library
from tui.keys.command_table import key_of, with_keys
from tui.screens.overview.empty import nothing_yet
from tui.session.board_state import BoardView


def typing_hint(box: str, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the caption while a ``filter`` or a ``title`` is typed; "" if neither is."""
    accept = key_of("type.accept", keys)
    if box == "filter":
        return f"words, a verdict, tag:claim, source:3, status:open   {accept} keep   Esc show all"
    if box == "title":
        return f"the claim in your words; empty: those of its earliest passage   {accept} save   Esc cancel"
    return ""


NONE_YET: Final = (
    "No claims yet",
    "",
    "A claim is a passage with the tag claim: {select.grow} to select a sentence, {tag.claim} to tag it.",
    "Press {link.take} on a passage, then on one that restates it: both are one claim.",
    "Links of other types support, contradict or qualify the claim.",
)
"""Lines of a board without claims; a command in braces is replaced by its key."""


def nothing_shown(
    library: Library, keys: Mapping[str, Sequence[str]], view: BoardView, *, claims: bool
) -> tuple[str, ...]:
    """Return the lines of an empty board: there are no `claims`, or a filter or the settled ones leave none."""
    if not claims:
        return nothing_yet(library, NONE_YET, keys)
    settled = ("{board.hide} shows settled claims, too.",) if view.hide else ()
    lines = (
        ("No matching claims", "", "Esc shows all.", *settled)
        if view.typed.strip()
        else ("All claims are settled", "", *settled)
    )
    return with_keys(lines, keys)
