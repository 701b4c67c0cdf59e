"""Find a passage again in a text that may have changed since it was described.

With the old text at hand a passage is followed through the differences of both texts; without it, it is looked for by
its quote and the words around it. Where two places are equally good none is chosen: the passage is `Ambiguous` and a
person decides.
"""

from collections.abc import Iterable

from annotations.anchoring.checks import settled
from annotations.anchoring.diff_matcher import Follower
from annotations.anchoring.quote_matcher import Finder
from annotations.anchoring.resolution import Ambiguous, Anchored, Edited, Moved, Orphan, Resolution
from annotations.anchoring.selectors import Selectors

__all__ = ["Ambiguous", "Anchored", "Edited", "Moved", "Orphan", "Resolution", "Resolver", "resolve", "resolve_all"]


def resolve(text: str, selectors: Selectors, old_text: str | None = None) -> Resolution:
    """Say where a passage stands in a text; old_text is the one that it was described in, if that was kept.

    For many passages of one text use `resolve_all` or a `Resolver`: both texts are compared only once.
    """
    return Resolver(text, old_text).resolve(selectors)


def resolve_all(text: str, passages: Iterable[Selectors], old_text: str | None = None) -> list[Resolution]:
    """Say of each passage where it stands in a text."""
    resolver = Resolver(text, old_text)
    return [resolver.resolve(selectors) for selectors in passages]


class Resolver:
    """Finds passages of one old text, kept or not, in one new text.

    Each text is looked at once, when the first passage needs it. It may be used in any one thread.
    """

    def __init__(self, text: str, old_text: str | None = None) -> None:
        self._text = text
        self._old = old_text
        self._finder = Finder(text)
        self._follower: Follower | None = None

    def survivors(self, start: int, end: int) -> list[tuple[int, int]]:
        """What is left of a stretch of the old text, as stretches of the new one; nothing if that was not kept."""
        if self._old is None:
            return []
        if self._old == self._text:
            return [(start, min(end, len(self._text)))]
        return [(new, new + length) for _, new, length in self._follow(self._old).survivors(start, end)]

    def resolve(self, selectors: Selectors) -> Resolution:
        """Say where a passage stands."""
        start, end, exact = selectors.start, selectors.end, selectors.exact
        if not exact.strip():
            return Orphan()
        if self._old is None or self._old[start:end] != exact:
            return settled(self._finder.find(selectors), selectors, None, self._text)
        if self._old == self._text:
            return Anchored(start, end)
        return settled(self._follow(self._old).follow(selectors), selectors, self._old, self._text)

    def _follow(self, old: str) -> Follower:
        if self._follower is None:
            self._follower = Follower(old, self._text, self._finder)
        return self._follower
