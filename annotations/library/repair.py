"""Find damage to the files of a library, and repair it one by one. Nothing is deleted."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from annotations.errors import NewerError, StoreError
from annotations.library.issues.conflict_copies import copies, take_in, what_is
from annotations.library.library import Library
from annotations.library.open import held_by, load_index, merged_in
from annotations.records.index import RecordIndex
from annotations.records.merge import differences, rescued
from annotations.sources.scan import scan
from annotations.store import access
from annotations.store.file.backups import Backups
from annotations.store.file.library_file import AtomicStorage
from annotations.store.file.snapshot import Snapshot
from annotations.store.gitignore import keep_local
from annotations.store.journal.format import Held, JournalPosition
from annotations.store.journal.journal import Journal
from annotations.store.paths import BACKUPS, FILE, JOURNAL, home_of
from annotations.store.versions import files_of, read_copy, thinned
from annotations.text.plurals import count_noun


class Repair(NamedTuple):
    """Damage, and its repair."""

    found: str
    """Damage, in one line."""
    action: str
    """The repair, in one line; empty if none is possible."""
    do: Callable[[], list[str]]
    """Performs the repair; returns what a person has to know of it, a line each. Raises StoreError."""
    blank: bool = False
    """True if the file is empty and nothing is known that was ever in it: the repair starts an empty library."""
    fewer: int = 0
    """Number of passages and links that another readable state has and the repair would lose; a person has to agree."""


class _Best(NamedTuple):
    """Records that can be recovered from damaged files."""

    records: RecordIndex
    held: list[Held]
    behind: int
    """Number of changes among them that come after a damaged line of the journal."""


class _Contents(NamedTuple):
    """Numbers of the records of a library that cannot be made again."""

    passages: int
    links: int

    @property
    def total(self) -> int:
        """Number of passages and links together."""
        return self.passages + self.links

    def __str__(self) -> str:
        return f"{count_noun(self.passages, 'passage')} and {count_noun(self.links, 'link')}"


def repairs(paths: Sequence[Path]) -> list[Repair]:
    """List the damage to the files of the library on these paths, the worst first."""
    home = home_of(scan(paths).folder)
    if refused := access.refused(home):
        return [Repair(line, "", list) for line in access.lines_of(refused, [])]
    storage, journal = AtomicStorage(home / FILE), Journal(home / JOURNAL)
    index = RecordIndex()
    recalled = load_index(index, storage, journal)
    found = []
    if recalled.damage:
        found.append(_damaged(home, recalled.damage))
    elif recalled.others:
        merged, conflicts = merged_in(index, journal, recalled, held_by(storage, recalled))
        if merged or recalled.rewrite:
            action = f"Write the library with all versions merged and keep the originals in {home / BACKUPS}."
            found.append(Repair(" ".join([*recalled.problems, *conflicts]), action, lambda: _settle(paths)))
    return found + [_copied(paths, copy) for copy in copies(home)]


def _damaged(home: Path, damage: str) -> Repair:
    for look in (AtomicStorage(home / FILE).load, Journal(home / JOURNAL).open):
        try:
            look()
        except NewerError:
            return Repair(damage, "", list)
        except StoreError:
            continue
    best = _salvaged(home)
    saved = _Contents(len(best.records.annotations), len(best.records.links))
    more = f", {best.behind} of the changes behind the damage among them" if best.behind else ""
    action = f"Keep the damaged files in {home / BACKUPS} and write the library with {saved}{more}."
    readable = _readable(home)
    fewer = readable.total - saved.total
    if fewer > 0:
        action += f" That is {fewer} fewer than another state that can be read has: {readable}."
    blank = not (saved.total or readable.total or best.behind) and not AtomicStorage(home / FILE).content().strip(
        b"\0 \r\n"
    )
    return Repair(damage, action, lambda: _write_again(home), blank, max(0, fewer))


def _readable(home: Path) -> _Contents:
    """Contents of the largest single state that can be read: the file, a side of it, or the newest backup."""
    counts = [_Contents(0, 0)]
    with suppress(StoreError):
        counts += [
            _Contents(len(one.loaded.records["annotations"]), len(one.loaded.records["links"]))
            for one in files_of(AtomicStorage(home / FILE).content(), FILE)
            if one.loaded is not None
        ]
    for path in Backups(home / BACKUPS).newest():
        try:
            records = AtomicStorage(path).load().records
        except StoreError:
            continue
        counts.append(_Contents(len(records["annotations"]), len(records["links"])))
        break
    return max(counts, key=lambda one: one.total)


def _salvaged(home: Path) -> _Best:
    """Recover all records that can be read."""
    index = RecordIndex()
    storage, journal = AtomicStorage(home / FILE), Journal(home / JOURNAL)
    recalled = load_index(index, storage, journal)
    held = held_by(storage, recalled)
    merged_in(index, journal, recalled, held)
    if journal.header is None:
        return _Best(index, held, 0)
    behind = [
        journal.line_at(offset, length) for offset, length, brief in journal.briefs() if offset >= journal.at.offset
    ]
    joined = rescued(index.tables(), (edit for line in behind for edit in line.edits))
    for edit in differences(index.tables(), joined.tables):
        index.apply(edit)
    end = journal.trail().end
    return _Best(index, [*held, *([end] if end is not None else [])], sum(bool(line.edits) for line in behind))


def _write_again(home: Path) -> list[str]:
    """Replace damaged files by what can be recovered."""
    best = _salvaged(home)
    journal, backups = Journal(home / JOURNAL), Backups(home / BACKUPS)
    try:
        with journal.guard.held():
            for name in (FILE, JOURNAL):
                if access.is_there(home / name):
                    backups.put_away(home / name, "damaged")
            snapshot: Snapshot = best.records.snapshot()
            nothing = {"id": "", **JournalPosition(0, 0, "")._asdict()}
            AtomicStorage(home / FILE).checkpoint(snapshot, nothing, journal.guard.held(), thinned(best.held))
            keep_local(home)
    except OSError as error:
        raise StoreError(f"The library in {home} cannot be repaired: {error.strerror or error}.") from error
    finally:
        journal.close()
    return []


def _settle(paths: Sequence[Path]) -> list[str]:
    library = Library.open(paths)
    try:
        library.sync.settle()
        library.checkpoint()
    finally:
        library.close()
    return []


def _copied(paths: Sequence[Path], copy: Path) -> Repair:
    try:
        versions = read_copy(copy)
    except StoreError as error:
        return Repair(f"{copy.name} is {what_is(copy)}, that cannot be read: {error}", "", list)
    if not versions:
        return Repair(f"{copy.name} is {what_is(copy)}, that cannot be read: it has no record.", "", list)
    lost = sum(one.lost for one in versions)
    damage = f"; {count_noun(lost, 'line')} of it cannot be read" if lost else ""
    action = f"Take in what the library does not have and keep the copy in {BACKUPS}."
    return Repair(f"{copy.name} is {what_is(copy)}{damage}.", action, lambda: _take_in(paths, copy))


def _take_in(paths: Sequence[Path], copy: Path) -> list[str]:
    library = Library.open(paths)
    try:
        taken = take_in(library, copy)
        library.checkpoint()
    finally:
        library.close()
    return [f"{count_noun(taken.records, 'record')} came from {copy.name}.", *taken.conflicts]
