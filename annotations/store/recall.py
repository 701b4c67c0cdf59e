"""What a library holds, from its file, its journal and its backups. Nothing is written."""

from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from annotations.errors import StoreError
from annotations.store import lines as wire
from annotations.store.backups import Backups
from annotations.store.files import state_of
from annotations.store.journal import Journal
from annotations.store.lines import Line, Position
from annotations.store.storage import AtomicStorage
from annotations.store.tables import Loaded, decode

_TRIES: Final = 5

_CUT: Final = (
    "The journal {} was cut off: what was changed since the library's file was written last may be missing, "
    "and undo reaches no further back than that."
)
_OLDER: Final = (
    "The library's file ends at change {} and its journal begins after change {}: an older copy was put in its place. "
    "What was changed between them is missing here; .postil/backups may have it."
)
_GONE: Final = (
    "The journal {} is gone, and more had been saved in it than the library's file has. Put it back if you can: what was "
    "changed last is missing, and undo begins anew."
)


class Recalled(NamedTuple):
    """The newest state that is known."""

    loaded: Loaded
    lines: list[Line]
    """Changes that were made after it, to be made again in order."""
    problems: list[str]
    """What the user should be told, a line each."""
    damage: str
    """Why nothing may be written over what is there, in one line; empty if it may."""
    lost: bool = False
    """Whether there is damage and nothing could be recovered."""
    rescue: tuple[Line, ...] = ()
    """Changes of a journal that does not belong to the file, and that the file may not know."""


def recall(storage: AtomicStorage, journal: Journal, backups: Backups) -> Recalled:
    """The state that a library was left in; afterwards storage and journal know where they are."""
    for _ in range(_TRIES):
        before = state_of(journal.path)
        found = _recall(storage, journal, backups)
        after = state_of(journal.path)
        if not storage.changed() and (before and before.inode) == (after and after.inode):
            break
        # Somebody wrote the file anew or shortened the journal just then: what was read may not belong together.
    return found


def _recall(storage: AtomicStorage, journal: Journal, backups: Backups) -> Recalled:
    damage, loaded = "", None
    try:
        loaded = storage.load()
    except StoreError as error:
        damage = str(error)
    try:
        header = journal.open()
    except StoreError as error:
        return Recalled(
            loaded or decode({}), [], list(loaded.problems) if loaded else [], damage or str(error), not loaded
        )
    if loaded is None:
        return _recovered(journal, backups, damage)
    if header is None:
        # A journal that nobody has here is not missed: a version control system may not carry it. But where more is known
        # to have been saved in it than the file has, it was here. The line after the file's last one says that it has it.
        known = storage.meta.get("journal")
        gone = isinstance(known, dict) and journal.promised(str(known.get("id"))) > known.get("sequence", 0) + 1
        lost = [_CUT.format(journal.path)] if journal.path.exists() else [_GONE.format(journal.path)] if gone else []
        return Recalled(loaded, [], [*loaded.problems, *(lost if known else [])], "")
    place = place_of(storage.meta, journal)
    if place is not None:
        return _continued(loaded, journal, place)
    if not storage.meta:
        return _recovered(journal, backups, "")
    known = storage.meta.get("journal")
    own = known.get("sequence", 0) if isinstance(known, dict) and known.get("id") == header.id else None
    if own is not None and own > _last(journal):
        return _mismatched(loaded, journal, [_CUT.format(journal.path)])
    if own is not None and own < header.sequence:
        return _mismatched(loaded, journal, [_OLDER.format(own, header.sequence)], older=True)
    return _mismatched(loaded, journal, [])


def place_of(meta: dict[str, Any], journal: Journal) -> Position | None:
    """Where in the journal a file with that ``meta`` ends; None if it is not a file of that journal."""
    known = meta.get("journal")
    if journal.header is None:
        return None
    if isinstance(known, dict) and known.get("id") == journal.header.id:
        sequence, offset, checksum = (known.get(name) for name in ("sequence", "offset", "sum"))
        if isinstance(sequence, int) and isinstance(offset, int) and isinstance(checksum, str):
            return journal.locate(Position(sequence, offset, checksum))
        return None
    if journal.header.base == meta.get("checksum", "") and not journal.header.sequence:
        return journal.start()
    return None


