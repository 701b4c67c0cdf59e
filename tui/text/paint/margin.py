"""Passages of one document as its page shows them: in the text and in the margin."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from typing import Final, Protocol

from msgspec import Struct

from annotations.model import LINK_KINDS, Annotation, LinkKind, Tag
from tui.text.paint.span_index import SpanIndex
from tui.text.rows import Row
from tui.theming import signs

GLYPH_ORDER = ("contradicts", "qualifies", "supports", "restates", "cites")
"""Order of link types by importance; a row shows the sign of the first one that it has.

A user's own type ranks with the type that it counts as, and last if it counts as none.
"""


STATUS_SIGNS: Final = {"disputed": "!", "dropped": "-", "checked": "+"}
"""Signs of statuses in the margin, most important first; an open passage has no sign."""

CHANGED: Final = ("figure", "edited")
"""Changes that are shown in the margin with their signs in `UNRESOLVED`, the weightiest first."""

STATUS_KEYS: Final = {"o": "open", "c": "checked", "d": "disputed", "x": "dropped"}
"""Keys that choose the status of a passage or a claim."""


class Placed(Protocol):
    """An annotation with its current place."""

    @property
    def annotation(self) -> Annotation: ...  # noqa: D102 - see the class
    @property
    def start(self) -> int: ...  # noqa: D102 - see the class
    @property
    def end(self) -> int: ...  # noqa: D102 - see the class
    @property
    def state(self) -> str: ...  # noqa: D102 - see the class


class Sign(Struct, frozen=True):
    """Content of the margin beside a row."""

    letters: tuple[tuple[str, str], ...] = ()
    """Letter and colour token of each tag of passages that begin in the row."""
    link: LinkKind | None = None
    """Most important type of the links of passages that begin in the row, by `GLYPH_ORDER`."""
    bar: str | None = None
    """Colour token of the shortest passage in the row; None if there is none."""
    changed: str = ""
    """How a passage that begins in the row has changed since it was recorded: ``figure`` before ``edited``; ``""`` for none."""
    status: str = ""
    """Most important status of passages that begin in the row, by `STATUS_SIGNS`; ``""`` if all are open."""


class Margin:
    """Index of the passages of one document by place."""

    def __init__(
        self,
        passages: Sequence[Placed] = (),
        tag: Callable[[str], Tag | None] = lambda _: None,
        kinds: Callable[[str], set[str]] = lambda _: set(),
        known: Mapping[str, LinkKind] = LINK_KINDS,
    ) -> None:
        """Index `passages`, sorted by start; `tag` finds a tag by name, `kinds` the link types of an annotation by id.

        `known` are the link types of the library by name; others are not shown.
        """
        self._tag = tag
        self._kinds = kinds
        self._known = known
        placed = [p for p in passages if p.start >= 0]
        self._index: SpanIndex[Placed] = SpanIndex(placed, [p.start for p in placed], [p.end for p in placed])

    def over(self, start: int, end: int) -> list[Placed]:
        """Return the passages that overlap a range, in order of their start."""
        return self._index.over(start, end)

    def painted(self, start: int, end: int) -> list[Placed]:
        """Return the passages to paint in a range, longest first, without those that shorter ones cover."""
        shown: list[Placed] = []
        hidden = {True: 0, False: 0}
        for passage in sorted(self.over(start, end), key=_length):
            # One bit per code point. A passage without a tag is only underlined and covers no colour.
            bits = (1 << min(passage.end, end) - start) - (1 << max(passage.start, start) - start)
            tagged = bool(passage.annotation.tags)
            if bits & ~hidden[tagged]:
                hidden[tagged] |= bits
                shown.append(passage)
        shown.reverse()
        return shown

    def colour(self, passage: Placed) -> str:
        """Return the colour token of a passage's first tag; ``""`` if it has none."""
        tag = self._tag(passage.annotation.tags[0]) if passage.annotation.tags else None
        return tag.colour if tag else ""

    def sign(self, row: Row) -> Sign:
        """Return the content of the margin beside a row."""
        over = self._shown(row)
        if not over:
            return Sign()
        begun = _begun(over, row)
        kinds = {kind for p in begun for kind in self._kinds(p.annotation.id)} & self._known.keys()
        letters = tuple((letter, colour) for letter, colour, _ in self._letters(begun))
        link = min((self._known[name] for name in kinds), key=_rank, default=None)
        statuses = {p.annotation.status for p in begun}
        status = next((status for status in STATUS_SIGNS if status in statuses), "")
        states = {p.state for p in begun}
        changed = next((state for state in CHANGED if state in states), "")
        return Sign(letters, link, self.colour(min(over, key=_length)), changed, status)

    def signed(self, row: Row, column: int, letters: int) -> Placed | None:
        """Return the passage of a cell of the margin, or None.

        The first `letters` columns hold letters, aligned right; links and the bar follow.
        """
        over = self._shown(row)
        if not over:
            return None
        begun = _begun(over, row)
        if column >= letters:
            linked = [p for p in begun if self._kinds(p.annotation.id)]
            return min(linked if linked and column == letters else over, key=_length)
        shown = self._letters(begun)
        place = column - max(0, letters - len(shown))
        return shown[place][2] if place >= 0 else None

    def _letters(self, begun: Sequence[Placed]) -> list[tuple[str, str, Placed]]:
        """Return the letter and colour of each tag of passages, with the first passage that has it."""
        first: dict[str, Placed] = {}
        for passage in begun:
            for name in passage.annotation.tags:
                first.setdefault(name, passage)
        found = [(tag.letter, tag.colour, passage) for name, passage in first.items() if (tag := self._tag(name))]
        bare = next((p for p in begun if not p.annotation.tags), None)
        return found if bare is None else [*found, (signs.UNTAGGED.char, "", bare)]

    def _shown(self, row: Row) -> list[Placed]:
        """Return the passages that overlap a row, in order of their start."""
        if len(row.fragments) == 1:
            return self.over(row.start, max(row.end, row.start + 1))
        found = {p.annotation.id: p for f in row.fragments for p in self.over(f.start, max(f.end, f.start + 1))}
        return sorted(found.values(), key=lambda p: p.start)


def _begun(over: Sequence[Placed], row: Row) -> Sequence[Placed]:
    if row.fragments[0].role:
        return over  # The start of a passage may not be drawn, and labels are not in the order of the text.
    if len(row.fragments) == 1:
        return over[bisect_left(over, row.start, key=lambda p: p.start) :]
    return [p for p in over if any(f.start <= p.start < max(f.end, f.start + 1) for f in row.fragments)]


def _rank(kind: LinkKind) -> tuple[int, bool, str]:
    place = GLYPH_ORDER.index(kind.counts) if kind.counts in GLYPH_ORDER else len(GLYPH_ORDER)
    return place, kind.name != kind.counts, kind.name


def _length(passage: Placed) -> int:
    return passage.end - passage.start
