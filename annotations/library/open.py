"""Open a library: scan the folder and load the records. Nothing is written."""

import gc
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from annotations.errors import Problems, SourceError
from annotations.library.history import History
from annotations.model import Edit, LinkKind, Tag
from annotations.records.bookkeeping import Bookkeeping
from annotations.records.codebook import load as codebook
from annotations.records.index import RecordIndex
from annotations.sources.cache import SourceCache
from annotations.sources.exchange import Changed, exchanged
from annotations.sources.fence import Fence, is_regular, is_there
from annotations.sources.matching import match
from annotations.sources.scan import Scan, fingerprint, load, scan
from annotations.sources.source_list import SourceList
from annotations.sources.text_versions import TextVersions
from annotations.store import access
from annotations.store.codec import now
from annotations.store.file.backups import Backups
from annotations.store.file.library_file import AtomicStorage
from annotations.store.file.snapshot import unfit
from annotations.store.journal.format import CHECKPOINT, MERGE, Held, JournalEntry
from annotations.store.journal.journal import Journal
from annotations.store.library_folder import Site
from annotations.store.paths import BACKUPS, CODEBOOK, FILE, JOURNAL, author, home_of, unwritable
from annotations.store.recovery import Recovered, recover
from annotations.store.store import State, Store
from annotations.store.versions import counting, holds_of, last_source

if TYPE_CHECKING:
    from annotations.library.merge.versions import Joined

JOINED: Final = "bring together with what another program wrote"
"""The label of a merge."""


class Opened(Struct, frozen=True, eq=False):
    """The parts of a library, as it was found."""

    given: tuple[Path, ...]
    """The paths that the library was opened on."""
    index: RecordIndex
    bookkeeping: Bookkeeping
    files: SourceList
    cache: SourceCache
    store: Store
    history: History
    problems: Problems
    broken: bool
    """True if there is a library that cannot be read, and nothing of it was recovered."""
    merged: bool
    """True if other versions were merged into the index, so that it is no state of the journal."""
    conflicts: list[str]
    """Conflicts of that merge, one line each."""


def open_library(paths: Sequence[Path], *, alone: bool) -> Opened:
    """Scan for sources and read what was recorded, for a program that stays ``alone`` with it or for a short one.

    Raises SourceError if a path is missing.
    """
    found = scan(paths)
    home = home_of(found.folder)
    storage, journal = AtomicStorage(home / FILE), Journal(home / JOURNAL)
    index = RecordIndex()
    refused = access.refused(home)
    recalled = load_index(index, storage, journal)
    held = held_by(storage, recalled)
    bookkeeping = Bookkeeping(index, index.sources)
    index.touched.clear()
    merged, conflicts = merged_in(index, journal, recalled, held)
    problems = [*recalled.problems, *conflicts]
    if recalled.damage and recalled.damage not in problems:
        problems.insert(0, recalled.damage)
    problems += [line for line in _load_codebook(index, home / CODEBOOK) if line not in problems]
    # A file has one message: that of its reader, if the reader reported it already.
    problems += access.lines_of(refused, problems)
    places = match(index, bookkeeping, found)
    _exchange(index, bookkeeping, places, found, Changed(home / FILE, home / JOURNAL))
    missing = frozenset(key for key in index.sources if key not in places and not is_regular(_path(index, found, key)))
    listed = (*sorted(places, key=lambda key: index.sources[key].number), *_by_number(index, missing))
    places.update({key: _path(index, found, key) for key in index.sources if key not in places})
    state = State(
        read_only=recalled.damage or "".join(map(str, refused[:1])) or unwritable(home),
        lines_since_checkpoint=sum(line.kind != CHECKPOINT for line in recalled.lines),
        merged=tuple(merged),
        held=tuple(held),
        rewrite=recalled.rewrite,
    )
    reported, site = Problems(*problems), Site(found.folder, home, hold=alone)
    store = Store(storage, journal, site, reported, state, alone=alone)
    texts = TextVersions(home, site, reported)
    store.before_checkpoint = texts.flush  # The file goes out into copies.
    return Opened(
        given=tuple(paths),
        index=index,
        bookkeeping=bookkeeping,
        files=SourceList(places, listed, found.entries),
        cache=SourceCache(index, places, missing, texts, Fence(found.folder, paths), bookkeeping.put),
        store=store,
        history=History(store, reported),
        problems=reported,
        broken=recalled.lost,
        merged=bool(merged),
        conflicts=conflicts,
    )


def _load_codebook(index: RecordIndex, path: Path) -> list[str]:
    """Set the tags, link types and scales of a codebook. Returns what is wrong with it, one line for each cause."""
    tags, problems = codebook.load(path, index.tags.values())
    index.set_tags(tags)
    kinds, wrong = codebook.load_kinds(path, index.kinds.values())
    index.set_kinds(kinds)
    index.scales, more = codebook.load_scales(path)
    return list(dict.fromkeys([*problems, *wrong, *more]))