def _continued(loaded: Loaded, journal: Journal, place: Position) -> Recalled:
    """A state and what was changed after it, as far as the journal can be read."""
    tail = journal.tail(place)
    if (tail.torn or tail.damage) and journal.guard.exists():
        # Somebody may have been writing just then.
        with journal.guard.held():
            tail = journal.tail(place)
    journal.settle(tail)
    problems, damage = list(loaded.problems), ""
    if tail.damage:
        damage = (
            f"The journal {journal.path} is damaged after change {tail.end.sequence}: {tail.damage}. "
            "What came before is shown; postil check --repair puts it right."
        )
        problems.append(damage)
    elif journal.promised() > tail.end.sequence:
        problems.append(
            f"The journal {journal.path} ends at line {tail.end.sequence}, and line {journal.promised()} had been "
            "saved: it was cut off, or an older copy was put in its place. What came after is missing. This is said "
            "until something is recorded."
        )
    elif tail.torn:
        problems.append(
            f"The last line of {journal.path} was not written completely when postil ended; "
            f"it is left out. Everything up to change {tail.end.sequence} is there."
        )
    return Recalled(loaded, tail.lines, problems, damage)


def _recovered(journal: Journal, backups: Backups, damage: str) -> Recalled:
    """The newest state without the library's file: a backup and what the journal has beyond it."""
    second: tuple[Loaded, str] | None = None
    for loaded, meta, name in _states(journal, backups):
        place = place_of(meta, journal) if journal.header is not None else None
        if place is not None:
            found = _continued(loaded, journal, place)
            told = f"What is shown was recovered from {name} and {sum(bool(line.edits) for line in found.lines)} changes in the journal after it."
            problem = f"{damage or 'The library has lost its file.'} {told}"
            return found._replace(problems=[problem, *found.problems], damage=problem if damage else found.damage)
        second = second or ((loaded, name) if meta else None)
    problem = damage or f"The library's file is gone, and {journal.path} does not begin at the beginning."
    if second is None:
        return Recalled(decode({}), [], [problem], problem, lost=True)
    problem = f"{problem} What is shown is the state of {second[1]}."
    return Recalled(second[0], [], [problem, *second[0].problems], problem)


def _states(journal: Journal, backups: Backups) -> Iterator[tuple[Loaded, dict[str, Any], str]]:
    """States to go on from: good backups, the newest first, and nothing at all where the journal begins with that."""
    for path in backups.newest():
        storage = AtomicStorage(path)
        try:
            loaded = storage.load()
        except StoreError:
            continue
        yield loaded, storage.meta, f"the backup {path.name}"
    if journal.header is not None and not journal.header.base:
        yield decode({}), {}, "an empty library"


def _last(journal: Journal) -> int:
    """The sequence of the last sound line."""
    return max((brief.sequence for _, _, brief in journal.briefs()), default=journal.start().sequence)


def _mismatched(loaded: Loaded, journal: Journal, problems: list[str], *, older: bool = False) -> Recalled:
    """A file that another machine wrote, or that is older than all of the journal, beside a journal of this one."""
    lines = journal.tail(journal.start()).lines
    # What was folded once need not be in an older file.
    folded = 0 if older else max((place for place, line in enumerate(lines, 1) if line.kind == wire.FOLD), default=0)
    unknown = tuple(line for line in lines[folded:] if line.edits)
    problems = [*loaded.problems, *problems]
    if unknown:
        problems.append(
            f"The library was replaced by another program; {len(unknown)} changes that it does not know "
            "are taken from the journal."
        )
    journal.disown()
    return Recalled(loaded, [], problems, "", rescue=unknown)
