"""Reads files for importers, within bounds: a file may be hostile.

The user names these files, so they may be links; files of a library are opened by `annotations.store.access`.
"""

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec

from annotations.errors import UsageError
from annotations.export.csv_cells import unguarded

LARGEST: Final = 1 << 28
"""Bytes of the largest file that is read."""


def head_of(path: Path, length: int) -> bytes:
    """Return the first bytes of a file, at most `length`. Raises UsageError, with one line, if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(length)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}.") from error


def bytes_of(path: Path) -> bytes:
    """Return the contents of a file. Raises UsageError, with one line, if it cannot be read or is too large."""
    data = head_of(path, LARGEST + 1)
    if len(data) > LARGEST:
        raise UsageError(f"{path.name} is larger than {LARGEST >> 20} MiB. Split it.")
    return data


def text_of(path: Path) -> str:
    """Return the contents of a text file in UTF-8, with or without a byte order mark, or in UTF-16 with one.

    What is no UTF-8 becomes U+FFFD. Raises UsageError as `bytes_of`.
    """
    return decoded(bytes_of(path))


def decoded(data: bytes) -> str:
    """Return bytes as text, as `text_of`."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def json_of(path: Path) -> object:
    """Return what a file of JSON has. Raises UsageError, with one line, if it is none, and as `bytes_of`."""
    data = bytes_of(path).removeprefix(b"\xef\xbb\xbf")
    try:
        return msgspec.json.decode(data)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise UsageError(f"{path.name} cannot be read as JSON: {error}.") from error


def object_of(value: object) -> dict[str, Any]:
    """Return a value of JSON if it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[Any]:
    """Return a value of JSON if it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def text_in(one: Mapping[str, Any], name: str) -> str:
    """Return the text in a field of an object; `""` if it has none."""
    value = one.get(name)
    return value if isinstance(value, str) else ""


def offset_in(one: Mapping[str, Any], name: str) -> int:
    """Return the offset in a field of an object; -1 if it has none."""
    value = one.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else -1


def table_of(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of separated values by the names of the columns, in lower case.

    Commas, semicolons and tabs separate, whichever the first line has most of. A cell that was guarded against being a
    formula loses its apostrophe. Raises UsageError, with one line, if it is none, and as `bytes_of`.
    """
    text = text_of(path)
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    csv.field_size_limit(LARGEST)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise UsageError(f"{path.name} cannot be read as a table: {error}.") from error
    if not lines:
        return []
    names = [name.strip().casefold() for name in lines[0]]
    return [
        {name: unguarded(cell) for name, cell in zip(names, [*line, *[""] * len(names)], strict=False)}
        for line in lines[1:]
        if any(line)
    ]


def columns_of(head: bytes) -> set[str]:
    """Return the names of the columns, in lower case, if a file that begins like this is a table; it need not be one."""
    first = next(iter(decoded(head).splitlines()), "")
    try:
        cells = next(csv.reader([first], delimiter=max(",;\t", key=first.count)), [])
    except csv.Error:
        return set()
    return {one.strip().casefold() for one in cells}
