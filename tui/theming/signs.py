"""Signs that screens draw beside texts and in lists, each with its meaning: the legend lists what the screens use.

Signs of link types, tags and statuses, of the cells of the board and of the ledger have tables of their own.
"""

from typing import Final

from msgspec import Struct


class Sign(Struct, frozen=True):
    """A sign and its meaning."""

    char: str
    meaning: str
    """A few words, which fit a narrow terminal."""


class Section(Struct, frozen=True):
    """Signs that are seen together."""

    title: str
    contexts: tuple[str, ...]
    """The screens over the page that draw them; ``page`` for the reading screen."""
    signs: tuple[Sign, ...]


PASSAGE: Final = Sign("▏", "a passage")
UNTAGGED: Final = Sign("·", "a passage without a tag")
MORE_TAGS: Final = Sign("+", "more tags than fit here")

CELL: Final = Sign("┊", "a table cell likely ends")
CONTINUED: Final = Sign("↳", "the line goes on")
QUOTED: Final = Sign("▎", "quoted text")
LEFT: Final = Sign("‹", "more to the left")
RIGHT: Final = Sign("›", "more to the right")
LEADS: Final = Sign("→", "where the link leads")
HIDDEN: Final = Sign("·", "an invisible character")
TURNED: Final = Sign("⇄", "a mark that turns letters")
BROKEN: Final = Sign("�", "a character not shown")

CURSOR: Final = Sign("▌", "the row of the cursor")
NOTE: Final = Sign("✎", "a note or memo")
FOLDED: Final = Sign("▸", "folded: more below it")
UNFOLDED: Final = Sign("▾", "unfolded")
CHOSEN: Final = Sign("✓", "marked or chosen")
CLOSE: Final = Sign("✕", "close: click it")

NOT_READ: Final = Sign("·", "not read")
PART_READ: Final = Sign("▪", "read, in part")
ALL_READ: Final = Sign("■", "read to the end")
TROUBLE: Final = Sign("!", "a problem with the source")

TO_DO: Final = Sign("•", "not reviewed or decided")
DIFFERS: Final = Sign("‹", "words that differ, up to ›")
CHANGED: Final = Sign("*", "changed since you decided")
DECIDED: Final = Sign("✓", "decided or resolved")
SUPPORTS: Final = Sign("✓", "supports")
AGAINST: Final = Sign("✗", "contradicts")
ASKED: Final = Sign("?", "an open question")
WARNED: Final = Sign("!", "a warning about the counts")
HERE: Final = Sign(">", "the cursor is on the words")
FULL: Final = Sign("■", "the share that is done")
EMPTY: Final = Sign("□", "the share to do")
MERGED: Final = Sign("m", "to merge with another row")
NEAR: Final = Sign("?", "perhaps one with another row")
UNDONE: Final = Sign("↶", "undone")
NONE: Final = Sign("·", "none, or read and not tagged")
BESIDE: Final = Sign("~", "date beside it or of source")
OTHER_DATE: Final = Sign("≠", "same claim, another date")
CONFLICTS: Final = Sign("✗", "other date or contradicted")

TWINS: Final = Sign("≠", "two versions: choose")
COPY: Final = Sign("+", "a conflict copy to merge")
LIKELY: Final = Sign("→", "a file likely moved")
PROBLEM: Final = Sign("!", "another problem")

UNRESOLVED: Final = {
    "figure": Sign("Δ", "a number says something else"),
    "edited": Sign("≠", "its words were changed"),
    "ambiguous": Sign("?", "its place is not certain"),
    "orphan": Sign("×", "not found any more"),
    "moved": Sign("→", "moved: text around changed"),
}
"""Signs of passages that an edit of their source moved, changed or lost."""

LINT: Final = {
    "number": Sign("#", "a number in no figure"),
    "reading": Sign("?", "a figure with two readings"),
    "figure": Sign("§", "a figure lacks unit, period"),
    "decision": Sign("Δ", "a decision on no figure"),
    "claim": Sign("1", "a claim of one source"),
    "contradiction": Sign("✗", "✗ without a note"),
    "unread": Sign("…", "a source not read to its end"),
    "orphan": Sign("×", "a lost or bare passage"),
}
"""Signs of the kinds of remarks."""

SECTIONS: Final = (
    Section(
        "Passages, in the margin",
        ("page",),
        (PASSAGE, UNTAGGED, MORE_TAGS, UNRESOLVED["figure"], UNRESOLVED["edited"]),
    ),
    Section("Text", ("page",), (CELL, CONTINUED, QUOTED, LEFT, RIGHT, LEADS, HIDDEN, TURNED, BROKEN)),
    Section("Sources", ("page",), (NOT_READ, PART_READ, ALL_READ, TROUBLE)),
    Section("Lists", ("page",), (CURSOR, NOTE, FOLDED, UNFOLDED, CHOSEN, CLOSE)),
    Section(
        "Claims and disputes",
        ("board", "claim", "disputes", "dispute"),
        (TO_DO, CHANGED, DECIDED, HERE, SUPPORTS, AGAINST, ASKED, WARNED, NOTE, DIFFERS, LEFT, RIGHT),
    ),
    Section("Ledger", ("ledger", "reasons"), (DECIDED, CHANGED, MERGED, NEAR, FULL, EMPTY, UNRESOLVED["figure"])),
    Section("Timeline", ("timeline",), (CONFLICTS, OTHER_DATE, BESIDE)),
    Section("Statistics", ("statistics",), (NONE, LEFT, RIGHT)),
    Section("Suggestions", ("suggestions", "occurrences"), (CHOSEN, Sign("?", "the tag that is suggested"))),
    Section("Unresolved passages", ("unresolved",), tuple(UNRESOLVED.values())),
    Section("Problems", ("problems",), (TWINS, COPY, LIKELY, PROBLEM)),
    Section("Lint", ("lint",), tuple(LINT.values())),
    Section("History", ("history",), (UNDONE,)),
    Section("Codebook", ("codebook", "tags"), (FOLDED, UNFOLDED, NOTE)),
)
