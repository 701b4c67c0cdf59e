"""Screen that lists all places of a phrase; the ticked ones are tagged."""

from collections.abc import Callable, Sequence
from typing import ClassVar, NamedTuple

from annotations.errors import PostilError
from annotations.library import Library
from annotations.library.parts.figure_tags import figure_tags
from annotations.search.document_search import MOST
from annotations.search.text_cache import Texts
from tui.screens.base.overlay import Overlay
from tui.screens.base.record_list import RecordList
from tui.screens.base.usable import HintsNow
from tui.screens.forms.readings import Unclear, find_unclear
from tui.screens.pickers.tag_keys import TagKeys
from tui.session.phrase_matches import Occurrence, nearest, occurrences, tag_all
from tui.tasks import Slices, begin, look_at_keys
from tui.text.cells import cell_len, ending, shorten, visible
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line


class Tagged(NamedTuple):
    """The result of tagging all places of words."""

    places: int
    """How many places."""
    tag: str
    problem: str
    """The error in one line; `""` if there is none."""
    unclear: tuple[Unclear, ...] = ()
    """Numbers that wait for a reading, if the tag is one of figures."""


def place_of(one: Occurrence) -> tuple[str, int]:
    """Return what tells a place from the others, also when its tags have changed: its source and start."""
    return one.source, one.start


