"""The stretches that a passage consists of: where it reaches over cells of a table, one for each cell."""

from annotations.documents.document import Document
from annotations.documents.elements import BlockKind


def fragments(document: Document, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Cut a stretch of the reading text so that no fragment holds text of two cells; empty cells have none.

    Blocks outside of tables stay together. The stretch has text at its edges, as `describe` gives it.
    """
    found: list[tuple[int, int]] = []
    together = False
    for index in range(document.block_index(start), document.block_index(end - 1) + 1):
        block = document.blocks[index]
        row = block.kind is BlockKind.ROW
        for first, last in block.cells if row else ((block.start, block.end),):
            first, last = max(first, start), min(last, end)
            if first >= last:
                continue
            if together and not row:
                found[-1] = (found[-1][0], last)
            else:
                found.append((first, last))
            together = not row
        together = together and not row
    return tuple(found) or ((start, end),)
