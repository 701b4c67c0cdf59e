"""Preview of the other ends of a passage's links, closed by any other key."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.containers import Vertical

from annotations.errors import PostilError
from annotations.library import Library
from annotations.search.text_cache import Texts
from tui.screens.base.overlay import Overlay
from tui.screens.base.usable import usable_hints
from tui.screens.links.link_editor import FindEnd, LinkEditor, LinkKeys
from tui.tasks import begin
from tui.text.excerpt import excerpt, recorded
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.excerpt import ExcerptView
from tui.widgets.item_list import Line
from tui.widgets.link_ends import Partner, heading, partners


class Peeked(NamedTuple):
    """The result of the preview."""

    goes: str = ""
    """The annotation to go to; empty if none."""
    token: str = ""
    """The key that closed it and is passed on; empty if the preview handled the key."""


class PeekScreen(Overlay[Peeked]):
    """Shows one link at a time. A key that is not its own closes it and is handed on to the page."""

    CONTEXT: ClassVar[str] = "preview"

    def __init__(
        self,
        styles: Styles,
        library: Library,
        texts: Texts,
        of: str,
        found: Sequence[Partner],
        find_end: FindEnd,
        *,
        top: bool,
    ) -> None:
        """Show some links of a passage; with `top`, over the upper half of the page."""
        super().__init__(styles)
        self.set_class(top, "-top")
        self._library = library
        self._texts = texts
        self._of = of
        self._found = found
        self._keys = LinkKeys(LinkEditor(self, library, find_end, self.renew), lambda: self._found[self._at].link)
        self._at = 0
        self._view = ExcerptView(styles, id="peeked")

    def compose(self) -> ComposeResult:
        """The passage, the keys."""
        with Vertical(id="peek"):
            yield self._view
            yield self.caption

    def open(self) -> None:
        """Show the first one."""
        self._view.can_focus = True
        self.take_keys(self._view)
        self._show()

    def renew(self) -> None:
        """Leave out the links that are gone; close if all are."""
        known = {}
        if self._of in {one.id for one in self._library.all_annotations()}:
            known = {partner.link.id: partner for partner in partners(self._library, self._of)}
        ids = [partner.link.id for partner in self._found if partner.link.id in known]
        if not ids:
            self.give_up("the links of this passage are not in the library any more")
            return
        here = self._found[self._at].link.id
        self._found, self._at = [known[one] for one in ids], ids.index(here) if here in ids else 0
        self._show()

    def _show(self) -> None:
        partner = self._found[self._at]
        self._view.show(self._head(partner), recorded(self._library.annotation(partner.id)))
        begin(self, self._read, partner)

    async def _read(self, partner: Partner) -> None:
        """Read the source between keys, if necessary, and show the text around the passage."""
        try:
            source = self._library.annotation(partner.id).source
            for _ in self._texts.read(source):
                await asyncio.sleep(0)
        except PostilError:
            return  # The recorded text around the quote is shown already.
        if (text := self._texts.get(source)) is not None:
            passage = self._library.passage(partner.id)
            self._view.show(self._head(partner), excerpt(passage, text.text))

    def _head(self, partner: Partner) -> list[Line]:
        styles = self.theme_styles
        count = f"{self._at + 1} of {len(self._found)}  " if len(self._found) > 1 else ""
        kind = (f"{partner.glyph} {partner.reads} ", styles.kind(partner.kind))
        lines: list[Line] = [[(count, styles.muted), kind, *heading(self._library, partner.id, styles)]]
        if partner.link.note:
            lines.append([(f"{signs.NOTE.char} ", styles.accent), (partner.link.note, styles.base)])
        if note := self._library.annotation(partner.id).note:
            lines.append([(f"{signs.NOTE.char} on the passage: ", styles.muted), (note, styles.muted)])
        return lines

    def say_keys(self) -> None:
        """Show the keys; those that go to another link only where there is one."""
        only = ("preview.next",) if len(self._found) < 2 else ()
        self.caption.offer(usable_hints(self, (*only, "preview.previous", "link.peek")))

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return self, self._keys

    def do_preview_next(self, _: int | None) -> None:
        """Show the next link."""
        self._at = (self._at + 1) % len(self._found)
        self._show()

    def do_preview_previous(self, _: int | None) -> None:
        """Show the link before."""
        self._at = (self._at - 1) % len(self._found)
        self._show()

    def do_link_follow(self, _: int | None) -> None:
        """Go to the passage that is shown."""
        self.close(Peeked(goes=self._found[self._at].id))

    def do_link_peek(self, _: int | None) -> None:
        """Close the preview."""
        self.leave()

    def leave(self) -> None:
        """Close."""
        self.close(Peeked())

    def do_app_quit(self, _: int | None) -> None:
        """Close."""
        self.leave()

    def take_argument(self, token: str) -> bool:
        """Close with a key that is none of this screen, and hand it on to the page."""
        if self.keymap.has(token) or token == "escape":
            return False
        self.close(Peeked(token=token))
        return True
