"""Recovers the state of a library from its file, its journal and its backups. Writes nothing."""

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import Any, Final, NamedTuple

from annotations.errors import NewerError, StoreError
from annotations.store.file.backups import Backups
from annotations.store.file.checkpoint import place_of
from annotations.store.file.library_file import AtomicStorage
from annotations.store.file.snapshot import Loaded, decode
from annotations.store.files import state_of
from annotations.store.journal import trail
from annotations.store.journal.format import Header, JournalEntry, JournalPosition, promised_journals
from annotations.store.journal.journal import Journal
from annotations.store.journal.trail import Trail
from annotations.store.versions import Version, denied, files_of, holds_of, marked, paired, place_in, trails_of
from annotations.text.plurals import count_noun

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
    "changed last is missing, and undo starts empty."
)


_DENIED: Final = (
    "The library's file says that it has the changes up to {} of its journal and does not: another program wrote it. "
    "What the journal has is merged with it."
)
_MARKERS: Final = "{} has conflict markers of a version control system: its {} versions are merged here."


class Recovered(NamedTuple):
    """The newest state that is known."""

    loaded: Loaded
    lines: list[JournalEntry]
    """Changes that were made after it, to be made again in order."""
    problems: list[str]
    """Messages for the user, one line each."""
    damage: str
    """Reason why the files must not be overwritten, in one line; `""` if they may."""
    lost: bool = False
    """True if there is damage and nothing could be recovered."""
    others: tuple[Version, ...] = ()
    """Other versions of the library that are to be merged into this one, in order."""
    rewrite: bool = False
    """True if the library's file has several versions and is to be replaced by the next write."""


def recover(storage: AtomicStorage, journal: Journal, backups: Backups) -> Recovered:
    """Return the newest state of a library, and set ``storage`` and ``journal`` to their current places."""
    for _ in range(_TRIES):
        before = state_of(journal.path)
        found = _recall(storage, journal, backups)
        after = state_of(journal.path)
        if not storage.changed() and (before and before.inode) == (after and after.inode):
            break
        # Another program replaced the file or shortened the journal meanwhile: the two may not belong together.
    return found


def _recall(storage: AtomicStorage, journal: Journal, backups: Backups) -> Recovered:
    damage, loaded = "", None
    try:
        loaded = storage.load()
    except NewerError as error:
        damage = str(error)
    except StoreError as error:
        damage = str(error)
        if storage.conflicted():
            return _versions(storage, journal, backups)
    try:
        header = journal.open()
    except NewerError as error:
        return Recovered(
            loaded or decode({}), [], list(loaded.problems) if loaded else [], damage or str(error), not loaded
        )
    except StoreError as error:
        if loaded is None:
            return _recovered(storage, journal, backups, damage)
        if _conflicted(journal):
            return _versions(storage, journal, backups, loaded)
        other = _left(journal, storage.meta)
        return Recovered(loaded, [], list(loaded.problems), str(error), others=(other,) if other is not None else ())
    if loaded is None:
        return _recovered(storage, journal, backups, damage)
    if header is None:
        return Recovered(loaded, [], [*loaded.problems, *_lost(journal, storage.meta.get("journal"))], "")
    return _joined(storage, journal, backups, loaded, header)


def _joined(storage: AtomicStorage, journal: Journal, backups: Backups, loaded: Loaded, header: Header) -> Recovered:
    """Return the state of a file and a journal that can both be read: the file names a place in it, or does not fit."""
    place = place_of(storage.meta, journal)
    if place is not None:
        found = _continued(loaded, journal, place)
        if found.damage and _conflicted(journal):
            return _versions(storage, journal, backups, loaded)
        if (
            place.sequence > header.sequence
            and not marked(found.lines, storage.meta)
            and _denies(Version(storage.path.name, loaded, storage.meta), journal)
        ):
            # What it says of the journal does not hold: all of the journal is news.
            storage.meta = {**storage.meta, "journal": {}, "holds": []}
            return _mismatched(storage, loaded, journal, backups, [_DENIED.format(place.sequence)])
        return found
    if not storage.meta:
        return _recovered(storage, journal, backups, "")
    if _conflicted(journal):
        return _versions(storage, journal, backups, loaded)
    known = storage.meta.get("journal")
    own = known.get("sequence", 0) if isinstance(known, dict) and known.get("id") == header.id else None
    if own is not None and own > _last(journal):
        return _mismatched(storage, loaded, journal, backups, [_CUT.format(journal.path)])
    if own is not None and own < header.sequence:
        return _mismatched(storage, loaded, journal, backups, [_OLDER.format(own, header.sequence)])
    return _mismatched(storage, loaded, journal, backups, [])


def _lost(journal: Journal, known: object) -> list[str]:
    """Return what is missing of a journal without a first line; `known` is the place in it that the file names.

    A missing journal is no damage: a version control system may not carry it. But it was here if more is known to have
    been saved in it than the file has. The line after the file's last one records that the file has it. An empty one is
    left if the program is killed while it begins a new one, unless it is known that a line of that was saved.
    """
    if not known:
        return []
    id_, last = (str(known.get("id")), known.get("sequence", 0)) if isinstance(known, dict) else ("", 0)
    more = journal.promised(id_) > last + 1
    if not journal.path.exists():
        return [_GONE.format(journal.path)] if more else []
    begun = not (more or journal.content() or promised_journals(journal.guard.written_down()) - {id_})
    return [] if begun else [_CUT.format(journal.path)]


