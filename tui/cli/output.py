"""Output of the verbs: aligned and safe on a terminal, machine-readable elsewhere."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from shutil import get_terminal_size
from typing import Final, TypeVar

from annotations.errors import StoreError, UsageError
from annotations.export.json_text import array
from annotations.library import Library
from annotations.library.issues.conflict_copies import copies, what_is
from annotations.library.issues.renumbered import notice
from annotations.model import Annotation
from annotations.records.index import is_reference
from tui.cli.streams import watch
from tui.text.cells import cell_len, shorten, visible

_AT_ONCE: Final = 64
"""Lines that are written in one call."""

_ALIGNED: Final = 1000
"""Rows by which a table on a terminal is aligned; what comes later is cut to fit."""

_LEAST: Final = 4
_LAST: Final = 8
"""Fewest cells of a column on a terminal, if it has as much to show, and of the last one."""

T = TypeVar("T")


def one_line(text: str) -> str:
    """Return `text` as one line that is safe for a terminal: white space collapsed, controls visible."""
    return visible(" ".join(text.split()))


def write_json(data: bytes) -> None:
    """Write JSON to standard output. On a terminal, escape the characters that it would obey."""
    if sys.stdout.isatty():
        text = data.decode("utf-8", "replace")
        data = text.translate({ord(sign): _escaped(sign) for sign in _obeyed(text)}).encode()
    _write(data)


def write_array(values: Iterable[object]) -> None:
    """Write values to standard output as a JSON array, one per line, as they come."""
    for lines in _batches(chain(array(values), (b"\n",))):
        write_json(b"".join(lines))


def write_records(
    records: Iterable[T], entry: Callable[[T], object], row: Callable[[T], Sequence[str]], *, json: bool
) -> None:
    """Write records to standard output as they come: their entries as a JSON array, or their rows as a table."""
    if json:
        write_array(map(entry, records))
    else:
        write_table(map(row, records))


def write_text(text: str) -> None:
    """Write lines to standard output. On a terminal, show the characters that it would obey as signs."""
    _write(_shown(text).encode("utf-8", "replace"))


def write_lines(lines: Iterable[str], format_: str) -> None:
    """Write lines in a format to standard output as they come: text in its encoding, all others in UTF-8."""
    for batch in gathered(lines):
        if format_ == "text":
            sys.stdout.write(_shown(batch))
        elif format_ == "json":
            write_json(batch.encode("utf-8", "replace"))
        else:
            write_text(batch)


def write_bytes(data: bytes) -> None:
    """Write a piece of a file to standard output. On a terminal, text is written as `write_text` does.

    Raises UsageError if it is no text and would go to a terminal.
    """
    if not sys.stdout.isatty():
        _write(data)
        return
    try:
        write_text(data.decode("utf-8"))
    except UnicodeDecodeError:
        raise UsageError("This format is no text. Write it to a file with -o FILE.") from None


def _shown(text: str) -> str:
    """Return a text as it goes to standard output: on a terminal with signs for the characters that it would obey."""
    if not sys.stdout.isatty():
        return text
    return text.translate({ord(sign): visible(sign) for sign in _obeyed(text)})


def _obeyed(text: str) -> list[str]:
    """Return the characters of `text` that are unsafe on a terminal, except line feeds."""
    return [sign for sign in set(text) - {"\n"} if visible(sign) != sign]


def _escaped(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _write(data: bytes) -> None:
    """Write bytes to standard output, past the encoding of the text stream."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def gathered(lines: Iterable[str]) -> Iterator[str]:
    """Join lines into batches, so that each write is worth its call."""
    return map("".join, _batches(lines))


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    waiting = iter(items)
    while batch := [*islice(waiting, _AT_ONCE)]:
        yield batch


def write_table(rows: Iterable[Sequence[str]], depths: Sequence[int] = ()) -> None:
    """Write rows of equal length as they come: separated by tabs, or aligned and cut to the width of a terminal.

    On a terminal the first cell of a row is indented by a dot for each level, if `depths` are given.
    """
    lines = ([one_line(cell) for cell in row] for row in rows)
    if sys.stdout.isatty() and depths:
        lines = (["· " * depth + cells[0], *cells[1:]] for cells, depth in zip(lines, depths, strict=True))
    if not sys.stdout.isatty():
        for text in gathered("\t".join(line) + "\n" for line in lines):
            sys.stdout.write(text)
        return
    room = get_terminal_size().columns
    first = [*islice(lines, _ALIGNED)]
    widths = [min(max(map(cell_len, column)), room // 3) for column in zip(*first, strict=True)][:-1]
    # The last column has what is left, and some of the widest ones if that is nearly nothing.
    while widths and sum(widths) + 2 * len(widths) + _LAST > room and max(widths) > _LEAST:
        widths[widths.index(max(widths))] -= 1
    for line in chain(first, lines):
        cells = [shorten(cell, width) for cell, width in zip(line[:-1], widths, strict=False)]
        start = "".join(cell + " " * (width + 2 - cell_len(cell)) for cell, width in zip(cells, widths, strict=False))
        sys.stdout.write(f"{start}{shorten(line[-1], max(_LAST, room - cell_len(start)))}\n")


def print_message(message: str) -> None:
    """Write one line to standard error, apart from the data."""
    sys.stderr.write(f"postil: {visible(message)}\n")


def usable(library: Library, *, changing: bool = False) -> Library:
    """Return `library` if its records could be read, and print its other problems.

    Raises StoreError if it is damaged, or if `changing` and it is read-only.
    """
    if library.broken or (changing and library.read_only):
        raise StoreError(library.read_only)
    watch(library)
    for problem in library.problems:
        print_message(problem)
    for copy in copies(library.home):
        print_message(f"{copy.name} is {what_is(copy)}. Merge it with “postil check --repair”.")
    return library


def opened(path: Path) -> Library:
    """Open a library to print from it, and print its problems. Raises StoreError if it is damaged."""
    return usable(Library.open([path]))


def opened_with_sources(path: Path) -> Library:
    """Open a library as `opened`, and print why it has no sources if it has none."""
    library = opened(path)
    report_nothing_to_read(library)
    return library


def in_order(path: Path, reference: str) -> tuple[Path, str]:
    """Return path and passage, which may come in either order: a passage's address or id is no usual name of a folder."""
    if not is_reference(reference) and is_reference(str(path)):
        return Path(reference), str(path)
    return path, reference


def passage_given(library: Library, reference: str) -> Annotation:
    """Return a passage by the address or id that was given; print a line if a merge changed what the address means.

    Raises UsageError if there is none.
    """
    found = library.annotation(reference)
    if line := notice(library, reference):
        print_message(line)
    return found


def report_nothing_to_read(library: Library) -> None:
    """Print why there are no sources, if there are none."""
    # Empty output would look like the result.
    if library.sources():
        return
    refused = [f"{entry.name}: {entry.reason}" for entry in library.entries if not entry.readable]
    more = f", and {len(refused) - 1} more like it" if len(refused) > 1 else ""
    what = f"{refused[0]}{more}" if refused else "it has no text or Markdown file"
    print_message(f"There is nothing to read in {library.folder}: {what}.")
