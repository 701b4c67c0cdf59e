"""The commands of the reading screen that review what the sources say."""

from typing import Final

from tui.keys.command import Command, Group

REVIEW: Final = Group(
    "Review",
    (
        Command(
            "go.claims",
            ("g c",),
            "claims",
            "The claims board: the stance of each source on each claim, and the verdicts.",
            "both",
        ),
        Command(
            "go.disputes",
            ("g D",),
            "disputes",
            "The disputes: claims that contradict each other, each dispute once, with its sides.",
            "both",
        ),
        Command("go.next_pair", ("] p",), "next pair", "Compare the next two passages that contradict each other."),
        Command("go.previous_pair", ("p", "[ p"), "pair before", "Compare the pair before of a dispute."),
        Command(
            "go.compare",
            ("g v",),
            "compare",
            "Compare: the other page shows the passage that this one is linked to; again ends it.",
            "both",
        ),
        Command(
            "go.compare_lock",
            ("=",),
            "lock",
            "While comparing: lock the other page, or let it follow.",
        ),
        Command(
            "go.queue",
            ("g q",),
            "queue",
            "Review suggested links one by one.",
            "both",
        ),
        Command(
            "go.orphans",
            ("g o",),
            "unsure passages",
            "Review the passages that an edit of their source moved, changed or lost.",
            "both",
        ),
        Command(
            "app.problems",
            ("g !",),
            "problems",
            "Problems and conflicts.",
            "both",
        ),
        Command(
            "go.statistics",
            ("g T",),
            "statistics",
            "Counts of passages, tags and links, agreement between sources, coverage, figures.",
            "both",
        ),
        Command("go.map", ("g M",), "map", "Sources and claims with the links between them, as a drawing.", "both"),
        Command("go.timeline", ("g C",), "timeline", "Dated claims and passages in order, with conflicts.", "both"),
        Command(
            "search.saved", ("g S",), "saved searches", "Apply, rename or delete a saved search or filter.", "both"
        ),
    ),
)
