"""The menu of a right click: what can be done with what was clicked."""

from collections.abc import Mapping, Sequence
from typing import ClassVar, Final

from textual.geometry import Size

from tui.keys.command_table import COMMANDS, shown
from tui.screens.base.choice_box import Choice, ChoiceList
from tui.screens.base.overlay import Overlay
from tui.screens.base.record_list import RecordList
from tui.session.focus import Focus
from tui.text.cells import cell_len
from tui.theming.styles import Styles
from tui.widgets.passages import PassageItem
from tui.widgets.sources import FolderItem, SourceItem

_TAGS: Final = ("tag.claim", "tag.figure", "tag.opinion", "tag.pick")

MENUS: Final = {
    "text": (
        *_TAGS, "select.grow", "tag.note", "link.take", "find.word", "search.occurrences", "go.mark", "app.palette",
    ),
    "selection": (
        *_TAGS, "tag.note", "link.take", "change.copy", "change.copy_plain", "find.word", "search.occurrences",
        "select.leave", "app.palette",
    ),
    "passage": (
        *_TAGS, "tag.note", "tag.status", "link.take", "link.follow", "link.peek", "go.compare", "change.copy",
        "tag.adjust_start", "tag.adjust_end", "search.occurrences", "tag.delete", "app.palette",
    ),
    "listed passage": (
        "link.follow", *_TAGS, "tag.note", "tag.status", "link.take", "link.peek", "change.copy", "tag.delete",
        "app.palette",
    ),
    "link": ("link.follow", "link.peek", "tag.delete", "app.palette"),
    "source": (
        "link.follow", "source.facts", "source.memo", "source.read", "find.find", "list.sort", "go.next_source",
        "search.everywhere", "go.reader", "app.palette",
    ),
    "folder": ("link.follow", "list.fold_all", "list.unfold_all", "find.find", "list.sort"),
    "nothing": ("source.memo_library", "app.palette", "app.help"),
}  # fmt: skip
"""The commands of each menu, in its order."""

_FRAME: Final = 4
"""Rows beside the commands: frame, title and keys."""

_LEAST: Final = 24
"""Least width in cells."""


def menu_of(focus: Focus) -> str:
    """Return the name of the menu, one of `MENUS`, for the focused item or the place of the cursor."""
    if focus.listed:
        if isinstance(focus.item, PassageItem):
            return "link" if focus.item.link is not None else "listed passage"
        if isinstance(focus.item, FolderItem):
            return "folder"
        return "source" if isinstance(focus.item, SourceItem) else "nothing"
    if not focus.source:
        return "nothing"
    if focus.selected is not None:
        return "selection"
    return "passage" if focus.passage is not None else "text"


class MenuScreen(Overlay[str | None]):
    """Returns the id of the command that was chosen, by Enter, a click or its own key; None after Esc."""

    CONTEXT: ClassVar[str] = "menu"

    def __init__(
        self,
        styles: Styles,
        menu: str,
        title: str,
        keys: Mapping[str, Sequence[str]],
        at: tuple[int, int],
        *,
        read_only: bool = False,
    ) -> None:
        """Show a menu beside a cell of the screen, which is given by its column and row.

        ``read_only`` leaves out what changes the library.
        """
        super().__init__(styles)
        usable = [id_ for id_ in MENUS[menu] if not (read_only and COMMANDS[id_].writes)]
        sequences = {id_: keys.get(id_, ()) for id_ in usable}
        self._by_key = {keys_[0]: id_ for id_, keys_ in sequences.items() if keys_}
        self._choices = [
            Choice(id_, COMMANDS[id_].label, shown(keys_[0]) if keys_ else "") for id_, keys_ in sequences.items()
        ]
        self._at = at
        self._placed_for = Size()
        self._list = ChoiceList(styles, title)
        self._width = max(
            _LEAST, cell_len(title) + 4, *(cell_len(one.label) + cell_len(one.hint) + 7 for one in self._choices)
        )
        self.body = self._records = RecordList[Choice](
            self, self._list, open_=lambda choice: self.close(choice.id), frame="menu"
        )

    def renew(self) -> None:
        """Show the commands, within the terminal and beside the cell."""
        self._placed_for = self.app.size
        width, height = self.app.size
        columns, rows = min(self._width, width), min(len(self._choices) + _FRAME, height)
        self._records.styles.width, self._records.styles.height = columns, rows
        x, y = self._at
        self._records.styles.offset = (max(0, min(x + 1, width - columns)), max(0, min(y, height - rows)))
        self._records.show(self._choices, self._list.title)

    def before_frame(self) -> None:
        """Stay within a terminal that was resized."""
        if self.ready and self._placed_for != self.app.size:
            self.renew()

    def take_argument(self, token: str) -> bool:
        """Run the command whose key was pressed, unless the menu takes the key itself."""
        if token in self._by_key and not self.keymap.has(token):
            self.close(self._by_key[token])
            return True
        return False
