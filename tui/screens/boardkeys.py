"""The keys of the claims board, with what the footer and the list of keys say of them."""

from typing import Final

from annotations.review.claims import SIGNS
from tui.text.styles import Styles
from tui.widgets.items import Line

KEYS: Final = (
    ("Enter", "open", "the passage of the cell, or the source; on the words: the claim in full"),
    ("r", "reviewed", "mark it reviewed, or to be reviewed again"),
    ("S", "status", "what you say of the claim: c checked, d disputed, x dropped, o open"),
    ("L", "link", "take the cell's passage in hand, on the words the earliest; on another one: link them"),
    ("c f o", "tag", "tag the cell's passage, on the words all passages of the claim; 1–9 t . other tags"),
    ("i", "note", "write a note on the claim"),
    ("e", "title", "the claim in your own words"),
    ("s", "sort", "by place, most contested first, fewest independent sources first"),
    ("/", "filter", "words, a verdict, tag:claim, source:3, status:open; Esc shows all again"),
    ("H", "hide settled", "leave out what is checked or dropped"),
    ("b", "group", "put the claims under headings, or tags"),
    ("n", "next in cell", "point at the next passage of the cell"),
    ("u", "undo", "take back the last change; Ctrl-R redoes it"),
    ("h j k l", "move", "by cells; 0 and $ to the first and last column; gg G, Ctrl-D Ctrl-U, PgUp PgDn"),
    ("q", "leave", "back to the text; gc comes back to this cell"),
    ("?", "all keys", ""),
)
"""A key, a word for the footer, a line for the list of keys."""

HINTS: Final = tuple((key, label) for key, label, _ in KEYS)

TYPING: Final = {
    "filter": "words, a verdict, tag:claim, source:3, status:open   Enter back to the board   Esc all claims again",
    "title": "the claim in your words; empty: those of its earliest passage   Enter takes it   Esc leaves it",
}
"""What the caption says while something is being typed."""

_SIGNS: Final = "   ".join(f"{sign or 'blank'} {name}" for name, sign in SIGNS.items())

WHOLE_HINTS: Final = (("j k", "scroll"), ("Enter", "back to the board"), ("q", "leave"))

_FAR: Final = 1 << 20


def told(styles: Styles) -> list[Line]:
    """The list of keys, and what the signs of the cells mean."""
    keys: list[Line] = [[(f"{key:<9}", styles.bold), (says or label, styles.base)] for key, label, says in KEYS]
    return [*keys, [], [(_SIGNS, styles.muted)]]


def rows_by(token: str, page: int) -> int:
    """By how many rows a key moves, where a page has so many; 0 if it does not move by rows."""
    half = max(1, page // 2)
    return {
        "j": 1, "down": 1, "k": -1, "up": -1, "pagedown": page, "space": page, "pageup": -page, "-": -page,
        "ctrl+d": half, "ctrl+u": -half, "G": _FAR, "end": _FAR, "g": -_FAR, "home": -_FAR,
    }.get(token, 0)  # fmt: skip
