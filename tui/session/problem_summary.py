"""One line about the problems of a library that was opened."""

from annotations.library import Library
from annotations.library.issues.findings import at_opening


def problem_summary(library: Library, key: str) -> str:
    """The first problem, and how many there are; empty if there is none. ``key`` is the key that lists them."""
    found = at_opening(library)
    if not found:
        return ""
    if len(found) == 1 and found[0].twins is None and found[0].copy is None:
        return found[0].text
    many = f"{len(found)} things to know" if len(found) > 1 else "one thing to decide"
    return f"{many} ({key} lists them): {found[0].text}"
