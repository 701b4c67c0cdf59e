"""``postil merge`` and ``postil save``: what a version control system asks for."""

import gc
import os
import sys
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from annotations.errors import StoreError
from annotations.export.json_text import dumps
from annotations.library import Library
from annotations.library.merge.three_way import merge_files
from annotations.store.access import LARGEST
from annotations.store.files import state_of
from annotations.store.paths import FILE
from tui.cli.output import one_line, print_message, usable, write_json
from tui.cli.output_file import writing


def merge_three(options: Namespace) -> int:
    """Merge two library files that come from a third one, and print a line for each conflict.

    Nothing but the result is written, and that only if all three can be read.
    """
    gc.disable()  # Many thousands of records are made, and none is part of a cycle.
    contents = [_read(path) for path in (options.base, options.ours, options.theirs)]
    merged = merge_files(*contents)
    output = options.output or options.ours
    changed = output != options.ours or merged.content != contents[1]
    if changed:
        with writing(output) as file:
            file.write(merged.content)
            _keep_mode(output, file.fileno())
    if options.json:
        write_json(dumps({"file": str(output), "changed": changed, "conflicts": [*map(one_line, merged.conflicts)]}))
        return 0
    for line in merged.conflicts:
        print_message(one_line(line))
    return 0


def save_library(options: Namespace) -> int:
    """Write all changes to the library's file."""
    with closing(usable(Library.open([options.path]), changing=True)) as library:
        file = library.home / FILE
        before = state_of(file)
        library.sync.settle()
        library.checkpoint()
        if library.read_only:
            raise StoreError(library.read_only)
        saved = state_of(file) != before
        if options.json:
            write_json(dumps({"saved": saved, "file": str(file) if saved or before is not None else None}))
        elif saved:
            sys.stdout.write(f"{one_line(str(file))} was saved.\n")
        elif before is None:
            sys.stdout.write("There is no library: nothing to save.\n")
        else:
            sys.stdout.write(f"{one_line(str(file))} has every change.\n")
    return 0


def _read(path: Path) -> bytes:
    """Return the bytes of a file that was named, which may be a pipe. Raises StoreError if it cannot be read or is too large."""
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise StoreError(f"{path} cannot be read: {error.strerror or error}. Nothing was written.") from error
    if len(data) > LARGEST:
        raise StoreError(f"{path} is larger than a library can be.")
    return data


def _keep_mode(output: Path, descriptor: int) -> None:
    """Give a file that replaces another one the mode of that."""
    if sys.platform != "win32" and output.is_file():
        os.fchmod(descriptor, output.stat().st_mode & 0o777)
