"""The commands that move the cursor of a page and select with it, and how far they move that of a list."""

from typing import Final

from tui.keys.command import Command, Group

MOTIONS: Final = (
    Group(
        "Move",
        (
            Command("move.down", ("j", "down"), "line down", "Line down.", "both"),
            Command("move.up", ("k", "up"), "line up", "Line up.", "both"),
            Command("move.half_down", ("ctrl+d",), "half page down", "Half a page down.", "both"),
            Command("move.half_up", ("ctrl+u",), "half page up", "Half a page up.", "both"),
            Command("move.page_down", ("space", "ctrl+f", "pagedown"), "page down", "A page down.", "both"),
            Command("move.page_up", ("-", "ctrl+b", "pageup"), "page up", "A page up.", "both"),
            Command("move.top", ("g g", "home"), "top", "Go to the top.", "both"),
            Command("move.end", ("G", "end"), "end", "Go to the end.", "both"),
            Command("move.percent", ("%",), "percent", "Go to a percentage of the text: `50%`."),
            Command("move.line", (), "line", "Go to a line of the file: `:42`."),
            Command("move.right", ("l", "right"), "right", "One character right."),
            Command("move.left", ("h", "left"), "left", "One character left."),
            Command("move.word", ("w",), "next word", "Go to the next word."),
            Command("move.word_end", ("e",), "word end", "Go to the end of the word."),
            Command("move.word_back", ("b",), "previous word", "Go to the start of the word, or of the previous one."),
            Command("move.row_start", ("0", "^"), "row start", "Go to the start of the row."),
            Command("move.row_end", ("$",), "row end", "Go to the end of the row."),
            Command("move.sentence", (")",), "next sentence", "Go to the next sentence, or cell of a table."),
            Command(
                "move.sentence_back",
                ("(",),
                "previous sentence",
                "Go to the start of the sentence, or of the previous one.",
            ),
            Command("move.paragraph", ("}",), "next paragraph", "Go to the next paragraph."),
            Command(
                "move.paragraph_back",
                ("{",),
                "previous paragraph",
                "Go to the start of the paragraph, or of the previous one.",
            ),
            Command("move.heading", ("] ]",), "next heading", "Go to the next heading."),
            Command("move.heading_back", ("[ [",), "previous heading", "Go to the previous heading."),
            Command(
                "move.middle",
                ("z z",),
                "centre",
                "Scroll the cursor's row to the middle.",
            ),
            Command(
                "move.scroll_down",
                ("ctrl+e",),
                "scroll down",
                "Scroll down a row; the cursor stays while it is visible.",
            ),
            Command(
                "move.scroll_up", ("ctrl+y",), "scroll up", "Scroll up a row; the cursor stays while it is visible."
            ),
            Command("move.screen_top", ("H", "z H"), "top of screen", "Go to the first visible row."),
            Command(
                "move.screen_middle", ("M", "z M"), "middle of screen", "Go to the row in the middle of the screen."
            ),
            Command("move.screen_bottom", ("z L",), "bottom of screen", "Go to the last visible row."),
            Command("move.row_to_top", ("z t",), "row to top", "Scroll the cursor's row to the top."),
            Command("move.row_to_bottom", ("z b",), "row to bottom", "Scroll the cursor's row to the bottom."),
            Command("move.wider", ("z i",), "wider column", "Make the column of text wider."),
            Command("move.narrower", ("z o",), "narrower column", "Make the column of text narrower."),
            Command(
                "reading.toggle",
                ("g R",),
                "Markdown view",
                "Read the source as Markdown throughout, or let postil choose again.",
            ),
            Command("reading.encoding", (), "encoding…", "Read the source in another encoding; its passages are kept."),
            Command(
                "move.pan_left", ("z h",), "pan left", "Pan a wide table to the left; at its edge, back to records."
            ),
            Command("move.pan_right", ("z l",), "pan right", "Pan a wide table to the right, beside its first column."),
        ),
    ),
    Group(
        "Select",
        (
            Command(
                "select.grow", ("s",), "sentence", "Select the sentence; again selects the paragraph, then the section."
            ),
            Command("select.shrink", ("backspace",), "shrink", "Shrink the selection: paragraph, sentence, word."),
            Command("select.chars", ("v",), "characters", "Select from here as the cursor moves."),
            Command("select.rows", ("V",), "rows", "Select whole rows as the cursor moves."),
            Command(
                "select.inside",
                ("g i",),
                "inside…",
                'Select inside a quotation, brackets, a clause: `gi`, then `"`, `(` or `,`.',
            ),
            Command("select.around", ("g a",), "around…", "Select the same with its marks."),
            Command("select.swap", ("O",), "other end", "Go to the other end of the selection."),
            Command(
                "select.leave",
                ("escape",),
                "leave",
                "Cancel a selection, a pending link or a count; leave a panel.",
                "both",
            ),
        ),
    ),
)
"""The groups, which help and palette list after all others: the keys that need no looking up."""

_FAR: Final = 1 << 20

STEPS: Final = frozenset(
    (
        *(f"move.{where}" for where in ("down", "up", "half_down", "half_up", "page_down", "page_up", "top", "end")),
        *(f"type.{where}" for where in ("down", "up", "page_down", "page_up")),
    )
)
"""The commands that move."""


def step(command: str, count: int | None, page: int) -> int:
    """Return by how many items a command moves in a list that shows `page` items at once; 0 if it does not move.

    With a count `move.top` and `move.end` move as far as without.
    """
    group, _, where = command.partition(".")
    half = max(1, page // 2)
    by = {
        "down": 1, "up": -1, "page_down": page, "page_up": -page, "half_down": half, "half_up": -half,
        "end": _FAR, "top": -_FAR,
    }.get(where, 0) if group in ("move", "type") else 0  # fmt: skip
    return by * (count or 1)
