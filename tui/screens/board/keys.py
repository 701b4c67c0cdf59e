"""The keys of the claims board, with what the footer and the list of keys say of them."""

from typing import Final

from annotations.review.board import SIGNS

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

SIGNS_TOLD: Final = "   ".join(f"{sign or 'blank'} {name}" for name, sign in SIGNS.items())

WHOLE_HINTS: Final = (("j k", "scroll"), ("Enter", "back to the board"), ("q", "leave"))
