"""The other ends of a passage's links, over the page and gone with the next key."""

import asyncio
from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical

from annotations.errors import PostilError
from annotations.library import Library
from annotations.search.text_cache import Texts
from tui.keys.dispatcher import token_of
from tui.screens.base.overlay import Overlay
from tui.tasks import begin
from tui.text.excerpt import excerpt, recorded
from tui.theming.styles import Styles
from tui.widgets.excerpt import ExcerptView
from tui.widgets.item_list import Line
from tui.widgets.link_ends import Partner, heading
from tui.widgets.message_line import Caption


class Peeked(NamedTuple):
    """How a look at a link ended."""

    goes: str = ""
    """The annotation to go to; empty if none."""
    token: str = ""
    """The key that closed it and is to do what it does; empty if it was one of its own."""


class PeekScreen(Overlay[Peeked]):
    """Shows one link at a time. Any key that is not its own closes it and does what it does on the page."""

    KEYS: ClassVar[str] = "Tab next   Enter goes there   Esc"

    def __init__(self, styles: Styles, library: Library, texts: Texts, found: Sequence[Partner], *, top: bool) -> None:
        """Look at some links; top has it lie over the upper half of the page."""
        super().__init__()
        self.set_class(top, "-top")
        self.theme_styles = styles
        self._library = library
        self._texts = texts
        self._found = found
        self._at = 0
        self._view = ExcerptView(styles, id="peeked")

    def compose(self) -> ComposeResult:
        """The passage, the keys."""
        with Vertical(id="peek"):
            yield self._view
            yield Caption(
                self.theme_styles, self.KEYS if len(self._found) > 1 else self.KEYS.removeprefix("Tab next   ")
            )

    def on_mount(self) -> None:
        """Show the first one."""
        self._view.can_focus = True
        self.take_keys(self._view)
        self._show()

    def renew(self) -> None:
        """Leave out the links that are gone; close if all are."""
        here, known = self._found[self._at], {link.id for link in self._library.all_links()}
        found = [partner for partner in self._found if partner.link.id in known]
        if not found:
            self.give_up("the links of this passage are not in the library any more")
            return
        self._found, self._at = found, found.index(here) if here in found else 0
        self._show()

    def _show(self) -> None:
        partner = self._found[self._at]
        self._view.show(self._head(partner), recorded(self._library.annotation(partner.id)))
        begin(self, self._read, partner)

    async def _read(self, partner: Partner) -> None:
        """Read the source between the keys, if need be, and show what stands around the passage."""
        try:
            source = self._library.annotation(partner.id).source
            for _ in self._texts.read(source):
                await asyncio.sleep(0)
        except PostilError:
            return  # What is kept beside the quote is shown already.
        if (text := self._texts.get(source)) is not None:
            passage = self._library.passage(partner.id)
            self._view.show(self._head(partner), excerpt(passage, text.text))

    def _head(self, partner: Partner) -> list[Line]:
        styles = self.theme_styles
        count = f"{self._at + 1} of {len(self._found)}  " if len(self._found) > 1 else ""
        kind = (f"{partner.glyph} {partner.reads} ", styles.kind(partner.kind))
        lines: list[Line] = [[(count, styles.muted), kind, *heading(self._library, partner.id, styles)]]
        if partner.link.note:
            lines.append([("✎ ", styles.accent), (partner.link.note, styles.base)])
        if note := self._library.annotation(partner.id).note:
            lines.append([("✎ on the passage: ", styles.muted), (note, styles.muted)])
        return lines

    def on_key(self, event: events.Key) -> None:
        """All keys."""
        event.stop()
        event.prevent_default()
        token = token_of(event)
        steps = {"tab": 1, "]": 1, "shift+tab": -1, "[": -1}
        if token in steps:
            self._at = (self._at + steps[token]) % len(self._found)
            self._show()
        elif token == "enter":
            self._close(Peeked(goes=self._found[self._at].id))
        elif token in ("escape", "q", "K"):
            self._close(Peeked())
        elif token:
            self._close(Peeked(token=token))

    def _close(self, result: Peeked) -> None:
        self.workers.cancel_node(self)
        self.dismiss(result)
