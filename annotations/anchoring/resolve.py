"""Find a passage again in a text that may have changed since it was described.

If the old text is known, the passage is matched by the diff of both texts; otherwise by its quote and context. If two
places are equally good, none is chosen: the passage is `Ambiguous` and a person decides.
"""

from collections.abc import Iterable
from functools import cached_property

from annotations.anchoring.checks import settled
from annotations.anchoring.diff_matcher import DiffMatcher
from annotations.anchoring.quote_matcher import QuoteMatcher
from annotations.anchoring.resolution import Ambiguous, Anchored, Edited, Moved, Orphan, Resolution
from annotations.anchoring.selectors import Quote, Selectors, describe, placed, snap
from annotations.text.canonical import Canonical, around, canonical

__all__ = ["Ambiguous", "Anchored", "Edited", "Moved", "Orphan", "Resolution", "Resolver", "resolve", "resolve_all"]


def resolve(text: str, selectors: Quote[int | None], old_text: str | None = None) -> Resolution:
    """Resolve a passage in `text`; `old_text` is the text in which it was described, if that was kept.

    For many passages of one text use `resolve_all` or a `Resolver`: both texts are compared only once.
    """
    return Resolver(text, old_text).resolve(selectors)


def resolve_all(text: str, passages: Iterable[Quote[int | None]], old_text: str | None = None) -> list[Resolution]:
    """Resolve several passages in one text."""
    resolver = Resolver(text, old_text)
    return [resolver.resolve(selectors) for selectors in passages]


class Resolver:
    """Resolves passages of one old text, kept or not, in one new text.

    Both texts are compared in their canonical form (see `annotations.text.canonical`). Each text is processed once, when
    the first passage needs it. A resolver may be used in any one thread.
    """

    def __init__(self, text: str, old_text: str | None = None) -> None:
        self._text = text
        self._old = old_text
        self._diff: DiffMatcher | None = None

    @cached_property
    def _shown(self) -> Canonical:
        return Canonical(self._text)

    @cached_property
    def _old_shown(self) -> Canonical | None:
        """The old text; None if it was not kept or is the text."""
        return Canonical(self._old) if self._old is not None and self._old != self._text else None

    @cached_property
    def _quotes(self) -> QuoteMatcher:
        return QuoteMatcher(self._shown.text)

    @cached_property
    def same(self) -> bool:
        """True if the old text was kept and is canonically equal to the text."""
        return self._old is not None and (self._old_shown is None or self._old_shown.text == self._shown.text)

    def survivors(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the surviving parts of a range of the old text, as ranges of the new one; empty if it was not kept."""
        if self._old is None:
            return []
        if self._old_shown is None:
            return [(start, min(end, len(self._text)))]
        start, end = self._old_shown.inner(start), self._old_shown.inner(end)
        found = self._follow(self._old_shown.text).survivors(start, end)
        return [self._shown.whole(new, new + length) for _, new, length in found]

    def resolve(self, quote: Quote[int | None]) -> Resolution:
        """Return where a passage is in the current text, the places between which it is undecided, or `Orphan`."""
        selectors = placed(quote)
        start, end, exact = selectors.start, selectors.end, selectors.exact
        if not exact.strip():
            return Orphan()
        if self._old is not None and start < 0:
            return self._located(selectors, self._old)
        kept = self._old is not None and self._old[start:end] == exact
        if kept and self._old_shown is None:
            return Anchored(start, end)
        old = self._old_shown if kept else None
        wanted = _shown(selectors, old or self._shown)
        if old is not None and self.same:
            found: Resolution = Moved(wanted.start, wanted.end)
        elif old is None:
            found = settled(self._quotes.find(wanted), wanted, None, self._shown.text)
        else:
            found = settled(self._follow(old.text).follow(wanted), wanted, old.text, self._shown.text)
        return self._placed(found, selectors)

    def _located(self, selectors: Selectors, old: str) -> Resolution:
        """Resolve a passage by its place in the old text, if it has only one there; otherwise without that text."""
        was = Resolver(old).resolve(selectors)
        if isinstance(was, Moved) and old[was.start : was.end] == selectors.exact:
            return self.resolve(describe(old, was.start, was.end))
        return Resolver(self._text).resolve(selectors)

    def _placed(self, found: Resolution, selectors: Selectors) -> Resolution:
        """Return a resolution in the canonical form of the text as one in the text."""
        if self._shown.text is self._text and canonical(selectors.exact) == selectors.exact:
            return found
        if isinstance(found, Orphan):
            return found
        if isinstance(found, Ambiguous):
            return Ambiguous(tuple(snap(self._text, *self._shown.whole(*place)) for place in found.candidates))
        start, end = snap(self._text, *self._shown.whole(found.start, found.end))
        if isinstance(found, Edited):
            return Edited(start, end, found.score, found.figure)
        was = selectors.start, selectors.end
        if self._text[slice(*was)] == selectors.exact and (found.start, found.end) == tuple(
            map(self._shown.inner, was)
        ):
            return Anchored(*was)
        return Moved(start, end)

    def _follow(self, old: str) -> DiffMatcher:
        if self._diff is None:
            self._diff = DiffMatcher(old, self._shown.text, self._quotes)
        return self._diff


def _shown(selectors: Selectors, text: Canonical) -> Selectors:
    """Return selectors in canonical form; their offsets are those in the canonical form of `text`."""
    exact, start = canonical(selectors.exact), text.inner(selectors.start) if selectors.start >= 0 else -1
    return Selectors(exact, *around(selectors.prefix, selectors.suffix), start, start + len(exact))
