"""Looking at everything that nobody has looked at yet, between the keys, for the screens that say whether all is well."""

import time
from collections.abc import Awaitable, Callable

from annotations.library import Library
from annotations.library.issues.findings import examine, unexamined
from tui.screens.reading.page_controller import read_elsewhere
from tui.tasks import SHOW_EVERY, Slices


async def examine_between_keys(
    library: Library, find: Callable[[], Awaitable[None]], stay: Callable[[], object], tell: Callable[[str], None]
) -> None:
    """Examine a library; tell is given how far that is, and an empty text at its end.

    ``find`` looks for the passages of sources that changed; ``stay`` has what the pages show stay with the library.
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
            tell(f"looked at {number - left:,} of {number:,} sources")
            shown = time.monotonic()
        await slices.next()
    await find()
    stay()
    tell("")
