"""The journal: each change is appended to it, and is durable before anything else is written."""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import uuid4

from annotations.errors import NewerError, StoreError
from annotations.store import access
from annotations.store.files import FileState, append, replace_file, state_of, sync_folder
from annotations.store.journal import format as wire
from annotations.store.journal.format import EntrySummary, Header, Held, JournalEntry, JournalPosition
from annotations.store.journal.trail import Tail, Trail, follow, read, summaries
from annotations.store.journal.write_lock import WriteLock
from annotations.store.library_folder import make_folder, open_here
from annotations.text.conflict_markers import conflicted

_START: Final = JournalPosition(0, 0, "00000000")


class ReplacedError(Exception):
    """The file is not the one that was known, and does not go on where that one ended."""


class Journal:
    """The journal of a library, as far as it is known here.

    Lines are written by one call each, under a `WriteLock`, so that several processes may take turns. Every
    method but `sync` belongs to the thread of the library or is called with the guard held.
    """

    def __init__(self, path: Path) -> None:
        """A journal in a file that need not exist."""
        self.path = path
        self.guard = WriteLock(path.with_name(f"{path.stem}.lock"))
        self.header: Header | None = None
        self.at = _START
        """Behind the last line that is known here."""
        self._descriptor = -1
        self._syncing = -1
        self._seen: FileState | None = None
        self._opened: FileState | None = None
        """The file as it was before it was read."""
        self._torn = 0
        self._fresh = False
        self._distrust = False
        self._durable = (0, "")
        """The last line that was made durable here, and its checksum."""
        self._unsynced: list[tuple[int, bytes]] = []
        """Lines that were written here and may not be on the disk yet, with their places."""

    # --- reading

    def open(self) -> Header | None:
        """Read the header; None if there is no file.

        Raises StoreError if it cannot be read, is no journal, or was made by a newer version.
        """
        self._opened = state_of(self.path)
        try:
            with access.reader(self.path) as file:
                first = file.readline(wire.LONGEST_HEADER)
        except FileNotFoundError:
            self.header = None
            return None
        except OSError as error:
            raise access.unreadable(error, f"The journal {self.path}") from error
        try:
            header = wire.first_line(first)
        except ValueError as error:
            raise self._error("is damaged in its first line", "postil check --repair repairs it.") from error
        if header is not None and header.version > wire.VERSION:
            raise self._error(f"has version {header.version}, newer than {wire.VERSION}", "Update postil.", NewerError)
        self.header = header
        return header

    def start(self) -> JournalPosition:
        """The place behind the header."""
        if self.header is None:
            return _START
        return JournalPosition(self.header.sequence, len(wire.encode_header(self.header)), self.header.prev)

    def locate(self, place: JournalPosition) -> JournalPosition | None:
        """Find the line with that sequence and checksum and return the place after it; None if there is none."""
        start = self.start()
        if (place.sequence, place.sum) == (start.sequence, start.sum):
            return start
        with access.reader(self.path) as file:
            file.seek(max(0, place.offset - 11))
            if place.offset > start.offset and file.read(11) == f'{place.sum}"}}\n'.encode():
                return place
        for offset, length, brief in self.briefs():
            if (brief.sequence, brief.sum) == (place.sequence, place.sum):
                return JournalPosition(place.sequence, offset + length, place.sum)
        return None

    def tail(self, place: JournalPosition) -> Tail:
        """The lines behind a place. Raises StoreError if they cannot be read."""
        return follow(self._read(place.offset), place)

    def promised(self, id_: str = "") -> int:
        """The last line that is known to have been on disk, if one of this journal is, or of one that is gone; else 0.

        It is written down after that line was made durable and never waited for: it may be too low after a loss of
        power, and is never too high.
        """
        return self._promise(id_)[0]

    def exchanged(self, end: JournalPosition) -> int:
        """The line that was written down as durable, if another one is in its place; 0 if it is there, or not reached."""
        sequence, checksum = self._promise("")
        if not checksum or sequence > end.sequence or (sequence, checksum) == (end.sequence, end.sum):
            return 0
        there = sequence <= self.start().sequence or self.locate(JournalPosition(sequence, 0, checksum))
        return 0 if there else sequence

    def _promise(self, id_: str) -> tuple[int, str]:
        return wire.decode_promise(self.guard.written_down(), self.header.id if self.header is not None else id_)

    def content(self) -> bytes:
        """All bytes of the file; empty if there is none. Raises StoreError if it cannot be read."""
        return self._read(0)

    def trail(self) -> Trail:
        """All lines of the file that can be read. Raises StoreError if the file cannot be."""
        return read(self.content())

    def conflicted(self) -> bool:
        """Return whether the file has conflict markers. Raises StoreError if it cannot be read."""
        return conflicted(self.content())

    def briefs(self, *, known: bool = False, behind: int = 0) -> Iterator[tuple[int, int, EntrySummary]]:
        """Offset, length and content of each line that is sound, oldest first, or of those known here. Raises StoreError.

        Only lines from the byte `behind` on are read.
        """
        first = max(behind, self.start().offset)
        data = self._read(first) if self.header is not None else b""
        yield from summaries(data[: self.at.offset - first] if known and self.at.offset else data, first)

    def line_at(self, offset: int, length: int) -> JournalEntry:
        """The line at a place that `briefs` gave. Raises StoreError if it is not there any more."""
        try:
            with open_here(self.path, self._descriptor, self.guard.site) as file:
                file.seek(offset)
                return wire.decode_line(file.read(length).removesuffix(b"\n"))[0]
        except (OSError, ValueError) as error:
            raise self._error(f"cannot be read at byte {offset}: {error}", "Open the library again.") from error

    def _read(self, offset: int) -> bytes:
        try:
            with open_here(self.path, self._descriptor, self.guard.site) as file:
                file.seek(offset)
                return file.read()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise access.unreadable(error, f"The journal {self.path}") from error

    # --- following and writing

    def settle(self, tail: Tail) -> None:
        """Append after the lines that were read; an incomplete last line is cut off before the next one is written."""
        self.at, self._torn = tail.end, tail.torn
        self._seen = self._opened

    def changed(self) -> bool:
        """Return whether another program has written to the file since. Costs one system call."""
        return state_of(self.path) != self._seen

    def catch_up(self) -> list[JournalEntry]:
        """The lines that others appended since the last time.

        Raises Foreign if the file is another one and does not go on where the known one ended, and StoreError
        if it is damaged or cannot be read.
        """
        seen = state_of(self.path)
        if seen == self._seen:
            return []
        if seen is None:
            raise ReplacedError
        known, at = self.header, self.at
        try:
            header = self.open()
        except StoreError as error:
            if not isinstance(error, NewerError) and self.conflicted():
                raise ReplacedError from None
            raise
        if header is None:
            raise ReplacedError
        if header == known:
            self.header = known
        if known is None or header.id != known.id:
            self.header = known
            raise ReplacedError
        place = self.locate(at)
        if place is None:
            self.header = known
            raise ReplacedError
        tail = self.tail(place)
        if tail.damage and self.conflicted():
            self.header = known
            raise ReplacedError
        if tail.damage:
            raise self._error(f"is damaged after line {tail.end.sequence}", "postil check --repair repairs it.")
        if self._seen is None or seen.inode != self._seen.inode:
            # A program that replaced the file by one that continues from here made durable what it took over.
            self._let_go()
            self._unsynced = []
        self.settle(tail)
        return tail.lines

    def begin(self, base: str, origin: Held | None = None) -> None:
        """Make the file, for a library whose file has that checksum and place. Raises OSError; the guard is held."""
        header = Header(wire.FORMAT, wire.VERSION, str(uuid4()), base, origin=origin)
        make_folder(self.path.parent, self.guard.site)
        descriptor = access.open_file(self.path, os.O_CREAT | os.O_RDWR | os.O_APPEND)
        try:
            os.ftruncate(descriptor, 0)
            append(descriptor, wire.encode_header(header), 0)
        except BaseException:
            os.close(descriptor)
            # What is left of it would be taken for the journal of another program, and nothing written any more.
            with suppress(OSError):
                self.path.unlink()
            raise
        self._let_go()
        self._descriptor, self.header, self._fresh = descriptor, header, True
        self.at, self._torn, self._durable = self.start(), 0, (0, "")
        self._unsynced = [(0, wire.encode_header(header))]
        self._note()

    def append(self, lines: Sequence[JournalEntry]) -> list[JournalEntry]:
        """Write lines with the next numbers and return them; `sync` makes them durable.

        The guard is held, and `catch_up` has just been called. Raises OSError, and then none of them is
        there; ValueError if one cannot be written down.
        """
        numbered, data, prev = [], [], self.at.sum
        for sequence, line in enumerate(lines, self.at.sequence + 1):
            numbered.append(JournalEntry(sequence, *line[1:]))
            data.append(wire.encode_line(numbered[-1], prev))
            prev = wire.sum_of(data[-1])
        if self._descriptor < 0:
            self._descriptor = access.open_file(self.path, os.O_RDWR | os.O_APPEND)
        if self._torn:
            os.ftruncate(self._descriptor, self.at.offset)
            self._torn = 0
        written = b"".join(data)
        try:
            append(self._descriptor, written, self.at.offset)
        except OSError:
            if os.fstat(self._descriptor).st_size == self.at.offset:
                self._note()  # What was written of it was cut off again: no other program changed the file.
            raise
        self._unsynced.append((self.at.offset, written))
        self.at = JournalPosition(numbered[-1].sequence, self.at.offset + len(written), prev)
        self._note()
        return numbered

    def sync(self) -> None:
        """Make durable what was appended here. Raises OSError; then it is to be called again.

        Called from another thread: the guard is taken only for moments.
        """
        if self._distrust:
            with self.guard.held():
                self._write_again()
        with self.guard.threads():
            waiting, fresh, last = list(self._unsynced), self._fresh, (self.at.sequence, self.at.sum)
            if not waiting:
                return
            if self._descriptor < 0:
                self._descriptor = access.open_file(self.path, os.O_RDWR | os.O_APPEND)
            descriptor = self._syncing = self._descriptor
            self._distrust = True
        try:
            os.fsync(descriptor)
        finally:
            with self.guard.threads():
                self._syncing = -1
                if descriptor != self._descriptor:
                    os.close(descriptor)
        if fresh:
            sync_folder(self.path.parent)
        with self.guard.threads():
            self._durable, self._distrust = last, False
            self._fresh = self._fresh and not fresh
            done = {offset for offset, _ in waiting}
            self._unsynced = [row for row in self._unsynced if row[0] not in done]

    def promise(self) -> None:
        """Write down how far this journal is durable, for `promised`; call it only while the program is idle."""
        with self.guard.threads():
            if self.header is not None and self._durable[0]:
                self.guard.write_down(wire.encode_promise(self.header.id, *self._durable))

    def _write_again(self) -> None:
        """Write what may not be durable once more, by another descriptor.

        After a failed fsync the system may take pages for written that are not.
        """
        now = state_of(self.path)
        if now is None or self._seen is None or now.inode != self._seen.inode:
            # The program that shortened the journal made all of it durable.
            self._unsynced = []
            return
        self._let_go()
        self._descriptor = access.open_file(self.path, os.O_RDWR | os.O_APPEND)
        again = access.open_file(self.path, os.O_WRONLY)
        try:
            for offset, data in self._unsynced:
                os.pwrite(again, data, offset)
        finally:
            os.close(again)
        if self.at.offset == now.size:
            self._note()

    @property
    def synced(self) -> bool:
        """True if everything that was appended here is durable."""
        return not self._unsynced

    @property
    def unsynced(self) -> set[int]:
        """Numbers of the changes that were appended here and may not be durable yet."""
        rows = [wire.decode_brief(row) for offset, data in list(self._unsynced) if offset for row in data.splitlines()]
        return {row.sequence for row in rows if row.kind not in (wire.BOOKKEEPING, wire.CHECKPOINT)}

    def shorten(self, keep: int) -> bool:
        """Drop all but the last `keep` changes, if there are a tenth more. The lock is held.

        Raises OSError and StoreError; then the journal is as it was. What was appended is durable when this returns.
        """
        rows = list(self.briefs())
        steps = [place for place, (_, _, brief) in enumerate(rows) if brief.kind in wire.STEPS]
        if self.header is None or len(steps) <= keep + keep // 10 or self.changed():
            return False
        first = steps[-keep]
        last = rows[first - 1][2]
        header = Header(wire.FORMAT, wire.VERSION, self.header.id, self.header.base, last.sequence, last.sum)
        kept = self._read(rows[first][0])[: self.at.offset - rows[first][0]]
        data = wire.encode_header(header) + kept
        replace_file(self.path, data)
        self._let_go()
        self.header, self._unsynced = header, []
        self.at = JournalPosition(self.at.sequence, len(data), self.at.sum)
        self._note()
        return True

    def disown(self) -> None:
        """Forget the file that was opened last; what is appended goes into a new one."""
        self.header, self._seen = None, self._opened

    def continue_from(self, other: "Journal") -> None:
        """Take the place of another reading of the same file; what was appended here and is not there is forgotten."""
        self._let_go()
        self.header, self.at, self._torn = other.header, other.at, other._torn  # noqa: SLF001 - one of us
        self._seen, self._unsynced, self._durable = state_of(self.path), [], (0, "")

    def move(self, path: Path, *, same: bool) -> None:
        """Go on with the ``same`` file under another path, or with another one, which is looked at first."""
        with self.guard.threads():
            if not same:
                self._let_go()
            self.path, self._seen = path, self._seen if same else None
            self.guard.move(path.with_name(f"{path.stem}.lock"))

    def set_aside(self, name: Path) -> None:
        """Keep the file under another name, to begin another one. Raises OSError; the guard is held."""
        access.check(self.path)
        make_folder(name.parent, self.guard.site)
        self.path.rename(name)
        self._let_go()
        self.header, self.at, self._torn, self._unsynced = None, _START, 0, []
        self._seen, self._durable = None, (0, "")
        sync_folder(name.parent)

    def close(self) -> None:
        """Close the file."""
        with self.guard.threads():
            self._let_go()
        self.guard.close()

    def _note(self) -> None:
        """Record the present state of the file, so that only a later change counts as one."""
        self._seen = state_of(self.path if self._descriptor < 0 else self._descriptor)

    def _let_go(self) -> None:
        if self._descriptor >= 0:
            # One that another thread is waiting for is closed by that.
            if self._descriptor != self._syncing:
                os.close(self._descriptor)
            self._descriptor = -1

    def _error(self, reason: str, advice: str, kind: type[StoreError] = StoreError) -> StoreError:
        return kind(f"The journal {self.path} {reason}. {advice}")
