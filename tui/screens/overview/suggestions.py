"""Numbers and sentences that may deserve a tag, as a list to accept or reject."""

from collections.abc import Callable, Sequence
from time import monotonic
from typing import ClassVar, Final

from rich.style import Style

from annotations.errors import PostilError, UsageError
from annotations.library import Library
from annotations.library.issues.untagged import TAGS, Suggestion, Untagged, accept, best_first, reject, suggest
from annotations.library.parts.figure_tags import FIGURE
from annotations.model import Annotation
from annotations.text.plurals import count_noun
from tui.keys.command_table import tip
from tui.screens.base.overlay import Overlay
from tui.screens.base.prompts import OwnUndo
from tui.screens.base.record_list import RecordList
from tui.screens.base.usable import HintsNow
from tui.screens.forms.readings import Unclear, ask_readings, find_unclear
from tui.screens.overview.empty import nothing_yet
from tui.session.overview.figure_reader import load_figure_reader
from tui.tasks import Slices, begin
from tui.text.cells import cell_len, ending, shorten
from tui.theming import signs
from tui.theming.styles import Styles
from tui.widgets.item_list import ItemList, Line

MOST: Final = 1000
"""Suggestions that are listed: the best ones of all."""

_EVERY: Final = 0.3
"""Seconds between two updates of the list while sources are read."""

_SHOWN: Final = 600
"""Code points of a sentence in the details."""

_NOTHING: Final = ("Nothing to suggest in this source", "", "{occurrences.everywhere} looks in all sources.")
_NOTHING_ANYWHERE: Final = (
    "Nothing to suggest: no untagged figures, claims or opinions were found.",
    "",
    "{go.queue} suggests links between passages.",
)
_NONE_OF_TAG: Final = ("No %ss to suggest here", "", "{suggestions.kind} goes on to the next tag.")

Key = tuple[str, str, int, int]
"""Tag, source, start and end of a suggestion."""


def key_of(one: Suggestion) -> Key:
    """Return what tells a suggestion from the others."""
    return one.tag, one.source, one.start, one.end


