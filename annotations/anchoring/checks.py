"""The last word on where a passage stands: whatever found it, its bounds and its figures are looked at here."""

from annotations.anchoring.bounds import Stretch, widened
from annotations.anchoring.resolution import Ambiguous, Edited, Orphan, Resolution
from annotations.anchoring.selectors import Selectors


def settled(found: Resolution, selectors: Selectors, old_text: str | None, text: str) -> Resolution:
    """An outcome with bounds between words where they were, *edited* if they had to be moved or if a figure changed.

    `old_text` is the text that the passage was described in, None if it was not kept.
    """
    if isinstance(found, Orphan):
        return found
    was = Stretch.recorded(selectors, old_text)
    if isinstance(found, Ambiguous):
        return Ambiguous(tuple(dict.fromkeys(widened(was, text, *place) for place in found.candidates)))
    now = was.at(text, found.start, found.end)
    if now == was:
        return found
    start, end = widened(was, text, found.start, found.end)
    now = was.at(text, start, end)

    from annotations.anchoring.amounts import figures_changed  # not before a passage has other words around it

    figure = figures_changed(was, now)
    if isinstance(found, Edited):
        return Edited(start, end, found.score, figure)
    if (start, end) == (found.start, found.end) and not figure:
        return found
    common = found.end - found.start
    return Edited(start, end, min(0.999, 2 * common / (common + end - start)), figure)