class OccurrenceList(ItemList[Occurrence]):
    """Places with their context, one row each."""

    def __init__(self, styles: Styles, library: Library) -> None:
        super().__init__(styles, "", id="occurrences")
        self.nothing = ()
        self._library = library
        self.left_out: set[tuple[str, int]] = set()
        """Source and start of those that are not ticked."""
        self.tag = ""

    def ticked(self) -> list[Occurrence]:
        """Return the places to tag."""
        return [one for one in self.items if not one.has(self.tag) and place_of(one) not in self.left_out]

    def draw(self, item: Occurrence, width: int) -> list[Line]:
        """Tick, number of the source, the words with their context, the passage around them."""
        styles = self.theme_styles
        tick = f" {signs.CHOSEN.char} " if item.has(self.tag) else "[ ]" if place_of(item) in self.left_out else "[x]"
        line: Line = [(f"{tick} ", styles.accent), (f"{self._library.source(item.source).number} ", styles.muted)]
        state = " tagged" if item.has(self.tag) else f" in {item.inside}" if item.inside and width > 50 else ""
        room = width - sum(cell_len(text) for text, _ in line) - cell_len(state)
        dim = styles.muted if item.has(self.tag) else styles.base
        before = ending(item.before, room // 3)
        for text, style in ((before, dim), (item.found, styles.match), (item.after, dim)):
            safe = visible(text.replace("\t", " ").replace("\n", " "))
            if cell_len(safe) > room:
                safe = (" " if safe.startswith(" ") else "") + shorten(safe, max(0, room - 2))
            line.append((safe, style))
            room -= cell_len(safe)
        return [[*line, (" " * max(0, room), styles.base), (state, styles.muted)]]


class OccurrencesScreen(Overlay[Tagged | None]):
    """Lists the places of a phrase to tag. Returns what was tagged; None after Esc."""

    CONTEXT: ClassVar[str] = "occurrences"

    def __init__(
        self,
        styles: Styles,
        library: Library,
        texts: Texts,
        words: str,
        here: tuple[str, int, str],
        tag: str,
        stay: Callable[[], None],
    ) -> None:
        """Show the places of words.

        ``here`` is the source on the page, the offset of the cursor and the text; stay is called when
        other sources were read.
        """
        super().__init__(styles)
        self._library = library
        self._texts = texts
        self._words = words
        self._here = here
        self._stay = stay
        self._everywhere = False
        self._list = OccurrenceList(styles, library)
        self._list.tag = tag
        self.body = self._records = RecordList[Occurrence](
            self,
            self._list,
            open_=lambda one: self._tick([one]),
            words=self._words_of,
            narrow=self._tell,
            identity=place_of,
            frame="search",
        )
        self._searched = ""
        self._applies = False
        """Whether what is ticked is to be tagged as soon as all places are found."""
        self._tag_keys = TagKeys(library, self._give)

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return self, self._records, self._tag_keys

    def _words_of(self, one: Occurrence) -> str:
        """Return the text that a filter looks in: the words around the place and its source."""
        source = self._library.source(one.source)
        return f"{one.before} {self._words} {one.after} {source.number} {source.title} {source.path}"

    def open(self) -> None:
        """Show those of this source."""
        begin(self, self._show_here)

    def renew(self) -> None:
        """Look up the tags of the places again, unless this screen is making the change."""
        if self.ready and not self.waiting:
            begin(self, self._search if self._everywhere else self._show_here)

    async def _show_here(self) -> None:
        """Find the words in the source on the page, in slices; keys wait for the result."""
        source, offset, text = self._here
        found = await self._find(source, text)
        self._show(found, nearest(found, source, offset))
        if self._applies:
            await self._tag()
        elif self.ready:
            self.go_on()
        else:
            self.take_keys(self._list)

    async def _find(self, source_id: str, text: str) -> list[Occurrence]:
        """The places of the words in the text of a source."""
        found, slices = list[Occurrence](), Slices()
        for one in occurrences(self._library, source_id, text, self._words):
            if one is not None:
                found.append(one)
            if slices.over:
                await slices.next()
        return found

    def _show(self, found: Sequence[Occurrence], cursor: int) -> None:
        self._records.nothing = ("Not found",)
        self._records.show(found, "", cursor=cursor)
        self._tell()

    def _tell(self) -> None:
        places = self._list
        having = sum(one.has(places.tag) for one in places.items)
        parts = [
            f"“{shorten(self._words, 30)}”",
            f"{len(places.ticked())} of {'the first ' if len(places.items) == MOST else ''}{len(places.items)} as {places.tag}",
            f"{having} already tagged" if having else "",
            ("in all sources" if self._everywhere else "in this source") + self._searched,
        ]
        self._records.retitle(" · ".join(part for part in parts if part))

    async def _search(self) -> None:
        """Find the words in all sources, in slices between the keys."""
        found: list[Occurrence] = []
        here, offset, _ = self._here
        sources = [source for source in self._library.sources() if not self._library.is_missing(source.id)]
        slices = Slices()
        for number, source in enumerate(sources):
            try:
                for _ in self._texts.read(source.id):
                    if slices.over:
                        await slices.next()
            except PostilError:
                continue
            if (text := self._texts.get(source.id)) is not None and len(found) < MOST:
                found += await self._find(source.id, text.text)
            self._searched = f" · searched {number + 1} of {len(sources)}"
            self._stay()
            if self._list.selected is not None and self._place_in(found) is None:
                self._tell()  # The place under the cursor is still to come.
            else:
                self._show(found[:MOST], self._place_in(found) or 0)
        self._searched = ""
        place = self._place_in(found)
        self._show(found[:MOST], nearest(found, here, offset) if place is None else place)
        if self._applies:
            await self._tag()

    def _place_in(self, found: Sequence[Occurrence]) -> int | None:
        """Return the index of the place under the cursor among others; None if it is not there."""
        chosen = self._list.selected
        return next((at for at, one in enumerate(found) if chosen and place_of(one) == place_of(chosen)), None)

    async def _tag(self) -> None:
        """Tag the ticked places, in slices; Esc meanwhile takes all of it back."""
        chosen, tag = self._list.ticked(), self._list.tag
        problem, made, unclear = "", list[str](), list[Unclear]()
        steps = tag_all(self._library, chosen, tag, made)
        try:
            for done in steps:
                self.say(f"tagged {done} of {len(chosen)}   Esc cancel")
                await look_at_keys()
            if tag in figure_tags(self._library):
                unclear = await find_unclear(self._library, made)
        except PostilError as error:
            problem = str(error)
            made.clear()
        finally:
            steps.close()
            self._stay()
        self.dismiss(Tagged(len(made), tag, problem, tuple(unclear)))

    def _tick(self, places: Sequence[Occurrence]) -> None:
        """Tick places, or leave them out if all of them are ticked."""
        keys = set(map(place_of, places))
        if keys & self._list.left_out:
            self._list.left_out -= keys
        else:
            self._list.left_out |= keys
        self._tell()

    def hints_now(self) -> HintsNow:
        """Return what the key for other sources does now."""
        return HintsNow({"occurrences.everywhere": "this source" if self._everywhere else "all sources"})

    def do_occurrences_everywhere(self, _: int | None) -> None:
        """Search all sources, or only the open one."""
        self._everywhere = not self._everywhere
        self.say_keys()
        self._searched = ""
        self.workers.cancel_node(self)
        if self._everywhere:
            begin(self, self._search)
        else:
            self.waiting = True
            begin(self, self._show_here)

    # --- keys

    def do_occurrences_apply(self, _: int | None) -> None:
        """Tag the places that are ticked, once all are found; no key but Esc comes between."""
        self.waiting = self._applies = True
        if all(worker.is_finished for worker in self.workers if worker.node is self):
            begin(self, self._tag)

    def do_occurrences_toggle(self, _: int | None) -> None:
        """Leave out the place under the cursor, or take it back in, and go to the next one."""
        self._records.open()
        self._records.move(1)

    def do_occurrences_toggle_all(self, _: int | None) -> None:
        """Leave out all places, or take all back in."""
        self._tick(self._list.items)

    def _give(self, name: str) -> None:
        self._list.tag = name
        self._tell()
