"""Journal as read from bytes: its readable lines, and where they agree with another journal."""

from collections.abc import Iterable, Iterator
from contextlib import suppress

from msgspec import Struct

from annotations.store.journal import format as wire
from annotations.store.journal.format import EntrySummary, Header, Held, JournalEntry, JournalPosition


class Trail(Struct, frozen=True):
    """The lines of a journal."""

    header: Header | None
    """None if it cannot be read."""
    lines: list[JournalEntry]
    """Lines that match their own checksums, in order."""
    sums: list[str]
    """Checksum of each line."""
    lost: int
    """Lines that are not sound, but for a last one that was not written to its end."""

    @property
    def id(self) -> str:
        """Id of the journal; `""` if its header cannot be read."""
        return self.header.id if self.header is not None else ""

    @property
    def end(self) -> Held | None:
        """The last line; None if the journal has none, or its id is not known."""
        if self.header is None:
            return None
        if not self.lines:
            return Held(self.id, self.header.sequence, self.header.prev)
        return Held(self.id, self.lines[-1].sequence, self.sums[-1])

    def behind(self, held: Iterable[Held]) -> int | None:
        """Return the number of lines up to the latest of these places that is in this journal; None if none is.

        A place is known by its checksum as well as its number, for two copies of a journal have the same id. One that
        no line leads to is left out: it looks alike in all journals.
        """
        places = self.places()
        held = [one for one in held if one.sequence]
        found = [
            places[one.sequence, one.sum]
            for one in held
            if (one.id == self.id or not self.id) and (one.sequence, one.sum) in places
        ]
        if self.header is not None and self.header.origin in held:
            found.append(0)
        return max(found, default=None)

    def common(self, other: "Trail") -> int | None:
        """Return the number of lines up to the last one that another journal has as well; None if it has none."""
        if self.id and other.id and self.id != other.id:
            return None
        theirs = other.places()
        begun = self.header is not None and self.header == other.header
        ours = self.places().items()
        found = [
            place for (sequence, checksum), place in ours if (sequence or begun) and (sequence, checksum) in theirs
        ]
        return max(found, default=None)

    def places(self) -> dict[tuple[int, str], int]:
        """Return the number of lines up to each place, by its number and checksum."""
        found = {(self.header.sequence, self.header.prev): 0} if self.header is not None else {}
        for place, (line, checksum) in enumerate(zip(self.lines, self.sums, strict=True), 1):
            found[line.sequence, checksum] = place
        return found


class Tail(Struct, frozen=True):
    """The lines after a place in a journal."""

    lines: list[JournalEntry]
    end: JournalPosition
    """Position behind the last whole line."""
    torn: int
    """Number of bytes after it, the beginning of a line."""
    damage: str
    """Damage of the line at `end` if sound ones follow it; `""` if none do."""


def follow(data: bytes, place: JournalPosition) -> Tail:
    """Return the lines after a place of a journal, up to the first that does not continue the numbers and checksums.

    `data` has the bytes from that place on. Raises nothing: `Tail.damage` names the fault.
    """
    found: list[JournalEntry] = []
    begin = 0
    while end := data.find(b"\n", begin) + 1:
        row = data[begin : end - 1]
        try:
            line, prev = wire.decode_line(row)
            if (line.sequence, prev) != (place.sequence + 1, place.sum):
                raise ValueError("it does not follow the line before it")  # noqa: TRY301 - handled like a line that cannot be read
        except (ValueError, RecursionError) as error:
            followed = any(map(wire.sound, (row, *data[end:].split(b"\n"))))
            return Tail(found, place, len(data) - begin, str(error) if followed else "")
        found.append(line)
        place = JournalPosition(line.sequence, place.offset + end - begin, wire.sum_of(row))
        begin = end
    return Tail(found, place, len(data) - begin, "")


def at(place: Held) -> Trail:
    """Return a trail without lines, for a place in a journal."""
    return Trail(Header(wire.FORMAT, wire.VERSION, place.id, "", place.sequence, place.sum), [], [], 0)


def read(data: bytes) -> Trail:
    """Read the lines of a journal, as far as they are sound."""
    header: Header | None = None
    lines: list[JournalEntry] = []
    sums: list[str] = []
    lost = 0
    rows = data.replace(b"\r\n", b"\n").split(b"\n")
    for place, row in enumerate(rows):
        if not row.strip(b"\0 "):
            continue
        try:
            line, _ = wire.decode_line(row)
        except (ValueError, RecursionError):
            found = _header(row)
            if found is not None:
                header = header or found
            else:
                lost += place < len(rows) - 1
            continue
        lines.append(line)
        sums.append(wire.sum_of(row))
    return Trail(header, lines, sums, lost)


def _header(row: bytes) -> Header | None:
    try:
        header = wire.decode_header(row)
    except (ValueError, RecursionError):
        return None
    return header if header.format == wire.FORMAT else None


def summaries(data: bytes, offset: int) -> Iterator[tuple[int, int, EntrySummary]]:
    """Yield offset, length and content of each sound line, of bytes that begin at an offset of the file."""
    start = 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        with suppress(ValueError, RecursionError):
            yield offset + start, end + 1 - start, wire.decode_brief(data[start:end])
        start = end + 1
