"""What is said of an error, and what remains of one that nobody expected."""

import os
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from annotations.errors import PostilError


def attempt(act: Callable[[], object]) -> str:
    """Do something, and return what went wrong as one line; empty if nothing did."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - a fault in one command must not end an hour of reading
        return describe_error(error)
    return ""


def describe_error(error: Exception) -> str:
    """What is said of an error: its own line if it is one of ours, else where it was recorded."""
    return str(error) if isinstance(error, PostilError) else record(error)


_FRAMES: Final = 40
"""Calls by which the place of an error is told from others: the depth of a recursion tells nothing."""

Place = tuple[str, ...]


def place_of(error: BaseException) -> Place:
    """Where in the code an error was raised: its kind, its text if it is one of ours, and the lines that led there."""
    text = str(error) if isinstance(error, PostilError) else ""
    lines = [f"{frame.f_code.co_filename}:{line}" for frame, line in traceback.walk_tb(error.__traceback__)]
    return (type(error).__qualname__, text, *lines[: _FRAMES // 2], *lines[_FRAMES // 2 :][-_FRAMES // 2 :])


_recorded: dict[tuple[Path, Place], Path] = {}
"""The crash files that this process wrote, by their folder and `place_of` the error."""


def record(error: BaseException) -> str:
    """Write where an error happened to the user's state folder and return one line that says so.

    The file names modules, lines and the kinds of the errors. Their messages are left out, for they
    may quote a source. An error that happens again where one happened before is in the same file.
    """
    from platformdirs import user_state_path

    what = f"Something went wrong inside postil ({type(error).__qualname__})"
    try:
        folder = user_state_path("postil", ensure_exists=True)
        path = _recorded.get((folder, place_of(error)))
        if path is None:
            name = f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}"
            path = folder / f"{name}-{len(_recorded)}.txt"
            path.write_text(_described(error), encoding="utf-8")
            _recorded[folder, place_of(error)] = path
    except OSError:
        return f"{what}. What was saved is safe."
    return f"{what}. What was saved is safe. Please report it with {path}, which holds no text of yours."


def _described(error: BaseException) -> str:
    """The kinds of an error and of those that it came from, with the lines of code that they went through."""
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        lines.append(type(cause).__qualname__)
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"
