"""Write for people, aligned and safe for their terminal, and for programs."""

import sys
from collections.abc import Iterable, Iterator, Sequence
from shutil import get_terminal_size
from typing import Final

from annotations.errors import StoreError, UsageError
from annotations.library import Library
from annotations.library.conflict_copies import copies, what_is
from annotations.model import Source
from tui.text.cells import cell_len, shorten, visible

_AT_ONCE: Final = 64
"""Lines that are written at once."""


def one_line(text: str) -> str:
    """A text as one line that a terminal can be given: white space is one blank, controls are visible."""
    return visible(" ".join(text.split()))


def write_json(data: bytes) -> None:
    """JSON to standard output; a terminal is given what it would obey by numbers, which is the same JSON."""
    if sys.stdout.isatty():
        text = data.decode("utf-8", "replace")
        data = text.translate({ord(sign): _escaped(sign) for sign in _obeyed(text)}).encode()
    _write(data)


def write_text(text: str) -> None:
    """Lines for a program to standard output; a terminal is given visible signs for what it would obey."""
    if sys.stdout.isatty():
        text = text.translate({ord(sign): visible(sign) for sign in _obeyed(text)})
    _write(text.encode("utf-8", "replace"))


def _obeyed(text: str) -> list[str]:
    """The characters of a text that a terminal must not be given, but for the ends of lines."""
    return [sign for sign in set(text) - {"\n"} if visible(sign) != sign]


def _escaped(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _write(data: bytes) -> None:
    """Bytes to standard output: UTF-8, whatever the terminal's encoding."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def gathered(lines: Iterable[str]) -> Iterator[str]:
    """Lines put together as far as it is worth while to write them at once."""
    waiting: list[str] = []
    for line in lines:
        waiting.append(line)
        if len(waiting) >= _AT_ONCE:
            yield "".join(waiting)
            waiting.clear()
    yield "".join(waiting)


def write_table(rows: Sequence[Sequence[str]]) -> None:
    """Rows of the same length: aligned and cut to a terminal's width, or separated by tabs for a program."""
    lines = [[one_line(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        sys.stdout.writelines("\t".join(line) + "\n" for line in lines)
        return
    room = get_terminal_size().columns
    widths = [min(max(map(cell_len, column)), room // 3) for column in zip(*lines, strict=True)]
    for line in lines:
        cells = [shorten(cell, width) for cell, width in zip(line[:-1], widths, strict=False)]
        start = "".join(cell + " " * (width + 2 - cell_len(cell)) for cell, width in zip(cells, widths, strict=False))
        sys.stdout.write(f"{start}{shorten(line[-1], max(8, room - cell_len(start)))}\n")


def print_message(message: str) -> None:
    """One line to the user beside the data."""
    sys.stderr.write(f"postil: {visible(message)}\n")


def amount(count: int, what: str) -> str:
    """So many of something: *1 passage*, *1,200 passages*."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def usable(library: Library, *, changing: bool = False) -> Library:
    """The library, if what was recorded could be read; what is wrong with it otherwise is told.

    Raises StoreError if it is damaged, or if it is to be changed and cannot be.
    """
    if library.broken or (changing and library.read_only):
        raise StoreError(library.read_only)
    for problem in library.problems:
        print_message(problem)
    for copy in copies(library.home):
        print_message(f"{copy.name} is {what_is(copy)}. postil check --repair takes it in.")
    return library


def report_nothing_to_read(library: Library) -> None:
    """Say why there are no sources, if there are none: an empty answer would look like the truth."""
    if library.sources():
        return
    refused = [f"{entry.name}: {entry.reason}" for entry in library.entries if not entry.readable]
    more = f", and {len(refused) - 1} more like it" if len(refused) > 1 else ""
    what = f"{refused[0]}{more}" if refused else "it has no text or Markdown file"
    print_message(f"There is nothing to read in {library.folder}: {what}.")


def source_named(library: Library, name: str) -> Source:
    """A source by its number, its path, or the end of its path if that is unique.

    Raises UsageError if there is none, or more than one.
    """
    sources = library.sources()
    exact = [source for source in sources if name in (source.path, str(source.number))]
    close = exact or [
        source for source in sources if f"/{source.path}".endswith(f"/{name}") or source.path.startswith(name)
    ]
    if not close:
        raise UsageError(f"There is no source “{name}” in {library.folder}. Give its number or its path.")
    if len(close) > 1:
        paths = ", ".join(source.path for source in close)
        raise UsageError(f"“{name}” could be {paths}. Give more of the path.")
    return close[0]
