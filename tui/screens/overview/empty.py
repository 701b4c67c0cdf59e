"""What an overview shows while it has nothing to list: what is missing, and the key that goes on."""

from collections.abc import Mapping, Sequence
from typing import Final

from annotations.library import Library
from tui.keys.command_table import with_keys

NO_SOURCES: Final = ("No sources in this folder", "", "{app.folder} on the page opens another one.")


def nothing_yet(library: Library, lines: Sequence[str], keys: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return lines with the keys of the commands in braces; without any source those that lead to one."""
    return with_keys(lines if library.source_count else NO_SOURCES, keys)
