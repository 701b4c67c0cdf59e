"""The file for ``-o``: a regular file is replaced atomically, pipes and devices are written directly."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from annotations.errors import StoreError, UsageError
from annotations.exchange.output import EXPORTS, replacing
from annotations.library import Library


def given_file(output: Path | None) -> Path | None:
    """Return the file that ``-o`` names; None for standard output, which is also ``-`` and ``/dev/stdout``."""
    return None if output is None or _is_standard_output(output) else output


def _is_standard_output(output: Path) -> bool:
    if str(output) == "-":
        return True
    try:
        return os.path.samestat(output.stat(), os.fstat(sys.stdout.fileno()))
    except (OSError, ValueError):
        return False


def check_free(output: Path, *, force: bool) -> None:
    """Raise UsageError if `output` cannot be a file to write, or exists and `force` is false."""
    try:
        mode = output.stat().st_mode
    except FileNotFoundError:
        if output.is_symlink():
            raise UsageError(f"{output} is a broken symbolic link. Choose another name, or remove it.") from None
        return
    except OSError:
        return  # Reported when the file is written.
    if stat.S_ISDIR(mode):
        raise UsageError(f"{output} is a folder. Give the name of a file.")
    if stat.S_ISSOCK(mode):
        raise UsageError(f"{output} is a socket. Give the name of a file.")
    if (stat.S_ISREG(mode) or stat.S_ISBLK(mode)) and not force:
        raise UsageError(f"{output} exists. Choose another name, or give --force to replace it.")


def check_foreign(output: Path, library: Library) -> None:
    """Raise UsageError if `output` is a source or an own file of `library`: these are never overwritten.

    The folder of exports is for files like it.
    """
    real = Path(os.path.realpath(output))
    home = Path(os.path.realpath(library.home.parent), library.home.name)
    if real.is_relative_to(home) and not real.is_relative_to(home / EXPORTS):
        raise UsageError(f"{output} is among the library's own files. Choose another place.")
    if real.exists() and any(entry.path.exists() and entry.path.samefile(real) for entry in library.entries):
        raise UsageError(f"{output} is a source of the library. Choose another name.")


def check_folder(output: Path, library: Library) -> None:
    """Raise UsageError if `output` has sources of `library`: texts that are written beside them would become sources."""
    real = Path(os.path.realpath(output))
    folders = {Path(os.path.realpath(entry.path.parent)) for entry in library.entries}
    if real in folders or real == Path(os.path.realpath(library.folder)):
        raise UsageError(
            f"{output} has the sources of the library, and what is written there would become one. Choose another folder."
        )


@contextmanager
def writing(output: Path) -> Iterator[BinaryIO]:
    """Open `output` for writing; a regular file is replaced only if the block ends without an error.

    Symbolic links are followed. Raises StoreError if the file cannot be written.
    """
    try:
        # A pipe or a device cannot be replaced by another file.
        if output.exists() and not output.is_file():
            with os.fdopen(os.open(output, os.O_WRONLY | getattr(os, "O_NOCTTY", 0)), "wb") as file:
                yield file
            return
        with replacing(Path(os.path.realpath(output))) as file:
            yield file
    except OSError as error:
        raise StoreError(f"{output} cannot be written: {error.strerror or error}. Choose another place.") from error
