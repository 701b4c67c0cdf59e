"""The files that a library is opened on: a folder walked, or the files that were named.

The scan does not trust the file system: links may loop, a name may not be text, and opening a pipe would block.
What cannot be read is listed with the reason, so that no file disappears silently.
"""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from msgspec import Struct

from annotations.documents.file.regular_file import kind_of, opened, shown
from annotations.documents.loader import READERS, suffix
from annotations.errors import SourceError
from annotations.sources.fence import Fence
from annotations.text.alphabet import Key, alphabetical

LARGEST: Final = 512 * 1024 * 1024
"""Bytes of the largest file that is read."""
DEEPEST: Final = 32
"""Folders within folders that are looked into."""
MOST: Final = 20_000
"""Files of a folder that are listed."""
_PIECE: Final = 1 << 20
LIBRARY: Final = ".postil"
"""Name of the folder in which a library keeps its data."""

_FORMATS: Final = {
    ".pdf": "PDF files",
    ".docx": "Word files",
    ".doc": "Word files",
    ".odt": "OpenDocument files",
    ".rtf": "RTF files",
    ".epub": "EPUB files",
    ".html": "HTML files",
    ".htm": "HTML files",
    ".pptx": "PowerPoint files",
    ".xlsx": "Excel files",
    ".csv": "CSV files",
    ".json": "JSON files",
    ".png": "images",
    ".jpg": "images",
    ".jpeg": "images",
    ".gif": "images",
    ".webp": "images",
    ".svg": "images",
    ".zip": "archives",
    ".gz": "archives",
}


_NO_TEXT: Final = "\ufffd"
"""Shown for each byte of a name that is not UTF-8."""


class Entry(NamedTuple):
    """A file that was found."""

    path: Path
    """Absolute; opens the file whatever its name is made of."""
    name: str
    """Relative to the folder, with ``/``, to be shown and recorded; undecodable bytes are U+FFFD."""
    readable: bool
    reason: str
    """Reason why it is not readable; `""` if it is."""
    missed: bool = False
    """True if it should have been read: it was named, has the name of a source, or is a folder."""


class Scan(Struct, frozen=True):
    """Files that were found."""

    folder: Path
    """The library's folder, absolute."""
    entries: list[Entry]
    """In natural order: ``2-x`` before ``10-x``, whatever the case."""


def scan(paths: Sequence[Path]) -> Scan:
    """The files under the paths.

    One folder is a library. Files that are named belong to the library of the nearest folder above them
    that has one, else to the folder they are in. A path that cannot be opened is an entry like a file that cannot.
    Raises SourceError if none of them can be.
    """
    try:
        found = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - a link is shown under its own path
    except FileNotFoundError as error:
        raise SourceError("The current folder is gone; change to an existing one") from error
    problems = [problem for path in found if (problem := _problem(path))]
    if problems and len(problems) == len(found):
        raise problems[0]
    if len(found) == 1 and found[0].is_dir():
        folder = found[0]
    else:
        parents = [path if os.path.isdir(path) else path.parent for path in found]  # noqa: PTH112 - Path raises where it may not look
        common = Path(os.path.commonpath(parents)) if parents else Path.cwd()
        folder = next((above for above in (common, *common.parents) if (above / LIBRARY).is_dir()), common)
    entries: dict[Path, Entry] = {}
    alike: dict[str, Path] = {}
    fence = Fence(folder, found)
    for path in found:
        is_folder = os.path.isdir(path)  # noqa: PTH112 - see above
        named = _walk(path, folder, fence, 0) if is_folder else [_entry(path, _name(path, folder), named=True)]
        for entry in named:
            entries.setdefault(entry.path, _told_apart(entry, folder, alike))
            if len(entries) > MOST:
                last = Entry(
                    folder, "…", readable=False, reason=f"only the first {MOST:,} files are listed", missed=True
                )
                return Scan(folder, [*sorted(list(entries.values())[:MOST], key=_order), last])
    # A folder is walked in order.
    return Scan(folder, [*entries.values()] if len(found) == 1 else sorted(entries.values(), key=_order))


def load(path: Path) -> bytes:
    """The bytes of a file. Raises SourceError when it is no regular file, too large or cannot be read."""
    try:
        with opened(path) as file:
            size = os.fstat(file.fileno()).st_size
            # So much room is made as is asked for, before anything is read.
            data = file.read(size + 1) if size <= LARGEST else None
            while data is not None and len(data) <= LARGEST and (more := file.read(_PIECE)):
                data += more  # it has grown since
    except OSError as error:
        raise SourceError(f"{shown(path)} cannot be read: {_why(error)}") from error
    if data is None or len(data) > LARGEST:
        raise SourceError(f"{shown(path)} is larger than {LARGEST // 2**20} MiB; split it to read it here")
    return data