def load_index(index: RecordIndex, storage: AtomicStorage, journal: Journal) -> Recovered:
    """Fill an index with the newest state that is known."""
    with _no_garbage():
        recalled = recover(storage, journal, Backups(storage.path.with_name(BACKUPS)))
        index.load(recalled.loaded)
        index.skip_sources(last_source(storage.meta))
        index.counting = counting(storage.meta)
        for line in recalled.lines:
            for edit in line.edits:
                index.apply(edit)
            for source in line.touched:
                index.apply(Edit("sources", source.id, None, source))
        if recalled.lines:
            recalled.problems.extend(_without_unfit(index))
    return recalled


def _without_unfit(index: RecordIndex) -> list[str]:
    """Take out the records that fit no others, which only a forged or damaged journal leads to; return a line for each kind."""
    found = unfit(index.tables())
    for table, key, _ in reversed(found):
        index.apply(Edit(table, key, index.table(table)[key], None))
    reasons = Counter((table, reason) for table, _, reason in found)
    return [f"{count} of the {table} in the journal cannot be: {reason}." for (table, reason), count in reasons.items()]


def held_by(storage: AtomicStorage, recalled: Recovered) -> list[Held]:
    """The places of other journals that a file and the lines after it name."""
    return [*holds_of(storage.meta), *(one for line in recalled.lines for one in line.holds)]


def merged_in(
    index: RecordIndex, journal: Journal, recalled: Recovered, held: list[Held]
) -> tuple[list[JournalEntry], list[str]]:
    """Merge other versions of the library into an index. Returns the edits to record, and the conflicts.

    The places of the merged journals are added to ``held``.
    """
    if not recalled.others:
        return [], []
    from annotations.library.merge.versions import Joined, Ours, join, labelled
    from annotations.records.merge import differences

    trail = journal.trail() if journal.header is not None else None
    home = journal.path.parent
    # The codebook is part of every version: what only the merge of it did could not be undone.
    known = with_codebook(home, Joined(index.tables(), [], ())).tables
    index.set_tags({key: one for key, one in known["tags"].items() if isinstance(one, Tag)})
    index.set_kinds({key: one for key, one in known["kinds"].items() if isinstance(one, LinkKind)})
    ours = index.tables()
    joined = with_codebook(home, join(Ours(ours, held, trail, ours), recalled.others))
    edits = tuple(differences(ours, joined.tables))
    for edit in edits:
        index.apply(edit)
    held += joined.held
    for version in recalled.others:
        index.skip_sources(last_source(version.meta))
    label = labelled(JOINED, edits, author())
    line = JournalEntry(0, MERGE, now(), author(), label, "", 0, 0, edits, (), joined.held)
    return [line] if edits or joined.held else [], joined.conflicts


def with_codebook(home: Path, joined: "Joined") -> "Joined":
    """Add the tags and kinds of the codebook to the result of a merge, because no version need have them."""
    tags, _ = codebook.load(home / CODEBOOK, [one for one in joined.tables["tags"].values() if isinstance(one, Tag)])
    rows = joined.tables["kinds"].values()
    kinds, _ = codebook.load_kinds(home / CODEBOOK, [one for one in rows if isinstance(one, LinkKind)])
    return joined._replace(tables={**joined.tables, "tags": tags, "kinds": kinds})


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Pause garbage collection while records are made and freeze them: collecting takes longer than reading."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        if enabled:
            gc.enable()


def _exchange(
    index: RecordIndex, bookkeeping: Bookkeeping, places: dict[str, Path], found: Scan, changed: Changed
) -> None:
    """Give the sources whose files changed names with others the files that have their bytes."""
    annotated = {source.id for source in index.sources.values() if source.bytes_sha256 and index.own(source.id)}
    gone = {key for key in annotated - places.keys() if not is_there(_path(index, found, key))}
    recent = {key for key in annotated & places.keys() if changed.is_recent(places[key])}
    if not (gone or recent):
        return
    readable = {entry.path for entry in found.entries if entry.readable}
    files = {key: fingerprint(places[key]) for key in recent if places[key] in readable}
    wanted = {key: index.sources[key].bytes_sha256 for key in (*gone, *files)}
    lost = {key: sha256 for key, sha256 in wanted.items() if files.get(key) != sha256}
    if not lost:
        return
    others = {key: path for key, path in places.items() if key not in annotated and path in readable}
    files |= {key: fingerprint(path) for key, path in others.items() if changed.is_recent(path)}
    taken = exchanged(index, lost, files, lambda key: key not in gone and _has_passages(index, key, places[key]))
    before = {key: (index.sources[key].path, places.pop(key, None)) for key in taken}
    for key, other in taken.items():
        path, place = before[other]
        bookkeeping.put(replace(index.sources[key], path=path))
        if place is not None:
            places[key] = place


def _has_passages(index: RecordIndex, source_id: str, path: Path) -> bool:
    """Return whether a file has most words of the passages of a source and around them."""
    from annotations.sources.likeness import runs_of, share  # needed only if another file has the bytes of this one

    quotes = runs_of("\n".join(f"{one.prefix}{one.exact}{one.suffix}" for one in index.own(source_id)))
    try:
        return 2 * share(quotes, runs_of(load(path).decode("utf-8", "replace"))) >= 1
    except SourceError:
        return False


def _path(index: RecordIndex, found: Scan, source_id: str) -> Path:
    return found.folder / index.sources[source_id].path


def _by_number(index: RecordIndex, sources: frozenset[str]) -> list[str]:
    return sorted(sources, key=lambda key: index.sources[key].number)
