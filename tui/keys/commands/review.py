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
            "Open the claims board: the stance of each source on each claim, and the verdicts.",
            "both",
        ),
        Command(
            "go.disputes",
            ("g D",),
            "disputes",
            "List the disputes: claims that contradict each other, each dispute once, with its sides.",
            "both",
        ),
        Command(
            "go.figures",
            ("g f",),
            "figures",
            "Open the ledger: the figures of each metric by source, compared by value.",
            "both",
        ),
        Command("go.next_pair", ("] p",), "next pair", "Compare the next two passages that contradict each other."),
        Command("go.previous_pair", ("p", "[ p"), "previous pair", "Compare the previous pair of a dispute."),
        Command(
            "go.compare",
            ("g v",),
            "compare",
            "Show the linked passage on the other page; again closes the comparison.",
            "both",
        ),
        Command(
            "go.compare_lock",
            ("=",),
            "lock",
            "While you compare, lock the other page or let it follow.",
        ),
        Command(
            "go.queue",
            ("g q",),
            "queue",
            "Review suggested links one by one.",
            "both",
        ),
        Command(
            "go.suggestions",
            ("g S",),
            "suggestions",
            "Review numbers and sentences that may deserve a tag.",
            "both",
        ),
        Command(
            "go.orphans",
            ("g o",),
            "unresolved passages",
            "Review the passages that an edit of their source moved, changed or lost.",
            "both",
        ),
        Command(
            "app.problems",
            ("g !",),
            "problems",
            "List problems and conflicts.",
            "both",
        ),
        Command(
            "app.lint",
            (),
            "lint",
            "List what the coding lacks: numbers, units, sources, notes.",
            "both",
        ),
        Command(
            "go.statistics",
            ("g T",),
            "statistics",
            "Count passages, tags and links; show agreement between sources, coverage and figures.",
            "both",
        ),
        Command("go.map", ("g M",), "map", "Draw sources and claims with the links between them.", "both"),
        Command(
            "go.timeline", ("g C",), "timeline", "List dated claims and passages in order, with conflicts.", "both"
        ),
        Command(
            "search.saved", ("g Q",), "saved searches", "Apply, rename or delete a saved search or filter.", "both"
        ),
    ),
)