def fingerprint(path: Path) -> str:
    """SHA-256 of a file's bytes, to know it by under another name; empty if it cannot be read."""
    from hashlib import sha256  # brings OpenSSL with it, which the first screen does not need

    digest = sha256()
    try:
        with opened(path) as file:
            while piece := file.read(_PIECE):
                digest.update(piece)
    except (OSError, SourceError):
        return ""
    return digest.hexdigest()


def _walk(folder: Path, root: Path, fence: Fence, depth: int) -> Iterator[Entry]:
    """Yield the files below a folder in the order of `_order`."""
    if depth >= DEEPEST:
        yield _refused(folder, root, f"folders are nested more than {DEEPEST} deep here", missed=True)
        return
    try:
        with os.scandir(folder) as listing:
            children = sorted(listing, key=lambda child: (alphabetical(_text(child.name), ""), child.name))
    except OSError as error:
        yield _refused(folder, root, f"the folder cannot be read: {_why(error)}", missed=True)
        return
    # Made of the folder's name, which costs a fifth of making it of each path.
    prefix = "" if folder == root else f"{_name(folder, root)}/"
    for child in children:
        if child.name.startswith("."):
            continue
        path, name = Path(child.path), prefix + _text(child.name)
        try:
            is_folder = child.is_dir(follow_symlinks=False)
        except OSError as error:
            yield Entry(path, name, readable=False, reason=_why(error), missed=True)
            continue
        if is_folder:
            yield from _walk(path, root, fence, depth + 1)
        elif child.is_symlink() and path.exists() and not fence.holds(path):
            missed = suffix(path.name) in READERS
            yield Entry(path, name, readable=False, reason="a link that leads out of the folder", missed=missed)
        else:
            yield _entry(path, name, named=False)


def _told_apart(entry: Entry, folder: Path, alike: dict[str, Path]) -> Entry:
    """Return an entry; refused, and with its bytes in its name, if another file has this name but for bytes that are no text."""
    if _NO_TEXT in entry.name and entry.readable and alike.setdefault(entry.name, entry.path) != entry.path:
        reason = "another file has this name but for bytes that are not UTF-8; rename one"
        name = os.fsencode(os.path.relpath(entry.path, folder)).decode("utf-8", "backslashreplace")
        return Entry(entry.path, name, readable=False, reason=reason, missed=True)
    return entry


def _entry(path: Path, name: str, *, named: bool) -> Entry:
    """A path that is no folder; one that was ``named`` may have any suffix but that of a known other format."""
    ending = suffix(path.name)
    reason = _reason(path, ending, named=named)
    return Entry(path, name, readable=not reason, reason=reason, missed=bool(reason) and (named or ending in READERS))


def _reason(path: Path, ending: str, *, named: bool) -> str:
    """Return the reason why a path that is no folder cannot be read; `""` if it can."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 - a folder may have ten thousand files, and Path takes twice as long
    except OSError as error:
        return "a link that leads nowhere" if os.path.islink(path) else _why(error)  # noqa: PTH114 - see above
    if stat.S_ISDIR(mode):
        return "links to folders are not followed"
    if not stat.S_ISREG(mode):
        return f"{kind_of(mode)}, not a file"
    if ending in _FORMATS:
        return f"{_FORMATS[ending]} cannot be read yet"
    if ending not in READERS and not named:
        return f"only {', '.join(READERS)} files are read"
    return "" if os.access(path, os.R_OK) else "you may not read this file"


def _refused(path: Path, root: Path, reason: str, *, missed: bool) -> Entry:
    return Entry(path, _name(path, root), readable=False, reason=reason, missed=missed)


def _name(path: Path, root: Path) -> str:
    return shown(Path(os.path.relpath(path, root))).replace(os.sep, "/")


def _text(name: str) -> str:
    """Return a file's name as text: bytes that are not UTF-8 become U+FFFD."""
    return name if name.isascii() else os.fsencode(name).decode("utf-8", errors="replace")


def _order(entry: Entry) -> list[Key]:
    # In the order of no language: two people who open a folder number its sources alike.
    return [alphabetical(part, "") for part in entry.name.split("/")]


def _problem(path: Path) -> SourceError | None:
    """Return the reason why a path that was named cannot be opened; None if it can."""
    try:
        if stat.S_ISDIR(path.stat().st_mode):
            # A folder may be visible but closed to this user: what was recorded there is unknown then.
            os.stat(os.path.join(path, "."))  # noqa: PTH116, PTH118 - Path leaves the dot out
    except FileNotFoundError:
        return SourceError(f"{shown(path)} does not exist; give an existing folder or file")
    except PermissionError:
        return SourceError(f"{shown(path)} cannot be opened: you may not look into it; check its permissions")
    except OSError as error:
        return SourceError(f"{shown(path)} cannot be opened: {_why(error)}")
    return None


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
