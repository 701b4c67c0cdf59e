"""Find a passage again in a text that may have changed since it was described.

If the old text is known, the passage is matched by the diff of both texts; otherwise by its quote and context. If two
places are equally good, none is chosen: the passage is `Ambiguous` and a person decides.
"""

from collections.abc import Iterable

from annotations.anchoring.checks import settled
from annotations.anchoring.diff_matcher import DiffMatcher
from annotations.anchoring.quote_matcher import QuoteMatcher
from annotations.anchoring.resolution import Ambiguous, Anchored, Edited, Moved, Orphan, Resolution
from annotations.anchoring.selectors import Selectors

__all__ = ["Ambiguous", "Anchored", "Edited", "Moved", "Orphan", "Resolution", "Resolver", "resolve", "resolve_all"]


def resolve(text: str, selectors: Selectors, old_text: str | None = None) -> Resolution:
    """Resolve a passage in `text`; `old_text` is the text in which it was described, if that was kept.

    For many passages of one text use `resolve_all` or a `Resolver`: both texts are compared only once.
    """
    return Resolver(text, old_text).resolve(selectors)


def resolve_all(text: str, passages: Iterable[Selectors], old_text: str | None = None) -> list[Resolution]:
    """Resolve several passages in one text."""
    resolver = Resolver(text, old_text)
    return [resolver.resolve(selectors) for selectors in passages]


class Resolver:
    """Resolves passages of one old text, kept or not, in one new text.

    Each text is processed once, when the first passage needs it. A resolver may be used in any one thread.
    """

    def __init__(self, text: str, old_text: str | None = None) -> None:
        self._text = text
        self._old = old_text
        self._quotes = QuoteMatcher(text)
        self._diff: DiffMatcher | None = None

    def survivors(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the surviving parts of a range of the old text, as ranges of the new one; empty if it was not kept."""
        if self._old is None:
            return []
        if self._old == self._text:
            return [(start, min(end, len(self._text)))]
        return [(new, new + length) for _, new, length in self._follow(self._old).survivors(start, end)]

    def resolve(self, selectors: Selectors) -> Resolution:
        """Resolve a passage."""
        start, end, exact = selectors.start, selectors.end, selectors.exact
        if not exact.strip():
            return Orphan()
        if self._old is None or self._old[start:end] != exact:
            return settled(self._quotes.find(selectors), selectors, None, self._text)
        if self._old == self._text:
            return Anchored(start, end)
        return settled(self._follow(self._old).follow(selectors), selectors, self._old, self._text)

    def _follow(self, old: str) -> DiffMatcher:
        if self._diff is None:
            self._diff = DiffMatcher(old, self._text, self._quotes)
        return self._diff
