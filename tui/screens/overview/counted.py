"""The passages or links that a number counts, or that a line of the map draws."""

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.style import Style

from annotations.library import Library
from annotations.library.parts.wording import in_words
from annotations.text.folding import fold
from annotations.text.plurals import count_noun
from annotations.text.spelling import seek
from tui.screens.base.overlay import Overlay
from tui.screens.base.record_list import RecordList
from tui.text.cells import cell_len, shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line
from tui.widgets.link_ends import heading, sign_of


class Counted(NamedTuple):
    """A passage, or a link by its ends."""

    passage: str
    """Id of the annotation, or of the one where the link starts."""
    kind: str = ""
    """Type of the link; `""` for a passage."""
    target: str = ""


def counted(library: Library, table: str, ids: Sequence[str]) -> list[Counted]:
    """Return the records with some ids that are still there, of the table `annotations` or `links`."""
    if table == "links":
        known = {link.id: link for link in library.all_links()}
        return [Counted(one.source, one.kind, one.target) for key in ids if (one := known.get(key)) is not None]
    there = {one.id for one in library.all_annotations()}
    return [Counted(one) for one in ids if one in there]


class CountedList(ItemList[Counted]):
    """Passages and links, one row each."""

    def __init__(self, styles: Styles, library: Library) -> None:
        super().__init__(styles, "", id="entries")
        self._library = library
        self._tags = {tag.name: tag for tag in library.tags()}

    def draw(self, item: Counted, width: int) -> list[Line]:
        """Address, tags and words; of a link both ends with its sign between."""
        styles = self.theme_styles
        line = self._end(item.passage, width if not item.target else (width - 3) // 2)
        if item.target:
            sign, style = sign_of(self._library, item.kind, styles)
            room = (width - 3) // 2 - sum(cell_len(text) for text, _ in line)
            line += [
                (" " * max(0, room), Style.null()),
                (f" {sign} ", style),
                *self._end(item.target, (width - 3) // 2),
            ]
        return [line]

    def _end(self, annotation_id: str, width: int) -> Line:
        styles, annotation = self.theme_styles, self._library.annotation(annotation_id)
        line: Line = [(f"{self._library.address(annotation_id)} ", styles.muted)]
        line += [(tag.letter, styles.tag(tag.colour)) for name in annotation.tags if (tag := self._tags.get(name))]
        room = width - sum(cell_len(text) for text, _ in line) - 1
        return [*line, (" " + shorten(" ".join(in_words(self._library, annotation).split()), room), Style.null())]


class CountedScreen(Overlay[str | None]):
    """Returns the passage to go to, or None after Esc."""

    CONTEXT: ClassVar[str] = "counted"

    def __init__(self, styles: Styles, library: Library, title: str, table: str, ids: Sequence[str]) -> None:
        """List the records with some ids, of the table `annotations` or `links`."""
        super().__init__(styles)
        self._library = library
        self._heading, self._table, self._ids = title, table, ids
        self._list = CountedList(styles, library)
        self.body = self._records = RecordList[Counted](
            self,
            self._list,
            open_=lambda item: self.close(item.passage),
            describe=self._describe,
            narrow=self.renew,
            placeholder="words of a passage, a note or a tag",
        )

    def renew(self) -> None:
        """Show the records that are still there and fit the filter."""
        items = counted(self._library, self._table, self._ids)
        sought = seek(self._records.typed)
        found = [item for item in items if all(word.within(self._text(item)) for word in sought)] if sought else items
        self._records.nothing = ("No longer in the library.",)
        count = f"{len(found):,} of " if sought else ""
        noun = "link" if self._table == "links" else "passage"
        self._records.show(found, f"{self._heading} · {count}{count_noun(len(items), noun)}")

    def _text(self, item: Counted) -> str:
        ends = [self._library.annotation(one) for one in (item.passage, item.target) if one]
        parts = (f"{self._library.address(one.id)} {one.exact} {one.note} {' '.join(one.tags)}" for one in ends)
        return fold(" ".join((item.kind, *parts)))

    def _describe(self, item: Counted, _: int) -> Sequence[Line]:
        """The source and the words of each end."""
        styles, library = self.theme_styles, self._library
        lines: list[Line] = []
        for end in (item.passage, item.target):
            if end:
                annotation = library.annotation(end)
                lines += [
                    heading(library, end, styles),
                    [(f"“{' '.join(annotation.exact[:1000].split())}”", styles.base)],
                ]
                lines += (
                    [[(f"{signs.NOTE.char} ", styles.accent), (annotation.note, styles.base)]]
                    if annotation.note
                    else []
                )
            if end == item.passage and item.kind:
                sign, style = sign_of(library, item.kind, styles)
                lines.append([(f"{sign} {item.kind}", style)])
        return lines

    def do_links_target(self, _: int | None) -> None:
        """Close, and return the passage that the link leads to, or the only passage."""
        if (item := self._records.selected) is not None:
            self.close(item.target or item.passage)
