"""Sources, folders and unreadable files in the order in which the panel lists them."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import compress
from operator import attrgetter, is_not
from typing import Any, Final, NamedTuple, overload

from msgspec import Struct

from annotations.library import Library
from annotations.model import Source
from annotations.sources.scan import Entry
from annotations.text.alphabet import alphabetical, has_own_letters
from annotations.text.canonical import bare, composed
from annotations.text.folding import fold
from annotations.text.ranges import share_covered
from annotations.text.spelling import Sought, phrase

ORDERS: Final = {
    "number": "",
    "path": "by path",
    "opened": "last opened first",
    "passages": "most passages first",
    "unread": "least read first",
}
"""The orders by name, with the words of the title."""

_MANY: Final = 200
"""Sources from which on folders are folded at first."""

_STATES: Final = ("unread", "begun", "finished", "missing")
"""Words of a filter for sources in a state."""


class SourceItem(Struct, frozen=True):
    """A source, or a file that cannot be read."""

    source: Source | None
    name: str
    reason: str = ""
    """Why the file cannot be read; empty if it can."""
    depth: int = 0
    """Number of listed folders above it."""


class FolderItem(NamedTuple):
    """A folder within the folder of the library."""

    path: str
    name: str
    """Its name; that of the folder above before it, if nothing else is in that."""
    size: int
    """Number of sources in it and in the folders below."""
    depth: int
    folded: bool


Row = SourceItem | FolderItem


class _Leaf(NamedTuple):
    """A source in a folder."""

    id: str
    depth: int


class SourceItems(Sequence[Row]):
    """Rows of the list; those of sources are made when they are accessed."""

    def __init__(self, library: Library, rows: Sequence[_Leaf | FolderItem | Entry]) -> None:
        self._library = library
        self._rows = rows
        self._keys: list[object] | None = None
        """Ids of sources, paths of folders and of unreadable files, made when a place is first asked for."""

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> list[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        row = self._rows[index]
        if isinstance(row, FolderItem):
            return row
        if isinstance(row, Entry):
            return SourceItem(None, row.name, row.reason)
        if not self._library.has_source(row.id):
            return SourceItem(None, "", "not in the library any more", row.depth)
        source = self._library.source(row.id)
        return SourceItem(source, source.path, self._reason(source), row.depth)

    def place(self, source_id: str) -> int:
        """Return the index of a source, or of the folded folder that it is in; 0 if it is not in the list."""
        if self._keys is None:
            self._keys = [row[0] for row in self._rows]
        above_it = above(self._library.source(source_id).path) if self._library.has_source(source_id) else []
        for key in filter(None, (source_id, *above_it)):
            with suppress(ValueError):
                return self._keys.index(key)  # Faster for one key than a dictionary of ten thousand.
        return 0

    def parent(self, index: int) -> int:
        """Return the index of the folder that a row is in; -1 if it is in none that is listed."""
        row = self._rows[index]
        depth = 0 if isinstance(row, Entry) else row.depth
        while index > 0 and depth:
            index -= 1
            other = self._rows[index]
            if isinstance(other, FolderItem) and other.depth < depth:
                return index
        return -1

    def _reason(self, source: Source) -> str:
        """Return a problem of the source, or that it repeats another one; ``""`` if there is none."""
        if self._library.is_missing(source.id):
            return "the file is gone"
        twin = self._library.twin(source.id)
        return f"same text as {twin.number}" if twin is not None else self._library.refusal(source.id)


class Sources:
    """What is listed: order, folded folders and filter, kept for the sitting."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.order = ""
        """One of `ORDERS`; "" before the sources are known."""
        self.folded: set[str] = set()
        """Paths of folders that hide their sources."""
        self.problem = ""
        """Error in the filter, in one line."""
        self.total = 0
        """Number of sources and unreadable files."""
        self.matching = 0
        """Number of those that match the filter."""
        self.nested = False
        """Whether some source is in a folder within the folder."""
        self._listed: tuple[str, ...] | None = None
        self._entries: Sequence[Entry] = ()
        self._ordered: list[str] = []
        self._leaves: list[_Leaf] = []
        """The rows of these sources without folders."""
        self._leaf_ids: Sequence[str] = ()
        """The ids of these rows."""
        self._by_path: tuple[Sequence[Entry], list[str], list[int]] = (), [], []
        """Entries and paths of the sources that were last sorted by path, and their indexes in that order."""
        self._refused: list[Entry] = []
        self._texts: dict[str, tuple[Source, tuple[str, str]]] = {}
        """What the words of a filter are looked for in, with and without accents, behind the source that it was made of."""
        self._lines: list[tuple[str, str]] = []
        """The same, in the order of the sources."""
        self._lines_of: tuple[list[str], int] = [], -1
        """The ids of the sources of the lines, and the number of changes of sources when they were made."""
        self._seen: list[Source] = []
        """The sources as they were then, in the order of the library."""

    def current(self) -> bool:
        """Return whether sources and files are those of the last call of `items`."""
        return self._listed is self._library.source_ids and self._entries is self._library.entries

    def sort(self, order: str) -> None:
        """Use another order; what is opened, tagged or read afterwards moves nothing until the next call."""
        self.order = order
        known = dict(zip(self._leaf_ids, self._leaves, strict=True))
        self._ordered = self._leaf_ids = self._sorted(self._library.source_ids)
        self._leaves = [known.get(one) or _Leaf(one, 0) for one in self._ordered]

    def items(self, typed: str, here: str) -> SourceItems:
        """Return the rows for a filter. At first, folders without the source ``here`` are folded if there are many sources."""
        library = self._library
        if not self.current():
            self._listed, self._entries = library.source_ids, library.entries
            self.nested = any("/" in source.path for source in library.sources())
            self._ordered = list(self._listed)
            self._refused = [entry for entry in library.entries if not entry.readable]
            if not self.order:
                self.order = "path" if self.nested else "number"
                self._fold_at_first(here)
            self.sort(self.order)
        self.total = len(self._ordered) + len(self._refused)
        self.problem = ""
        if typed:
            found, refused = self._matching(typed)
            self.matching = len(found) + len(refused)
            return SourceItems(library, [*map(self._leaves.__getitem__, found), *refused])
        self.matching = self.total
        rows: Iterable[_Leaf | FolderItem] = self._leaves
        if self.order == "path" and self.nested:
            rows = _Tree(library, self._ordered, self.folded).rows()
        return SourceItems(library, [*rows, *self._refused])

    def folders(self) -> set[str]:
        """Return the paths of all folders with sources."""
        return {path for one in self._ordered for path in above(self._library.source(one).path)}

    def _fold_at_first(self, here: str) -> None:
        if len(self._ordered) > _MANY:
            open_ = above(self._library.source(here).path) if here and self._library.has_source(here) else ()
            self.folded = self.folders() - {*open_}

    def _sorted(self, ids: Sequence[str]) -> list[str]:
        library = self._library
        if self.order == "path":
            for _ in self._sort_by_path(ids):
                pass
            return [ids[place] for place in self._by_path[2]]
        counts = library.passage_counts() if self.order == "passages" else {}
        keys: dict[str, Callable[[Source], str | float]] = {
            "opened": attrgetter("opened"),
            "passages": lambda source: counts.get(source.id, 0),
            "unread": lambda source: -share_covered(source.read, source.length),
        }
        if self.order not in keys:
            return list(ids)
        # Greatest first, and equal ones in the order of their numbers.
        return [source.id for source in sorted(library.sources(), key=keys[self.order], reverse=True)]

    def _sort_by_path(self, ids: Sequence[str]) -> Iterator[None]:
        """Bring the order of the sources in a listing of the folder up to date, one source a step."""
        entries, paths = self._library.entries, [self._library.source(one).path for one in ids]
        if self._by_path[:2] == (entries, paths):
            return
        keys: list[Any] = []
        if has_own_letters():
            for path in paths:
                keys.append([*map(alphabetical, path.split("/"))])
                yield
        else:  # Entries are in natural order; a source whose file is gone has none.
            places: dict[str, int] = {}
            for place, entry in enumerate(entries):
                places[composed(entry.name)] = place
                yield
            for path in paths:
                keys.append(places.get(composed(path), len(places)))
                yield
        self._by_path = entries, paths, sorted(range(len(paths)), key=keys.__getitem__)

    # --- filter

    def _matching(self, typed: str) -> tuple[list[int], list[Entry]]:
        """Return the indexes of the sources and the unreadable files for a query.

        A query has words, states, a number, and filters of sources and passages.
        """
        from annotations.search.query import SOURCE_FIELDS, query_of

        library = self._library
        query = query_of(library, typed)
        self.problem = query.problem
        if query.problem:
            return [], []
        wanted, unwanted = ([*map(phrase, terms)] for terms in (query.terms, query.without))
        places = self._places_of(wanted, unwanted)
        if query.filters:
            of_passages = any(one.field not in SOURCE_FIELDS for one in query.filters)
            takes, takes_passage, fitting = query.source_test(), query.passage_test(library), []
            for place in places:
                one = self._ordered[place]
                if takes(self._texts[one][0]) and (not of_passages or any(map(takes_passage, library.passages(one)))):
                    fitting.append(place)
            return fitting, []
        names = [(entry, fold(entry.name)) for entry in self._refused]
        return places, [
            entry
            for entry, name in names
            if all(term.within(name) for term in wanted) and not any(term.within(name) for term in unwanted)
        ]

    def _places_of(self, wanted: Sequence[Sought], unwanted: Sequence[Sought]) -> list[int]:
        """Return the indexes in order of the sources that have all words wanted and none unwanted."""
        lines = self._current_lines()
        places = list(range(len(lines)))
        for term in wanted:
            places = self._with(term, lines, places)
        for term in unwanted:
            found = {*self._with(term, lines, places)}
            places = [place for place in places if place not in found]
        return places

    def _with(self, term: Sought, lines: Sequence[tuple[str, str]], places: Sequence[int]) -> list[int]:
        """Return those of some indexes whose source has a word in its title or path, or as its number or its state."""
        found = term.among(lines, places)
        typed = term.typed.lower()
        if typed.isdecimal():
            numbered = (one.id for one in self._seen if one.number == int(typed))
            also = [place for place in map(self._ordered.index, numbered) if place in places]
        elif typed in _STATES:
            also = [place for place in places if self._state(self._texts[self._ordered[place]][0]) == typed]
        else:
            return found
        return sorted({*found, *also})

    def _current_lines(self) -> list[tuple[str, str]]:
        """Return title and path of each source in order, folded; only those of changed sources are made again."""
        ordered, changes = self._ordered, self._library.source_changes
        if self._lines_of[0] is ordered and self._lines_of[1] == changes:
            return self._lines
        before, self._seen = self._seen, self._library.sources()
        # Sources that are the same objects as before need no look: they are ten thousand, and this is done at a key.
        same = len(before) == len(self._seen)
        changed = [*compress(self._seen, map(is_not, before, self._seen))] if same else self._seen
        made = {source.id: self._folded(source)[1] for source in changed}
        if self._lines_of[0] is ordered:
            for one, line in made.items():
                self._lines[ordered.index(one)] = line
        else:
            self._lines = [one[1] for one in map(self._texts.__getitem__, ordered)]
        self._lines_of = ordered, changes
        return self._lines

    def _folded(self, source: Source) -> tuple[Source, tuple[str, str]]:
        """Return a source with what the words of a filter are looked for in; that of a changed source is made again."""
        known = self._texts.get(source.id)
        if known is None or known[0] is not source:
            folded = fold(f"{source.path}\n{source.title}")
            known = self._texts[source.id] = source, (folded, bare(folded))
        return known

    def prepare(self) -> Iterator[None]:
        """Make what an order by path and the words of a filter need, one source a step."""
        for source in self._library.sources():
            known = self._texts.get(source.id)
            if known is None or known[0] is not source:
                self._folded(source)
                yield
        if any("/" in source.path for source in self._library.sources()):
            yield from self._sort_by_path(self._library.source_ids)

    def _state(self, source: Source) -> str:
        if self._library.is_missing(source.id):
            return "missing"
        if not source.read:
            return "unread"
        return "begun" if self._library.read_share(source.id) < 1 else "finished"


