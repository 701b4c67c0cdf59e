"""All records of a large library, taken without a key that waits."""

import asyncio
from typing import TYPE_CHECKING

from annotations.library import Library
from tui.tasks import Slices

if TYPE_CHECKING:
    from annotations.review.board import Board


async def place_passages(library: Library) -> None:
    """Find the places of all passages in slices between the keys; they are kept until the passages of a source change.

    A copy of the records takes a few milliseconds then, and ten times as long without it.
    """
    slices = Slices()
    for source_id in library.source_ids:
        library.passages(source_id)
        if slices.over:
            await slices.next()


async def make_board(library: Library) -> "Board":
    """Make the board of the records as they are now, in another thread."""
    await place_passages(library)
    return await asyncio.to_thread(library.boarding())
