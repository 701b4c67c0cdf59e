"""``postil export``."""

import os
from argparse import Namespace
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from secrets import token_hex

from annotations.errors import StoreError, UsageError
from annotations.export.json import Export
from annotations.library import Library
from tui.cli.output import amount, tell, tell_nothing_to_read, usable, write_json


def export_library(options: Namespace) -> int:
    """Write everything as JSON, to standard output or to a file."""
    output: Path | None = options.output
    if output is not None and os.path.exists(output) and not options.force:  # noqa: PTH110 - Path raises where it may not look
        raise UsageError(f"{output} exists. Choose another name, or give --force to replace it.")
    library = usable(Library.open([options.path]))
    tell_nothing_to_read(library)
    exported = Export(library, with_text=options.with_text)
    if output is None:
        for piece in exported.pieces():
            write_json(piece)
        return 0
    try:
        _guard(library, output)
        _write(output, exported.pieces(output.parent))
    except OSError as error:
        raise StoreError(f"{output} cannot be written: {error.strerror or error}. Choose another place.") from error
    passages, links = amount(exported.annotations, "passage"), amount(exported.links, "link")
    tell(f"{passages} and {links} are in {output}.")
    return 0


def _guard(library: Library, output: Path) -> None:
    """Raise UsageError if the file to be replaced is a source: those are never written."""
    if any(entry.path.exists() and output.exists() and entry.path.samefile(output) for entry in library.entries):
        raise UsageError(f"{output} is a source of the library. Choose another name.")


def _write(output: Path, pieces: Iterable[bytes]) -> None:
    """Put a whole file in its place, or leave what was there."""
    temporary = output.with_name(f".{output.name}.{token_hex(4)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(output)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
