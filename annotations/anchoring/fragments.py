"""The stretches that a passage consists of: where it reaches over cells of a table, one for each cell."""

from annotations.documents.document import Document


def fragments(document: Document, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Cut a stretch of the reading text so that no fragment holds text of two cells; empty cells have none.

    Blocks outside of tables stay together. The stretch has text at its edges, as `describe` gives it.
    """
    index, after = document.block_index(start), document.block_index(end - 1) + 1
    if index + 1 == after <= document.next_rows(index)[0]:
        return ((start, end),)  # As most passages do, it lies within one block.
    found: list[tuple[int, int]] = []
    while index < after:
        # Of what stands between two tables nothing is looked at but its edges: a passage may be a whole source.
        first, last = (min(one, after) for one in document.next_rows(index))
        found += _together(document, index, first, start, end)
        for row in document.blocks[first:last]:
            found += [(max(a, start), min(b, end)) for a, b in row.cells if max(a, start) < min(b, end)]
        index = last
    return tuple(found) or ((start, end),)


def _together(document: Document, first: int, after: int, start: int, end: int) -> list[tuple[int, int]]:
    """What a stretch has of blocks of which none is in a table, without the empty ones at its edges."""
    blocks = document.blocks
    while first < after and max(blocks[first].start, start) >= min(blocks[first].end, end):
        first += 1
    while first < after and max(blocks[after - 1].start, start) >= min(blocks[after - 1].end, end):
        after -= 1
    return [(max(blocks[first].start, start), min(blocks[after - 1].end, end))] if first < after else []
