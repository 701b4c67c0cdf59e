"""All links of a library, with both ends of the one under the cursor."""

from collections.abc import Sequence
from operator import attrgetter
from typing import ClassVar, Final

from annotations.library import Library
from annotations.library.parts.wording import in_words
from annotations.model import Link
from annotations.text.folding import fold
from annotations.text.spelling import Sought, seek
from tui.keys.command_table import tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import OwnUndo
from tui.screens.base.record_list import RecordList
from tui.screens.links.link_editor import FindEnd, LinkEditor, LinkKeys
from tui.screens.overview.empty import nothing_yet
from tui.text.cells import cell_len, padded, shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line
from tui.widgets.link_ends import heading, sign_of

NONE_YET: Final = ("No links yet", "", "Press {link.take} on a passage to start a link, then on another one.")


class LinkList(ItemList[Link]):
    """Links, one row each."""

    def __init__(self, styles: Styles, library: Library) -> None:
        super().__init__(styles, "Links", id="entries")
        self._library = library

    def draw(self, item: Link, width: int) -> list[Line]:
        """One end, the kind, the other end, and its note if there is room."""
        styles, library = self.theme_styles, self._library
        sign, style = sign_of(library, item.kind, styles)
        ends = [library.address(item.source) + " ", library.address(item.target) + " "]
        glyph = f" {sign} " + (padded(shorten(item.kind, 11), 12) if width >= 70 else "")
        room = width - sum(map(cell_len, ends)) - cell_len(glyph)
        note = "  " + shorten(f"{signs.NOTE.char} {item.note}", room // 3) if item.note and room > 40 else ""
        each = max(0, (room - cell_len(note)) // 2)
        first, second = (
            shorten(in_words(library, library.annotation(end)), each) for end in (item.source, item.target)
        )
        gap = " " * (each - cell_len(first))
        return [
            [
                (ends[0], styles.muted), (first + gap, styles.base), (glyph, style),
                (ends[1], styles.muted), (second, styles.base), (note, styles.accent),
            ]
        ]  # fmt: skip


class LinksScreen(Overlay[str | None]):
    """Returns the passage to go to, or None after Esc."""

    CONTEXT: ClassVar[str] = "links"

    def __init__(self, styles: Styles, library: Library, find_end: FindEnd) -> None:
        super().__init__(styles)
        self._library = library
        self._list = LinkList(styles, library)
        self.body = self._records = RecordList[Link](
            self,
            self._list,
            open_=lambda link: self.close(link.source),
            describe=self._describe,
            narrow=self.renew,
            placeholder="words of either end, a note, a type",
            identity=attrgetter("id"),
        )
        editor = LinkEditor(self, library, find_end, self._changed_here)
        self._keys = LinkKeys(editor, lambda: self._records.selected)
        self._undo = OwnUndo(self, library, self.renew)

    def renew(self) -> None:
        """Show the current links."""
        links = self._library.all_links()
        sought = seek(self._records.typed)
        found = [link for link in links if not sought or self._fits(link, sought)]
        self._records.nothing = nothing_yet(self._library, NONE_YET, self.keys)
        count = f"{len(found):,} of {len(links):,}" if sought else f"{len(links):,}"
        self._records.show(found, f"Links · {count}")

    def _fits(self, link: Link, sought: Sequence[Sought]) -> bool:
        library = self._library
        ends = [library.annotation(end) for end in (link.source, link.target)]
        text = fold(
            " ".join((link.kind, link.note, *(f"{library.address(end.id)} {end.exact} {end.note}" for end in ends)))
        )
        return all(word.within(text) for word in sought)

    def _describe(self, item: Link, _: int) -> Sequence[Line]:
        """Both ends with their words, the kind between them, the note."""
        styles, library = self.theme_styles, self._library
        lines: list[Line] = []
        sign, style = sign_of(library, item.kind, styles)
        for end in (item.source, item.target):
            words = " ".join(library.annotation(end).exact[:1000].split())
            lines += [heading(library, end, styles), [(f"“{words}”", styles.base)]]
            if end == item.source:
                lines.append([(f"{sign} {item.kind}", style)])
        if item.note:
            lines.append([(f"{signs.NOTE.char} ", styles.accent), (item.note, styles.base)])
        return lines

    # --- keys

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return *super().handlers, self._keys, self._undo

    def do_links_target(self, _: int | None) -> None:
        """Close, and return the passage that the link leads to."""
        if (link := self._records.selected) is not None:
            self.close(link.target)

    def do_tag_delete(self, _: int | None) -> None:
        """Delete the link under the cursor."""
        link = self._records.selected
        if link is not None:
            self._library.disconnect(link.id)
            self._changed_here()
            self.say(f"deleted the {link.kind} link{tip('change.undo', 'undo', self.keys)}")

    def _changed_here(self) -> None:
        """Show the links after a change."""
        self._undo.count()
        self.renew()
