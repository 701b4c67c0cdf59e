"""Saved searches: apply, rename, delete."""

from collections.abc import Sequence
from operator import attrgetter
from typing import ClassVar, Final

from rich.style import Style

from annotations.library import Library
from annotations.model import SavedSearch
from annotations.text.folding import fold
from annotations.text.spelling import seek
from tui.keys.command_table import tip, with_keys
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import OwnUndo
from tui.screens.base.record_list import RecordList
from tui.screens.overview.name_form import NameForm
from tui.session.board_state import SORTED
from tui.session.overview.ledger_view import SORTED as LEDGER_SORTED
from tui.session.overview.saved import place_of
from tui.text.cells import cell_len, shorten
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line

EMPTY: Final = (
    "No saved searches yet",
    "",
    "Press {search.save} in a search or beside a filter to save it.",
)
"""Lines if there are none; a command in braces is replaced by its key."""


_HIDDEN: Final = {"figures": "resolved hidden"}
"""What a list leaves out, if it is not what is settled."""


class SavedList(ItemList[SavedSearch]):
    """Saved searches, one row each."""

    def draw(self, item: SavedSearch, width: int) -> list[Line]:
        """Name, list and query."""
        styles = self.theme_styles
        name = shorten(item.name, max(8, width // 3))
        place = f"  {shorten(place_of(item), 16)}"
        room = width - cell_len(name) - cell_len(place) - 2
        return [[(name, Style.null()), (place, styles.muted), ("  " + shorten(item.query, room), styles.accent)]]


class SavedScreen(Overlay[SavedSearch | None]):
    """Returns the search to apply, or None after Esc."""

    CONTEXT: ClassVar[str] = "saved"

    def __init__(self, styles: Styles, library: Library) -> None:
        super().__init__(styles)
        self._library = library
        self._list = SavedList(styles, "", id="entries")
        self.body = self._records = RecordList[SavedSearch](
            self,
            self._list,
            open_=self.close,
            describe=self._describe,
            narrow=self.renew,
            placeholder="words of a name or a search",
            identity=attrgetter("name"),
        )
        self._undo = OwnUndo(self, library, self.renew)

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return *super().handlers, self._undo

    def renew(self) -> None:
        """Show the saved searches."""
        searches = self._library.searches.all()
        sought = seek(self._records.typed)
        found = [one for one in searches if all(word.within(fold(f"{one.name} {one.query}")) for word in sought)]
        self._records.nothing = with_keys(EMPTY, self.keys)
        count = f"{len(found):,} of {len(searches):,}" if sought else f"{len(searches):,}"
        self._records.show(found, f"Saved searches · {count}")

    def _describe(self, item: SavedSearch, _: int) -> Sequence[Line]:
        """The query with its options, and who saved it."""
        styles = self.theme_styles
        options = (
            SORTED.get(item.sort) or LEDGER_SORTED.get(item.sort, ""),
            f"by {item.group}" if item.group else "",
            _HIDDEN.get(item.place, "settled hidden") if item.unsettled else "",
        )
        return [
            [(item.query or "everything", styles.accent)],
            [(" · ".join(part for part in (place_of(item), *options) if part), styles.muted)],
            [(f"{item.author or 'unknown author'}, {item.modified[:10]}", styles.muted)],
        ]

    def do_kinds_edit(self, _: int | None) -> None:
        """Rename the search under the cursor."""
        saved = self._records.selected
        if saved is None:
            return

        def rename(name: str) -> None:
            self._library.searches.rename(saved.name, name)

        def done(name: str | None) -> None:
            if name is not None:
                self._report(f"renamed to {name}")
                self._records.point_at(self._library.searches.named(name).name)

        self.app.push_screen(NameForm(self.theme_styles, f"Rename “{saved.name}”", saved.name, rename), done)

    def do_tag_delete(self, _: int | None) -> None:
        """Delete the search under the cursor."""
        saved = self._records.selected
        if saved is not None:
            self._library.searches.remove(saved.name)
            self._report(f"deleted {saved.name}")

    def _report(self, message: str) -> None:
        """Show the saved searches after a change."""
        self._undo.count()
        self.renew()
        self.say(f"{message}{tip('change.undo', 'undo', self.keys)}")
