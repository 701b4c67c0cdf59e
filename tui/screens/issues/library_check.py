"""Examines the unexamined part of a library between keys, for the screens that list problems."""

import time
from collections.abc import Awaitable, Callable

from annotations.library import Library
from annotations.library.issues.findings import examine, unexamined
from annotations.text.plurals import count_noun
from tui.screens.reading.page_controller import read_elsewhere
from tui.tasks import SHOW_EVERY, Slices


async def examine_between_keys(
    library: Library, find: Callable[[], Awaitable[None]], stay: Callable[[], object], tell: Callable[[str], None]
) -> None:
    """Examine a library; ``tell`` is called with the progress, and with "" at the end.

    ``find`` re-anchors the passages of changed sources; ``stay`` keeps the sources of the pages in the cache.
    """
    slices, shown = Slices(), time.monotonic()
    for source_id in examine(library):
        if source_id:
            await read_elsewhere(library, source_id)
        elif not slices.over:
            continue
        if time.monotonic() > shown + SHOW_EVERY:
            left, number = len(unexamined(library)), len(library.sources())
            stay()
            tell(f"scanned {number - left:,} of {count_noun(number, 'source')}")
            shown = time.monotonic()
        await slices.next()
    await find()
    stay()
    tell("")