def _denies(file: Version, journal: Journal) -> bool:
    """Return whether a file claims to have what its journal recorded and does not."""
    if file.loaded is None:
        return True
    known, place = journal.trail(), place_in(file.meta)
    return denied(file.loaded, known, known.behind([place] if place is not None else []) or 0)


def _continued(loaded: Loaded, journal: Journal, place: JournalPosition) -> Recovered:
    """A state and what was changed after it, as far as the journal can be read."""
    tail = journal.tail(place)
    if (tail.torn or tail.damage) and journal.guard.exists():
        # Another program may have been writing.
        with journal.guard.held():
            tail = journal.tail(place)
    journal.settle(tail)
    problems, damage = list(loaded.problems), ""
    if tail.damage:
        damage = (
            f"The journal {journal.path} is damaged after change {tail.end.sequence}: {tail.damage}. "
            "What came before is shown; postil check --repair repairs it."
        )
        problems.append(damage)
    elif journal.promised() > tail.end.sequence:
        problems.append(
            f"The journal {journal.path} ends at line {tail.end.sequence}, and line {journal.promised()} had been "
            "saved: it was cut off, or an older copy was put in its place. What came after is missing. This is reported "
            "until something is recorded."
        )
    elif line := journal.exchanged(tail.end):
        problems.append(
            f"The journal {journal.path} is not the one that was written here: its line {line} is another one. What "
            "was recorded here may be in a copy beside it or in .postil/backups. This is reported until something is recorded."
        )
    elif tail.torn:
        problems.append(
            f"The last line of {journal.path} was not written completely when postil ended; "
            f"it is left out. Everything up to change {tail.end.sequence} is there."
        )
    return Recovered(loaded, tail.lines, problems, damage)


def _recovered(storage: AtomicStorage, journal: Journal, backups: Backups, damage: str) -> Recovered:
    """The newest state without the library's file: a backup, the journal, and what can be read of the file itself.

    Nothing that can be read is left out: what does not follow from the rest is merged with it.
    """
    problem = damage or f"The library's file is gone, and {journal.path} does not begin at the beginning."
    others = [one._replace(doubtful=True) for one in _readable(storage)] if damage else []
    salvaged = "".join(_describe_salvaged(one) for one in others)
    second: tuple[Loaded, dict[str, Any], str] | None = None
    for loaded, meta, name in _states(journal, backups):
        place = place_of(meta, journal) if journal.header is not None else None
        if place is not None:
            found = _continued(loaded, journal, place)
            changes = sum(bool(line.edits) for line in found.lines)
            problem = (
                f"{damage or 'The library has lost its file.'} What is shown was recovered from {name} and {changes} "
                f"changes in the journal after it.{salvaged}"
            )
            storage.meta = meta
            return found._replace(
                problems=[problem, *found.problems],
                damage=problem if damage else found.damage,
                others=tuple(others),
            )
        second = second or ((loaded, meta, name) if meta else None)
    left = _left(journal, second[1] if second is not None else {})
    lost_lines = _describe_left(left)
    journal.disown()
    if second is not None:
        storage.meta = second[1]
        problem = f"{problem} What is shown is the state of {second[2]}.{lost_lines}{salvaged}"
    elif others:
        first, *others = others
        storage.meta = dict(first.meta)
        second = (first.loaded or decode({}), dict(first.meta), "")
        others = [one._replace(loaded=None) for one in [first] if one.more] + others
        problem = f"{problem}{salvaged}{lost_lines}"
    elif left is not None:
        second = (decode({}), {}, "")
        problem = f"{problem}{lost_lines}"
    if second is None:
        return Recovered(decode({}), [], [problem], problem, lost=True)
    found_others = (*([left] if left is not None else []), *others)
    return Recovered(second[0], [], [problem, *second[0].problems], problem, others=found_others)


