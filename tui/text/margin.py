"""The passages of one document as its page shows them: what covers a stretch, and what the margin says."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from annotations.model import LINK_KINDS, Annotation, Tag
from tui.text.spans import SpanIndex

GLYPH_ORDER = ("contradicts", "qualifies", "supports", "restates", "cites")
"""Which kind of link a row shows if it has several: what an analyst must not overlook comes first."""


class Placed(Protocol):
    """An annotation and where it stands now."""

    @property
    def annotation(self) -> Annotation: ...  # noqa: D102 - what the class says
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class Sign(NamedTuple):
    """What the margin says beside a row."""

    letters: tuple[tuple[str, str], ...] = ()
    """Letter and colour token of the tags of passages that begin in the row."""
    link: str = ""
    """The kind of link that a passage beginning in the row has."""
    bar: str | None = None
    """Colour token of the passage that runs through the row; None if none does."""


class Margin:
    """The passages of one document, found by place."""

    def __init__(
        self,
        passages: Sequence[Placed] = (),
        tag: Callable[[str], Tag | None] = lambda _: None,
        kinds: Callable[[str], set[str]] = lambda _: set(),
    ) -> None:
        """Take passages sorted by start, how a tag is found by name, and the kinds of link of an annotation by id."""
        self._tag = tag
        self._kinds = kinds
        placed = [p for p in passages if p.start >= 0]
        self._index: SpanIndex[Placed] = SpanIndex(placed, lambda p: p.start, lambda p: p.end)

    def over(self, start: int, end: int) -> list[Placed]:
        """The passages that share text with start to end, in order of their start."""
        return self._index.over(start, end)

    def colour(self, passage: Placed) -> str:
        """Colour token of a passage: that of its first tag, empty if it has none."""
        tag = self._tag(passage.annotation.tags[0]) if passage.annotation.tags else None
        return tag.colour if tag else ""

    def sign(self, start: int, end: int) -> Sign:
        """What stands beside a row that shows start to end."""
        over = self.over(start, max(end, start + 1))
        if not over:
            return Sign()
        begun = [p for p in over if p.start >= start]
        names = dict.fromkeys(name for p in begun for name in p.annotation.tags)
        tags = [tag for tag in map(self._tag, names) if tag]
        kinds = {kind for p in begun for kind in self._kinds(p.annotation.id)} & LINK_KINDS.keys()
        shortest = min(over, key=lambda p: p.end - p.start)
        letters = tuple((tag.letter, tag.colour) for tag in tags)
        if any(not p.annotation.tags for p in begun):
            letters += (("·", ""),)
        return Sign(letters, min(kinds, key=GLYPH_ORDER.index, default=""), self.colour(shortest))
