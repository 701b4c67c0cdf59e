"""State of a session that no widget owns: the pending link, the query, marks and jumps, drafts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from annotations.errors import UsageError
from annotations.library import Library, Span
from annotations.store.drafts import Drafts
from annotations.store.journal.format import JournalEntry
from tui.session.jump_list import Jumps, Spot
from tui.session.tag_folds import TagFolds

if TYPE_CHECKING:
    from annotations.review.overview.timeline import Timeline
    from annotations.search.source_names import Lines, SourceNames
    from annotations.search.text_cache import Texts
    from tui.session.board_state import BoardView
    from tui.session.overview.ledger_view import LedgerView
    from tui.session.overview.map_walk import MapWalk
    from tui.session.overview.statistics_view import StatisticsView
    from tui.session.similar_passages import Related


MOST_RECENT: Final = 5
"""Most commands that are listed as recent."""


class Held(Struct, frozen=True):
    """The start of a pending link."""

    end: str | Span
    """An annotation by id, or a span that becomes one when the link is made."""
    spot: Spot
    label: str
    """Its address or source, and its first words."""


class Adjusting(Struct, frozen=True):
    """A passage whose bounds are being moved."""

    annotation: str
    """Its id."""
    edge: str
    """``start`` or ``end``; ``words`` if the words are selected again."""
    cursor: int
    """Offset of the cursor before."""


class PairWalk(Struct):
    """Pairs of passages that contradict each other, shown side by side one after the other."""

    pairs: Sequence[tuple[str, str]]
    at: int = 0
    """Index of the pair that is shown."""


class Session:
    """The state of a sitting that belongs to no widget; only the drafts are kept after the program ends."""

    def __init__(self, library: Library, keys: Mapping[str, Sequence[str]], here: Callable[[], Spot]) -> None:
        """A sitting with a library. ``here`` returns where the cursor of the active page is."""
        self.library = library
        self.keys = keys
        """The keys of each command, by its id."""
        self._here = here
        self.held: Held | None = None
        self.last_tag = ""
        self.last_kind = ""
        self.tag_folds = TagFolds()
        """Folded tags in the pickers and in the codebook."""
        self.adjusting: Adjusting | None = None
        self.query = ""
        """The query; "" if there is none."""
        self.queries: list[str] = []
        """The queries of this sitting, newest last."""
        self.lines: list[str] = []
        """The lines of the command line of this sitting, newest last."""
        self.recent: list[str] = []
        """The ids of the commands that were run from the command line, newest first."""
        self.everywhere = ""
        """The last query in all sources."""
        self._names: SourceNames | None = None
        self._names_of: tuple[tuple[str, ...], int] = (), -1
        """The sources that were named, and the number of changes of sources by then."""
        self._name_lines: Lines = {}
        self.texts: Texts | None = None
        """The texts of all sources for searches; None before the first use."""
        self.board: BoardView | None = None
        """The state of the claims board."""
        self.pairs: PairWalk | None = None
        """The pairs of passages that are gone through; None if none are."""
        self.put_off: list[tuple[str, str]] = []
        """The suggested pairs that were put off, the last one last."""
        self.statistics: StatisticsView | None = None
        """The state of the statistics."""
        self.map: MapWalk | None = None
        """The state of the map."""
        self.ledger: LedgerView | None = None
        """The state of the ledger of figures."""
        self.dates: Timeline | None = None
        """The dates that were read for the timeline."""
        self.related: Related | None = None
        """The indexes of similar passages and sentences; None before the first use."""
        self.made: dict[str, list[JournalEntry]] = {}
        """The changes that were made on screens over the page, oldest first, by the contexts of these."""
        self.jumps = Jumps()
        self.jumped = False
        """Whether the way back from a jump still matters: nothing but looking on was done since."""
        self.marks: dict[str, Spot] = {}
        """Places to come back to, by the letters that were given to them."""
        self.drafts = Drafts(
            library.home, read_only=bool(library.read_only), in_place=lambda: library.location.in_place
        )
        """Unfinished notes; they are kept after the program ends."""
        self.writing: Callable[[], object] | None = None
        """Keeps the text of the open note as a draft; None if no note is open."""

    @property
    def source(self) -> str:
        """Id of the source on the active page; "" before one is open."""
        return self._here().source

    @property
    def spot(self) -> Spot:
        """The position of the cursor of the active page."""
        return self._here()

    def note_command(self, command: str) -> None:
        """Put a command before the other recent ones."""
        self.recent = [command, *(one for one in self.recent if one != command)][:MOST_RECENT]

    def keep_query(self, query: str) -> None:
        """Take a query, which becomes the newest one of the sitting."""
        self.query = query
        if query in self.queries:
            self.queries.remove(query)
        self.queries.append(query)

    def push_jump(self) -> None:
        """Remember this place before a jump."""
        if self.source:
            self.jumps.leave(self.spot)
            self.jumped = True

    def jump_back(self) -> Spot | None:
        """Return the place before the last jump, or None if there is none."""
        self.jumped = True
        return self.jumps.back(self.spot)

    def jump_forward(self) -> Spot | None:
        """Return the place that `jump_back` left, or None if there is none."""
        self.jumped = True
        return self.jumps.forward(self.spot)

    def source_names(self) -> "SourceNames":
        """Return the names of the library's sources as they are now, kept until a source changes."""
        from annotations.search.source_names import SourceNames

        state = self.library.source_ids, self.library.source_changes
        if self._names is None or self._names_of != state:
            self._names, self._names_of = SourceNames(self.library.sources(), self._name_lines), state
        return self._names

    def prepare_names(self) -> Iterator[None]:
        """Make ready what `source_names` needs, one source a step."""
        from annotations.search.source_names import fold_lines

        yield from fold_lines(self.library.sources(), self._name_lines)

    def all_texts(self) -> "Texts":
        """The texts of the library's sources, kept for the sitting once something was looked for in all of them."""
        from annotations.search.text_cache import Texts

        if self.texts is None:
            self.texts = Texts(self.library)
        return self.texts

    def board_view(self) -> "BoardView":
        """Return the state of the claims board, kept for the sitting."""
        from tui.session.board_state import BoardView

        if self.board is None:
            self.board = BoardView()
        return self.board

    def ledger_view(self) -> "LedgerView":
        """Return the state of the ledger of figures, kept for the sitting."""
        from tui.session.overview.ledger_view import LedgerView

        if self.ledger is None:
            self.ledger = LedgerView()
        return self.ledger

    def statistics_view(self) -> "StatisticsView":
        """Return the state of the statistics, kept for the sitting."""
        from tui.session.overview.statistics_view import StatisticsView

        if self.statistics is None:
            self.statistics = StatisticsView()
        return self.statistics

    def map_walk(self) -> "MapWalk":
        """Return the state of the map, kept for the sitting."""
        from tui.session.overview.map_walk import MapWalk

        if self.map is None:
            self.map = MapWalk()
        return self.map

    def all_dates(self) -> "Timeline":
        """Return the dates of passages, kept for the sitting once they were read."""
        from annotations.review.overview.timeline import Timeline

        if self.dates is None:
            self.dates = Timeline()
        return self.dates

    def all_related(self) -> "Related":
        """Return the indexes of similar passages and sentences, kept for the sitting."""
        from tui.session.similar_passages import Related

        if self.related is None:
            self.related = Related(self.library, self.all_texts(), self.source_names)
        return self.related

    def spots(self, source_id: str) -> list[Spot]:
        """Marks and jumps in a source, each once."""
        return [spot for spot in {*self.marks.values(), *self.jumps.spots()} if spot.source == source_id]

    def carry(self, places: Mapping[Spot, Spot]) -> None:
        """Replace marks and jumps in a changed text by their new places."""
        self.marks = {letter: places.get(spot, spot) for letter, spot in self.marks.items()}
        self.jumps.carry(places)

    def keep_writing(self) -> None:
        """Write the text of the open note to disk. Raises StoreError if that fails."""
        if self.writing is not None:
            self.writing()
        self.drafts.write()

    def check_held(self) -> bool:
        """Drop the pending link or bounds whose passage was deleted meanwhile.

        Returns True if a passage whose bounds were being moved was deleted: the selection is not its words any more.
        """
        if self.held is not None and isinstance(self.held.end, str):
            try:
                self.library.annotation(self.held.end)
            except UsageError:
                self.held = None
        if self.adjusting is not None:
            try:
                self.library.annotation(self.adjusting.annotation)
            except UsageError:
                self.adjusting = None
                return True
        return False
