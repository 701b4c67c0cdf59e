"""Final check of every resolution, whichever matcher made it: bounds at word edges and changed figures."""

from annotations.anchoring.bounds import Stretch, widened
from annotations.anchoring.resolution import Ambiguous, Edited, Orphan, Resolution
from annotations.anchoring.selectors import Selectors


def settled(found: Resolution, selectors: Selectors, old_text: str | None, text: str) -> Resolution:
    """Return a resolution whose bounds are between words if they were; *edited* if they moved or a figure changed.

    `old_text` is the text in which the passage was described, or None if it was not kept.
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

    from annotations.anchoring.amounts import figures_changed  # needed only if the passage or its context changed

    figure = figures_changed(was, now)
    if isinstance(found, Edited):
        return Edited(start, end, found.score, figure)
    if (start, end) == (found.start, found.end) and not figure:
        return found
    common = found.end - found.start
    return Edited(start, end, min(0.999, 2 * common / (common + end - start)), figure)