def _versions(storage: AtomicStorage, journal: Journal, backups: Backups, loaded: Loaded | None = None) -> Recovered:
    """The versions that conflict markers in the file or in its journal separate, to be merged."""
    files = [Version(storage.path.name, loaded, dict(storage.meta))] if loaded is not None else _readable(storage)
    clean = not _conflicted(journal)
    content = journal.content()
    trails = trails_of(content)
    problems = [
        _MARKERS.format(path.name, len(found))
        for path, found, marked_up in ((storage.path, files, loaded is None), (journal.path, trails, not clean))
        if marked_up
    ]
    lost = sum(one.lost for one in files) + sum(one.lost for one in trails)
    damage = ""
    if lost:
        damage = f"{' '.join(problems)} But {count_noun(lost, 'line')} of them cannot be read; postil check --repair writes what is left."
        problems = [damage]
    header = None
    with suppress(StoreError):
        header = journal.open()
    for file in files:
        place = place_of(dict(file.meta), journal) if clean and header is not None else None
        if place is not None and file.loaded is not None and not (file.doubtful and _denies(file, journal)):
            storage.meta = dict(file.meta)
            found = _continued(file.loaded, journal, place)
            others = [one for one in files if one is not file]
            more = [file._replace(loaded=None, meta={})] if file.more else []
            return found._replace(
                problems=[*problems, *found.problems],
                damage=damage or found.damage,
                others=(*more, *others, *(_backup(backups) if lost else ())),
                rewrite=True,
            )
    journal.disown()
    names = paired(files, trails, journal.path.name)
    if not files or files[0].loaded is None:
        return Recovered(decode({}), [], problems, damage, others=(*names, *_backup(backups)), rewrite=True)
    first, *others = names
    storage.meta = dict(first.meta)
    own = [first._replace(loaded=None, base=None)] if first.trail is not None or first.more else []
    return Recovered(
        files[0].loaded,
        [],
        [*problems, *files[0].loaded.problems],
        damage,
        others=(*own, *others, *(_backup(backups) if lost else ())),
        rewrite=True,
    )


def _conflicted(journal: Journal) -> bool:
    try:
        return journal.conflicted()
    except StoreError:
        return False


def _readable(storage: AtomicStorage) -> list[Version]:
    """Return the readable part of a file that is damaged or has conflict markers; its records may not fit each other."""
    try:
        found = files_of(storage.content(), storage.path.name)
    except StoreError:
        return []
    return [one for one in found if one.meta or one.more or (one.loaded and any(one.loaded.records.values()))]


def _describe_salvaged(one: Version) -> str:
    passages, links = (
        len(one.loaded.records[name]) if one.loaded is not None else 0 for name in ("annotations", "links")
    )
    read = f"{count_noun(passages, 'passage')} and {count_noun(links, 'link')}"
    lost = f"; {count_noun(one.lost, 'line')} of it cannot be read" if one.lost else ""
    return f" {read} could be read from the file itself{lost}."


def _left(journal: Journal, meta: dict[str, Any]) -> Version | None:
    """A journal that cannot be gone on with, as a version of its own; None if nothing of it can be read."""
    try:
        found: Trail = trail.read(journal.content())
    except StoreError:
        return None
    return Version(journal.path.name, None, meta, found, lost=found.lost) if found.lines else None


def _describe_left(left: Version | None) -> str:
    if left is None or left.trail is None:
        return ""
    changes = sum(bool(line.edits) for line in left.trail.lines)
    lost = f"; {count_noun(left.lost, 'line')} of it cannot be read" if left.lost else ""
    return f" {count_noun(changes, 'change')} could be read from the journal{lost}."


def _backup(backups: Backups) -> tuple[Version, ...]:
    """The newest backup that can be read."""
    return tuple(Version(name, loaded, meta, doubtful=True) for loaded, meta, name in islice(_backups(backups), 1))


def _backups(backups: Backups) -> Iterator[tuple[Loaded, dict[str, Any], str]]:
    """Backups that can be read, the newest first: records, ``meta`` and the name in messages."""
    for path in backups.newest():
        storage = AtomicStorage(path)
        try:
            loaded = storage.load()
        except StoreError:
            continue
        yield loaded, dict(storage.meta), f"the backup {path.name}"


def _states(journal: Journal, backups: Backups) -> Iterator[tuple[Loaded, dict[str, Any], str]]:
    """States to go on from: good backups, the newest first, and nothing at all where the journal begins with that."""
    yield from _backups(backups)
    if journal.header is not None and not journal.header.base:
        yield decode({}), {}, "an empty library"


def _last(journal: Journal) -> int:
    """The sequence of the last sound line."""
    return max((brief.sequence for _, _, brief in journal.briefs()), default=journal.start().sequence)


def _mismatched(
    storage: AtomicStorage, loaded: Loaded, journal: Journal, backups: Backups, problems: list[str]
) -> Recovered:
    """A file that another machine wrote, or that is older than all of the journal, beside a journal of this one.

    What the file names is known to it; every other change of the journal is news, folded or not.
    """
    ours = journal.trail()
    unknown = sum(bool(line.edits) for line in ours.lines[ours.behind(holds_of(storage.meta)) or 0 :])
    file = Version(storage.path.name, loaded, dict(storage.meta))
    problems = [*loaded.problems, *problems]
    if unknown and file.identity not in [one for line in ours.lines for one in line.holds]:
        problems.append(
            f"The library was replaced by another program; from the journal comes what it does not "
            f"know: {count_noun(unknown, 'change')}."
        )
    for state, meta, _ in _states(journal, backups):
        if (place := place_of(meta, journal)) is None:
            continue
        found = _continued(state, journal, place)
        if not found.damage:
            # What the journal leads to is known whole: it goes on, with the file merged into it as a step that can be undone.
            storage.meta = {**storage.meta, "journal": meta.get("journal"), "holds": meta.get("holds")}
            return found._replace(problems=[*problems, *found.problems], others=(file,))
        break
    journal.disown()
    return Recovered(loaded, [], problems, "", others=(Version(journal.path.name, trail=ours, lost=ours.lost),))
