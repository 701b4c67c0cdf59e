"""The file that a verb writes to with ``-o``: a regular file whole or not at all, pipes and devices straight."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO

from annotations.errors import StoreError, UsageError
from annotations.library import Library


def is_standard_output(output: Path) -> bool:
    """Whether a path is another name of standard output, such as ``/dev/stdout``."""
    try:
        return os.path.samestat(output.stat(), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False


def check_free(output: Path, *, force: bool) -> None:
    """Raise UsageError if a path cannot be written to, or holds what is replaced only with ``--force``."""
    try:
        mode = output.stat().st_mode
    except FileNotFoundError:
        if output.is_symlink():
            raise UsageError(f"{output} is a link that leads nowhere. Choose another name, or remove it.") from None
        return
    except OSError:
        return  # which is told when it is written
    if stat.S_ISDIR(mode):
        raise UsageError(f"{output} is a folder. Give the name of a file.")
    if stat.S_ISSOCK(mode):
        raise UsageError(f"{output} is a socket. Give the name of a file.")
    if (stat.S_ISREG(mode) or stat.S_ISBLK(mode)) and not force:
        raise UsageError(f"{output} exists. Choose another name, or give --force to replace it.")


def check_foreign(output: Path, library: Library) -> None:
    """Raise UsageError if a file is a source of a library or one of its own files: those are never written here."""
    real = Path(os.path.realpath(output))
    if real.is_relative_to(Path(os.path.realpath(library.home.parent), library.home.name)):
        raise UsageError(f"{output} is among the library's own files. Choose another place.")
    if real.exists() and any(entry.path.exists() and entry.path.samefile(real) for entry in library.entries):
        raise UsageError(f"{output} is a source of the library. Choose another name.")


@contextmanager
def writing(output: Path) -> Iterator[BinaryIO]:
    """The file, to be written: it is there whole, or what was there before stays; see `check_free`.

    A link that was named is followed and stays. Raises StoreError if it cannot be written.
    """
    try:
        # Only a regular file, or nothing, gives way to another file.
        if output.exists() and not output.is_file():
            with os.fdopen(os.open(output, os.O_WRONLY | getattr(os, "O_NOCTTY", 0)), "wb") as file:
                yield file
            return
        with _replacing(Path(os.path.realpath(output))) as file:
            yield file
    except OSError as error:
        raise StoreError(f"{output} cannot be written: {error.strerror or error}. Choose another place.") from error


@contextmanager
def _replacing(target: Path) -> Iterator[BinaryIO]:
    """A new file beside another one, in the place of which it is put when it has been written."""
    temporary = target.with_name(f".{target.name}.{token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
