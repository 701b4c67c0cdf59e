"""Put right what is wrong with a library's own files, each thing after it was explained. Nothing is deleted."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from annotations.documents.scan import scan
from annotations.errors import NewerError, StoreError
from annotations.index import Index
from annotations.library import Library
from annotations.merging import differences, rescued
from annotations.opening import remember
from annotations.place import BACKUPS, FILE, JOURNAL, home_of
from annotations.store import access
from annotations.store.journal import Journal
from annotations.store.lines import Position
from annotations.store.storage import AtomicStorage
from annotations.store.tables import Snapshot


class Repair(NamedTuple):
    """Something that is wrong, and what can be done."""

    found: str
    """What is wrong, in one line."""
    action: str
    """What would be done, in one line; empty if nothing can be."""
    do: Callable[[], None]
    """Does it. Raises StoreError."""


def repairs(paths: Sequence[Path]) -> list[Repair]:
    """What is wrong with the files of the library on these paths, the worst first."""
    home = home_of(scan(paths).folder)
    if refused := access.refused(home):
        return [Repair(line, "", lambda: None) for line in access.told(refused, [])]
    storage, journal = AtomicStorage(home / FILE), Journal(home / JOURNAL)
    recalled = remember(Index(), storage, journal)
    found = []
    if recalled.damage:
        found.append(_damaged(home, recalled.damage))
    return found + [_copied(paths, copy) for copy in copies(home)]


def copies(home: Path) -> list[Path]:
    """Other versions of the library's file that a sync client, a merge or a person left beside it."""
    return sorted(
        path
        for path in access.listed(home)
        if path.match("*library*")
        and path.name != FILE
        and access.is_file(path)
        and not path.name.endswith(".tmp")
        and path.suffix != ".toml"
    )


def _damaged(home: Path, damage: str) -> Repair:
    for look in (AtomicStorage(home / FILE).load, Journal(home / JOURNAL).open):
        try:
            look()
        except NewerError:
            return Repair(damage, "", lambda: None)
        except StoreError:
            continue
    index, salvaged = _salvaged(home)
    passages, links = len(index.annotations), len(index.links)
    told = f"{passages} passage{'' if passages == 1 else 's'} and {links} link{'' if links == 1 else 's'}"
    more = f", {salvaged} of the changes behind the damage among them" if salvaged else ""
    action = f"Keep the damaged files in {home / BACKUPS} and write the library anew with {told}{more}."
    return Repair(damage, action, lambda: _write_anew(home))


def _salvaged(home: Path) -> tuple[Index, int]:
    """Everything that can be recovered, and how many changes of it stand behind a damaged line."""
    index = Index()
    journal = Journal(home / JOURNAL)
    remember(index, AtomicStorage(home / FILE), journal)
    if journal.header is None:
        return index, 0
    behind = [
        journal.line_at(offset, length) for offset, length, brief in journal.briefs() if offset >= journal.at.offset
    ]
    joined = rescued(index.tables(), (edit for line in behind for edit in line.edits))
    for edit in differences(index.tables(), joined.tables):
        index.apply(edit)
    return index, sum(bool(line.edits) for line in behind)


def _write_anew(home: Path) -> None:
    """Put what can be recovered in the place of what is damaged."""
    index, _ = _salvaged(home)
    journal = Journal(home / JOURNAL)
    stamp = datetime.now(UTC).strftime("%Y-%m-%dT%H-%M-%S")
    try:
        with journal.guard.held():
            access.make_folder(home / BACKUPS)
            for name in (FILE, JOURNAL):
                if access.is_there(home / name):
                    (home / name).rename(home / BACKUPS / f"damaged-{stamp}-{name}")
            snapshot: Snapshot = index.snapshot()
            AtomicStorage(home / FILE).fold(snapshot, {"id": "", **Position(0, 0, "")._asdict()}, journal.guard.held())
    except OSError as error:
        raise StoreError(f"The library in {home} cannot be repaired: {error.strerror or error}.") from error
    finally:
        journal.close()


def _copied(paths: Sequence[Path], copy: Path) -> Repair:
    try:
        AtomicStorage(copy).load()
    except StoreError as error:
        return Repair(f"{copy} is another version of the library that cannot be read: {error}", "", lambda: None)
    found = f"{copy} is another version of the library, left by a sync client or a merge."
    return Repair(
        found, f"Take in what the library does not have and keep the copy in {BACKUPS}.", lambda: _take_in(paths, copy)
    )


def _take_in(paths: Sequence[Path], copy: Path) -> None:
    library = Library.open(paths)
    try:
        library.take_in(copy)
        library.fold()
        target = copy.parent / BACKUPS / f"taken-in-{datetime.now(UTC).strftime('%Y-%m-%dT%H-%M-%S')}-{copy.name}"
        access.make_folder(target.parent)
        copy.rename(target)
    except OSError as error:
        raise StoreError(f"{copy} cannot be moved: {error.strerror}.") from error
    finally:
        library.close()
