"""The commands of the reading screen for what the review adds up to."""

from typing import Final

from tui.keys.command import Command, Group

OVERVIEW: Final = Group(
    "Overview",
    (
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
