"""Texts about keys on the claims board."""

from collections.abc import Mapping, Sequence

from tui.keys.command_table import key_of


def typing_hint(box: str, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the caption while a ``filter`` or a ``title`` is typed; "" if neither is."""
    accept = key_of("type.accept", keys)
    if box == "filter":
        return f"words, a verdict, tag:claim, source:3, status:open   {accept} keep   Esc show all"
    if box == "title":
        return f"the claim in your words; empty: those of its earliest passage   {accept} save   Esc cancel"
    return ""


def nothing_shown(keys: Mapping[str, Sequence[str]], *, filtered: bool) -> tuple[str, ...]:
    """Return the lines of a board that shows no claims: all are hidden by a filter, or there are none."""
    if filtered:
        return "No matching claims", f"Esc to show all, {key_of('board.hide', keys)} to show settled ones"
    link, sentence, claim = (key_of(command, keys) for command in ("link.take", "select.grow", "tag.claim"))
    return (
        "No claims yet",
        "",
        f"A claim is a passage with the tag claim: {sentence} to select a sentence, {claim} to tag it.",
        f"Press {link} on a passage, then on one that restates it: both are one claim.",
        "Links of other types support, contradict or qualify the claim.",
    )