class SuggestionList(ItemList[Suggestion]):
    """Suggestions, one row each."""

    acts: ClassVar = True

    def __init__(self, styles: Styles, library: Library) -> None:
        super().__init__(styles, "", id="entries")
        self._library = library
        self.nothing = ()
        self.marked: dict[Key, Suggestion] = {}
        """Those that are marked, also while they are looked for again."""
        self.everywhere = False
        """Whether rows have the numbers of their sources."""

    def draw(self, item: Suggestion, width: int) -> list[Line]:
        """Mark, letter of the tag, number of the source; the words of a number with those around it."""
        styles, tag = self.theme_styles, self._library.tag(item.tag)
        where = f"{self._library.source(item.source).number} " if self.everywhere else ""
        line: Line = [
            (f"{signs.CHOSEN.char} " if key_of(item) in self.marked else "  ", styles.accent),
            (f"{tag.letter} ", styles.tag(tag.colour)),
            (where, styles.muted),
        ]
        room = width - sum(cell_len(text) for text, _ in line)
        if item.words == item.sentence and not item.heads:
            return [[*line, (shorten(item.words, room), Style.null())]]
        inside = item.start - item.at
        behind = " · ".join((item.sentence[inside + len(item.words) :], *item.heads))
        line.append((ending(item.sentence[:inside], room // 3), styles.muted))
        line.append((shorten(item.words, room - cell_len(line[-1][0])), styles.bold))
        line.append((" " * behind[:1].isspace(), Style.null()))
        line.append((shorten(behind, width - sum(cell_len(text) for text, _ in line)), styles.muted))
        return [line]


class SuggestionsScreen(Overlay[Suggestion | None]):
    """Accepts and rejects suggestions. Returns the one to go to, or None after Esc."""

    CONTEXT: ClassVar[str] = "suggestions"

    def __init__(
        self, styles: Styles, library: Library, source: str, stay: Callable[[], object], typed: str = ""
    ) -> None:
        """Show the suggestions of a source, or of all if it is `""`; ``stay`` is called while sources are read."""
        super().__init__(styles)
        self._list = SuggestionList(styles, library)
        self._list.everywhere = not source
        self.body = self._records = RecordList[Suggestion](
            self,
            self._list,
            open_=self.close,
            describe=self._describe,
            words=self._words,
            placeholder="words, a tag or a reason",
            identity=key_of,
            typed=typed,
        )
        self._library, self._source, self._stay = library, source, stay
        self._found: list[Suggestion] = []
        self._count = 0
        """Number of those that were found; `_found` has the best of them."""
        self._kind = ""
        """The tag whose suggestions are shown; `""` for all."""
        self._by_place = False
        self._progress = "reading…"
        """How far the sources have been read; `""` if they are done."""
        self._undo = OwnUndo(self, library, self._show)

    @property
    def handlers(self) -> tuple[object, ...]:
        """The objects that have the methods of commands."""
        return *super().handlers, self._undo

    @property
    def place(self) -> object:
        """What is listed and marked, and where the cursor is."""
        listed = self._list
        return self._kind, self._by_place, listed.everywhere, tuple(listed.marked.values()), self._records.place

    def resume(self, place: object) -> None:
        """List and mark the same as another list of suggestions."""
        assert isinstance(place, tuple)  # noqa: S101 - as `place` returned it
        self._kind, self._by_place, self._list.everywhere, marked, records = place
        self._list.marked = {key_of(one): one for one in marked}
        self._records.resume(records)

    def open(self) -> None:
        """Read the source and show what it offers."""
        super().open()
        self._look()

    # --- looking

    def _look(self) -> None:
        self._found, self._count = [], 0
        begin(self, self._read)

    async def _read(self) -> None:
        """Collect the suggestions in slices between keys."""
        library, slices, shown = self._library, Slices(), monotonic()
        sources = [self._source] if not self._list.everywhere else [one.id for one in library.sources()]
        self._progress = "reading…"
        self._show(reading=True)
        await load_figure_reader()
        for step in suggest(library, sources):
            self._found += step.found
            self._count += len(step.found)
            if slices.over:
                self._stay()
                if monotonic() - shown > _EVERY:
                    self._progress = f"{100 * step.of(len(sources)):.0f} % read"
                    self._show(reading=True)
                    shown = monotonic()
                await slices.next()
        self._stay()
        self._progress = ""
        self._show(reading=True)

    def renew(self) -> None:
        """Leave out what was tagged or rejected meanwhile, and bring back what was undone."""
        sources = {source.id for source in self._library.sources()}
        self._found = [one for one in self._found if one.source in sources]
        self._show()

    def _show(self, *, reading: bool = False) -> None:
        if len(self._found) > 2 * MOST:
            self._found = best_first(self._found)[:MOST]
        state = Untagged(self._library)
        records = [one for one in self._found if state.open(one) and self._kind in ("", one.tag)]
        places = {source: number for number, source in enumerate(self._library.source_ids)}
        records.sort(key=lambda one: (places.get(one.source, 0), one.start))
        if not self._by_place:
            records = best_first(records)
        shown = {key_of(one) for one in records}
        self._list.marked = {
            key: one
            for key, one in self._list.marked.items()
            if (key in shown if not self._progress else state.open(one) and self._kind in ("", one.tag))
        }
        others = not self._list.everywhere and self._library.source_count > 1
        nothing: Sequence[str] = _NOTHING if others else _NOTHING_ANYWHERE
        if self._kind:
            nothing = [line.replace("%s", self._kind) for line in _NONE_OF_TAG]
        lines = (self._progress,) if self._progress else nothing_yet(self._library, nothing, self.keys)
        self._records.nothing = lines
        # The best one so far; then the cursor stays with it, for the next key is meant for what is seen.
        cursor = 0 if reading and not self._list.items else None
        self._records.show(records, self._heading(len(records)), cursor=cursor)

    def _heading(self, count: int) -> str:
        """Return the title of the list for the number of suggestions in it."""
        marked, kept = len(self._list.marked), len(self._found)
        parts = (
            "Suggestions",
            f"{self._kind}s" if self._kind else "",
            f"{count:,} in {'all sources' if self._list.everywhere else 'this source'}",
            f"{marked} marked" if marked else "",
            f"the best {kept:,} of {self._count:,}" if self._count > kept else "",
            "by place" if self._by_place else "",
            self._progress,
        )
        return " · ".join(part for part in parts if part)

    def _words(self, one: Suggestion) -> str:
        """Return the text that a filter looks in."""
        return " ".join((one.tag, one.sentence, *one.heads, *one.reasons))

    def _describe(self, item: Suggestion, _: int) -> Sequence[Line]:
        """The reasons, the sentence and the place."""
        styles, library = self.theme_styles, self._library
        source = library.source(item.source)
        inside = item.start - item.at
        end = inside + len(item.words)
        before, words, behind = item.sentence[:inside], item.sentence[inside:end], item.sentence[end:_SHOWN]
        behind += "…" * (len(item.sentence) > max(end, _SHOWN))
        return [
            [(f"{item.tag}? ", styles.accent), (" · ".join(item.reasons), Style.null())],
            [
                (before, Style.null()),
                (words, styles.bold if before or behind else Style.null()),
                (behind, Style.null()),
            ],
            [(" · ".join((f"{source.number} {source.title}", *item.heads)), styles.muted)],
        ]

    # --- decisions

    def _chosen(self) -> list[Suggestion]:
        """Return the marked suggestions; the one under the cursor if none is marked."""
        selected = self._records.selected
        return [*self._list.marked.values()] or ([selected] if selected is not None else [])

    def do_suggestions_mark(self, _: int | None) -> None:
        """Mark the suggestion under the cursor, or take its mark off, and go to the next one."""
        if (selected := self._records.selected) is not None:
            if self._list.marked.pop(key_of(selected), None) is None:
                self._list.marked[key_of(selected)] = selected
            self._records.retitle(self._heading(len(self._list.items)))
            self._records.move(1)

    def do_suggestions_accept(self, _: int | None) -> None:
        """Tag what is chosen, as one change; no key comes between."""
        if chosen := self._chosen():
            self.waiting = True
            begin(self, self._accept, chosen, group="accept")

    async def _accept(self, chosen: Sequence[Suggestion]) -> None:
        """Read the sources of suggestions in slices, then tag them."""
        slices = Slices()
        try:
            for source in dict.fromkeys(one.source for one in chosen):
                reading = self._library.reading(source)
                while reading.step():
                    if slices.over:
                        await slices.next()
            made = accept(self._library, chosen)
            if made:
                self._undo.count()
            self._drop(chosen)
            if len(made) < len(chosen):
                self._look()  # A text has changed meanwhile.
            unclear = await find_unclear(self._library, [one.id for one in made if FIGURE in one.tags])
            self._report(made, chosen, unclear)
        except PostilError as error:
            self.say(str(error))
        finally:
            self._stay()
            self.go_on()

    def _report(self, made: Sequence[Annotation], chosen: Sequence[Suggestion], unclear: Sequence[Unclear]) -> None:
        """Show what was tagged, and ask for the readings of numbers that have two."""
        if not made:
            self.say("the text has changed; nothing was tagged")
            return
        one = made[0]
        what = (
            f"{self._library.address(one.id)} {chosen[0].tag}" if len(made) == 1 else count_noun(len(made), "passage")
        )
        if unclear:
            ask_readings(self, self._library, unclear, f"tagged {what}", changed=self._undo.count)
        else:
            self.say(f"tagged {what}{tip('change.undo', 'undo', self.keys)}")

    def do_suggestions_reject(self, _: int | None) -> None:
        """Record that what is chosen is not to be tagged."""
        if chosen := self._chosen():
            reject(self._library, chosen)
            self._undo.count()
            self._drop(chosen)
            what = "" if len(chosen) == 1 else f" {len(chosen)}"
            self.say(f"rejected{what}; not suggested again unless edited{tip('change.undo', 'undo', self.keys)}")

    def _drop(self, chosen: Sequence[Suggestion]) -> None:
        for one in chosen:
            self._list.marked.pop(key_of(one), None)
        self._show()

    # --- what is listed

    def hints_now(self) -> HintsNow:
        """Return what the key for other sources does now: nothing if no source is open; nor does that for tags without any."""
        where = "this source" if self._list.everywhere else "all sources"
        without = () if self._source else ("occurrences.everywhere",)
        return HintsNow(
            {"occurrences.everywhere": where}, without=without if self._found else (*without, "suggestions.kind")
        )

    def do_suggestions_kind(self, _: int | None) -> None:
        """Show the suggestions of the next tag, after the last one all."""
        kinds = ("", *TAGS)
        self._kind = kinds[(kinds.index(self._kind) + 1) % len(kinds)]
        self._show()

    def do_occurrences_everywhere(self, _: int | None) -> None:
        """Look in all sources, or only in the open one."""
        if not self._source:
            raise UsageError("No source is open: these are the suggestions of all sources.")
        self._list.everywhere = not self._list.everywhere
        self.say_keys()
        self._look()

    def do_board_sort(self, _: int | None) -> None:
        """Sort by place, or the best first."""
        self._by_place = not self._by_place
        self._show()

    def close(self, result: Suggestion | None = None) -> None:
        """Close; the pages keep their sources."""
        self._stay()
        super().close(result)
