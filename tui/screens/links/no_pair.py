"""Why the queue of pairs has none to show, and the keys that go on."""

from collections.abc import Mapping, Sequence
from typing import Final

from annotations.library import Library
from tui.screens.overview.empty import nothing_yet

_TAG: Final = "{select.grow} selects a sentence, {tag.claim} {tag.figure} {tag.opinion} tag it."
_SUGGEST: Final = "{go.suggestions} suggests numbers and sentences to tag."

_NOT_TAGGED: Final = ("No passages yet: pairs are of two passages of different sources.", "", _TAG, _SUGGEST)
_ONE_SOURCE: Final = (
    "This folder has one source: pairs are of two.",
    "",
    "Add a file to the folder, or {app.folder} on the page opens another one.",
)
_ONE_TAGGED: Final = ("All passages are of one source: tag passages of another one, too.", "", _TAG, _SUGGEST)
_NOT_ALIKE: Final = (
    "No similar passages in different sources",
    "",
    _SUGGEST,
    "{link.take} on a passage starts a link, whatever the other one says.",
)
_REVIEWED: Final = (
    "No pairs left",
    "",
    "{go.claims} opens the claims board with what was linked.",
    _SUGGEST,
)
NO_MATCH: Final = ("No matching pairs", "", "Esc shows all.")
"""The lines of a queue without a pair that fits its filter."""


def no_pair(library: Library, keys: Mapping[str, Sequence[str]], *, reviewed: bool) -> Sequence[str]:
    """Return the lines of a queue without pairs: all were `reviewed`, or nothing was found that is alike."""
    return nothing_yet(library, _REVIEWED if reviewed else _why_none(library), keys)


def _why_none(library: Library) -> Sequence[str]:
    tagged = len({one.source for one in library.all_annotations()})
    if not tagged:
        return _NOT_TAGGED
    if tagged > 1:
        return _NOT_ALIKE
    return _ONE_TAGGED if library.source_count > 1 else _ONE_SOURCE
