"""Plug-ins: classes that installed packages offer as entry points of a group, loaded when they are used."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from difflib import get_close_matches
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Final

from annotations.errors import PostilError, UsageError

_OURS: Final = "postil"
"""Package of our own plug-ins, whose errors are ours to report."""


def names(group: str) -> list[str]:
    """Return the names of the plug-ins of a group, in alphabetical order."""
    return sorted(_entries(group))


class PluginError(UsageError):
    """A plug-in of another package failed."""

    def __init__(self, message: str, brief: str) -> None:
        super().__init__(message)
        self.brief = brief
        """The message without the error, for a narrow terminal."""


_OWN_LINE: Final = (PostilError, OSError)
"""Errors that have a line of their own: those of the files that a plug-in was given are the caller's."""


def made(
    group: str, name: str, noun: str, needs: tuple[str, ...], keep: tuple[type[Exception], ...] = _OWN_LINE
) -> Any:
    """Return a new instance of a plug-in, which has the attributes `needs`; `noun` says what it is in messages.

    Raises UsageError if there is none, or if it cannot be loaded or made, or lacks an attribute; `keep` as in `plugged`.
    """
    entry = _entries(group).get(name)
    if entry is None:
        known = names(group)
        near = get_close_matches(name, known, 1)
        hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join(known)}."
        raise UsageError(f"There is no {noun} “{name}”. {hint}")
    with plugged(group, name, noun, keep):
        instance = _class_of(entry, noun)()
        for need in needs:
            getattr(instance, need)
        return instance


@contextmanager
def plugged(group: str, name: str, noun: str, keep: tuple[type[Exception], ...] = _OWN_LINE) -> Iterator[None]:
    """Raise PluginError, with one line, for whatever error a plug-in of another package raises in the block.

    Those in `keep` stay as they are.
    """
    try:
        yield
    except keep:
        raise
    except (Exception, SystemExit) as error:
        entry = _entries(group).get(name)
        package = entry.dist.name if entry is not None and entry.dist is not None else ""
        if package in ("", _OURS):
            raise
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        raise PluginError(
            f"The {noun} {name} failed: {what}. It is of the package {package}; report it there.",
            f"The {noun} {name} failed; report it to the package {package}.",
        ) from error


def _entries(group: str) -> Mapping[str, EntryPoint]:
    """Return the entry points of a group by name; of several with one name that of the first package on the path."""
    return _entries_on(group, tuple(sys.path))


@lru_cache(maxsize=8)
def _entries_on(group: str, _: tuple[str, ...]) -> Mapping[str, EntryPoint]:
    # A look-up reads the metadata of every installed package: once for each search path, not once for each name.
    found: dict[str, EntryPoint] = {}
    for one in entry_points(group=group):
        found.setdefault(one.name, one)
    return found


def _class_of(entry: EntryPoint, noun: str) -> type:
    try:
        found: type = entry.load()
    except ImportError as error:
        missing = error.name or str(error)
        raise UsageError(f"The {noun} {entry.name} needs {missing}, which is not installed{_remedy(entry)}.") from error
    return found


def _remedy(entry: EntryPoint) -> str:
    """Return how to install what a plug-in lacks: the extra that its entry point names, or that has its name."""
    if entry.dist is None:
        return ""
    extras = entry.extras or [one for one in entry.dist.metadata.get_all("Provides-Extra") or () if one == entry.name]
    return f": pip install '{entry.dist.name}[{','.join(extras)}]'" if extras else ". Install it too"
