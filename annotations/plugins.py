"""Plug-ins: classes that installed packages offer as entry points of a group, loaded when they are used."""

from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from typing import Final

from annotations.errors import PostilError, UsageError

_OURS: Final = "postil"
"""Package of our own plug-ins, whose errors are ours to report."""


def names(group: str) -> list[str]:
    """Return the names of the plug-ins of a group, in alphabetical order."""
    return sorted({one.name for one in entry_points(group=group)})


def loaded(group: str, name: str, noun: str) -> type:
    """Return the class of a plug-in; `noun` says what it is in messages.

    Raises UsageError if there is none, or if it cannot be loaded.
    """
    entry = _entry(group, name)
    if entry is None:
        known = names(group)
        near = get_close_matches(name, known, 1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
        raise UsageError(f"There is no {noun} “{name}”. {hint}")
    with plugged(group, name, noun):
        return _class_of(entry, noun)


@contextmanager
def plugged(group: str, name: str, noun: str) -> Iterator[None]:
    """Raise UsageError, with one line, for whatever error a plug-in of another package raises in the block."""
    try:
        yield
    except (PostilError, OSError):
        raise
    except Exception as error:
        entry = _entry(group, name)
        package = entry.dist.name if entry is not None and entry.dist is not None else ""
        if package in ("", _OURS):
            raise
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise UsageError(
            f"The {noun} {name} failed: {what}. It is of the package {package}; report it there."
        ) from error


def _entry(group: str, name: str) -> EntryPoint | None:
    return next((one for one in entry_points(group=group) if one.name == name), None)


def _class_of(entry: EntryPoint, noun: str) -> type:
    try:
        found: type = entry.load()
    except ImportError as error:
        missing = error.name or str(error)
        raise UsageError(f"The {noun} {entry.name} needs {missing}, which is not installed.") from error
    return found
