"""A list of records: a filter that ``/`` opens, and a few lines about the record under the cursor."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from textual import on
from textual.widgets import Input

from annotations.text.folding import fold
from annotations.text.spelling import seek
from tui.screens.base.body import Body, Shell
from tui.widgets.detail_pane import Detail
from tui.widgets.item_list import ItemList, Line

Record = TypeVar("Record")


def _itself(record: object) -> object:
    return record


class RecordList(Body[Record]):
    """A focused list. While the filter is typed, keys are those of the context ``filter``."""

    def __init__(
        self,
        shell: Shell,
        items: ItemList[Any],
        *,
        open_: Callable[[Record], object],
        describe: Callable[[Record, int], Iterable[Line]] | None = None,
        narrow: Callable[[], object] | None = None,
        words: Callable[[Record], str] | None = None,
        placeholder: str = "",
        identity: Callable[[Record], object] = _itself,
        passed: Callable[[], object] | None = None,
        frame: str = "records",
        typed: str = "",
    ) -> None:
        """Show items in a screen.

        ``open_`` is called with the record on Enter and after a click. ``describe`` returns the lines about a record
        for a width; without it there are none. With ``words``, which returns the text of a record, those that have all
        words of `typed` are shown; ``narrow`` is called after a change of that. Without either there is no filter.
        ``identity`` tells a changed record from another one. ``typed`` is the filter at the start.
        """
        self._words = words
        self._all: Sequence[Record] = ()
        """The records before the filter by words."""
        self._title = ""
        filtered = narrow is not None or words is not None
        self._box = Input(typed, placeholder=placeholder, id="typed") if filtered else None
        self._detail = Detail(shell.theme_styles, id="detail") if describe is not None else None
        above = (self._box,) if self._box is not None else ()
        below = (self._detail,) if self._detail is not None else ()
        super().__init__(shell, items, above=above, below=below, passed=passed, frame=frame)
        if self._box is not None:
            self._box.display = bool(typed)
        self._open = open_
        self._describe = describe
        self._narrow = narrow
        self._identity = identity
        self._place = shell.context
        self.typed = typed
        """The filter."""
        self._shown_for = ""
        """The filter for which the records were shown last."""
        self._sought: object = None
        """The identity of the record to go to as soon as it is there; None for none."""
        self._nothing: Sequence[str] = items.nothing
        self.hidden = ""
        """What is left out even without a filter, with the key that shows it; `""` for nothing."""

    def show(self, records: Sequence[Record], title: str, *, cursor: int | None = None) -> None:
        """Replace the records.

        Without a `cursor` it stays with its record; if that is gone, it keeps its index, or goes to the top if the
        filter was changed.
        """
        self._all, self._title = records, title
        if self._words is not None and (wanted := seek(self.typed)):
            of, cursor = self._words, None
            records = [one for one in records if all(word.within(fold(of(one))) for word in wanted)]
            title = f"{title} · {len(records):,} match"
        self.items.title = title
        self._explain()
        chosen = self.selected
        if self._sought is not None:
            found = next((i for i, record in enumerate(records) if self._identity(record) == self._sought), None)
            if found is not None:
                cursor, self._sought = found, None
        if cursor is None and chosen is not None:
            same, identity = self._identity(chosen), self._identity
            lost = 0 if self.typed != self._shown_for else None
            cursor = next((index for index, record in enumerate(records) if identity(record) == same), lost)
        self._shown_for = self.typed
        changed = bool(records) is not bool(self.items.items)
        self.items.show(records, cursor)
        shell = self._shell
        if changed and shell.caption.offers and not shell.question.open and shell.keymap.idle:
            shell.say_keys()  # Most keys are for an item.
        self.tell()

    def show_some(self, records: Sequence[Record], title: str) -> None:
        """Show the records found so far; until that under the cursor is among them, only their title."""
        chosen = self.selected
        known = (
            chosen is None or self.typed != self._shown_for or self._identity(chosen) in map(self._identity, records)
        )
        if known:
            self.show(records, title)
        else:
            self.retitle(title)

    @property
    def nothing(self) -> Sequence[str]:
        """The lines of a list that is empty without a filter."""
        return self._nothing

    @nothing.setter
    def nothing(self, lines: Sequence[str]) -> None:
        self._nothing = lines
        self._say_nothing(lines)

    def _explain(self) -> None:
        """Show in an empty list why it is empty, and the key that goes on."""
        if self.typed.strip():
            self._say_nothing(("No matches", "", "Esc shows all.", *filter(None, (self.hidden,))))
        else:
            self._say_nothing((self.hidden,) if self.hidden else self._nothing)

    def _say_nothing(self, lines: Sequence[str]) -> None:
        if lines != self.items.nothing:
            self.items.nothing = lines
            self.items.repaint()

    def _show_matching(self) -> None:
        if self._words is not None:
            self.show(self._all, self._title)
        if self._narrow is not None:
            self._narrow()

    @property
    def place(self) -> object:
        """The filter, and the record under the cursor by its identity."""
        chosen = self.selected
        at = self._identity(chosen) if chosen is not None and self._sought is None else self._sought
        return self.typed, at

    def resume(self, place: object) -> None:
        """Take a filter and a record from another list of its sort."""
        assert isinstance(place, tuple)  # noqa: S101 - as `place` returned it
        self.typed, self._sought = place
        if self._box is not None:
            self._box.value = self.typed
            self._box.display = bool(self.typed)

    def point_at(self, identity: object) -> None:
        """Move the cursor to the record with an identity; to the first if there is none."""
        found = (index for index, record in enumerate(self.items.items) if self._identity(record) == identity)
        self.items.go(next(found, 0), tell=False)
        self.tell()

    def retitle(self, title: str) -> None:
        """Show another title above the same records."""
        self.items.title = title
        self.items.repaint()

    def tell(self) -> None:
        """Show the details of the record under the cursor."""
        if self._detail is not None and (describe := self._describe) is not None:
            record = self.selected
            if record is None:
                self._detail.clear()
            else:
                self._detail.show(lambda width: describe(record, width))
        super().tell()

    def move(self, by: int) -> None:
        """Move the cursor; while the filter is typed go back to the list."""
        self._sought = None
        if self._typing:
            self.do_type_accept(None)
        else:
            super().move(by)

    def open(self) -> None:
        """Open the record under the cursor, if any."""
        if (record := self.selected) is not None:
            self._open(record)

    @on(ItemList.Highlighted)
    def _moved(self) -> None:
        self._sought = None

    def do_link_follow(self, _: int | None) -> None:
        """Open the record under the cursor."""
        self.open()

    # --- filter

    @property
    def filtered(self) -> bool:
        """Whether there is a filter, or something that is left out without one."""
        return bool(self.typed.strip() or self.hidden)

    @property
    def _typing(self) -> bool:
        return self._shell.context != self._place

    @property
    def narrowed(self) -> bool:
        """Whether a filter was typed and kept, which Esc drops before it leaves."""
        return self._box is not None and bool(self.typed) and not self._typing

    def cancel(self) -> bool:
        """Drop the filter; return False if there is none and none is being typed."""
        if self._box is None or not (self._typing or self.typed):
            return False
        self._box.value = self.typed = ""
        self.do_type_accept(None)
        self._show_matching()
        return True

    def do_find_find(self, _: int | None) -> None:
        """Open the box of the filter."""
        if self._box is not None:
            self._box.display = True
            self._shell.switch("filter", self._box)

    def do_type_accept(self, _: int | None) -> None:
        """Focus the list again; the filter remains visible."""
        if self._box is not None:
            self._box.display = bool(self._box.value)
            self._shell.switch(self._place, self.items)

    do_type_next = do_type_previous = do_type_accept

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        event.stop()
        typed = event.input.value  # The filter may have been dropped since.
        if typed != self.typed and not self._shell.gone:
            self.typed = typed
            self._shell.attempt(self._show_matching)
