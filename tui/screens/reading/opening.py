"""Lines about a library that was opened: its problems, or that nothing can be read."""

from collections.abc import Mapping, Sequence

from annotations.library import Library
from annotations.library.issues.findings import at_opening
from tui.keys.command_table import key_of


def problem_summary(library: Library, keys: Mapping[str, Sequence[str]]) -> str:
    """Return the first problem, and how many there are; "" if there is none."""
    found = at_opening(library)
    if not found:
        return ""
    if len(found) == 1 and found[0].twins is None and found[0].copy is None:
        return found[0].text
    many = f"{len(found)} problems" if len(found) > 1 else "1 problem"
    return f"{many} ({key_of('app.problems', keys)} to list them): {found[0].text}"


def nothing_to_read(library: Library, keys: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the lines in the place of the text of a folder without readable sources."""
    refused = [entry for entry in library.entries if not entry.readable]
    if refused:
        return ("Nothing here can be read.", "", f"{refused[0].name}: {refused[0].reason}")
    formats = "postil reads .md, .markdown and .txt files."
    return ("No sources in this folder.", "", formats, f"{key_of('app.quit', keys)} to quit")