def above(path: str) -> list[str]:
    """Return the folders that a path is in, innermost first."""
    folders = []
    while (cut := path.rfind("/")) >= 0:
        path = path[:cut]
        folders.append(path)
    return folders


class _Tree:
    """Sources in their folders."""

    def __init__(self, library: Library, ids: Sequence[str], folded: set[str]) -> None:
        self._folded = folded
        self._children: dict[str, list[str]] = {"": []}
        """Folders, with a slash behind them, and ids of sources in each folder, in order."""
        self._counts: dict[str, int] = {}
        for one in ids:
            folder = library.source(one).path.rpartition("/")[0]
            if folder not in self._children:
                self._add(folder)
            self._children[folder].append(one)
            while folder:
                self._counts[folder] = self._counts.get(folder, 0) + 1
                folder = folder.rpartition("/")[0]

    def _add(self, folder: str) -> None:
        """Add a folder and those above it that are new."""
        self._children[folder] = []
        parent = folder.rpartition("/")[0]
        if parent not in self._children:
            self._add(parent)
        self._children[parent].append(folder + "/")

    def rows(self, folder: str = "", depth: int = 0) -> Iterator[_Leaf | FolderItem]:
        """Yield the visible rows of a folder."""
        for child in self._children[folder]:
            if not child.endswith("/"):
                yield _Leaf(child, depth)
                continue
            path = child[:-1]
            while len(inside := self._children[path]) == 1 and inside[0].endswith("/"):
                path = inside[0][:-1]
            name = path[len(folder) + 1 :] if folder else path
            yield FolderItem(path, name, self._counts[path], depth, path in self._folded)
            if path not in self._folded:
                yield from self.rows(path, depth + 1)
