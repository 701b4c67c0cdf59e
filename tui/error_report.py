"""Messages of errors, and crash files for unexpected ones."""

import os
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from annotations.errors import PostilError


def attempt(act: Callable[[], object]) -> str:
    """Call `act` and return the message of its error; ``""`` if it raised none."""
    try:
        act()
    except Exception as error:  # noqa: BLE001 - a bug in one command must not end the program
        return describe_error(error)
    return ""


def describe_error(error: Exception) -> str:
    """Return the message of a `PostilError`; record any other error and return where."""
    return str(error) if isinstance(error, PostilError) else record(error)


_FRAMES: Final = 40
"""Stack frames in a `Place`; the depth of a recursion does not matter."""

Place = tuple[str, ...]


def place_of(error: BaseException) -> Place:
    """Return the type of an error, the message of a `PostilError`, and the outermost and innermost code lines."""
    text = str(error) if isinstance(error, PostilError) else ""
    lines = [f"{frame.f_code.co_filename}:{line}" for frame, line in traceback.walk_tb(error.__traceback__)]
    return (type(error).__qualname__, text, *lines[: _FRAMES // 2], *lines[_FRAMES // 2 :][-_FRAMES // 2 :])


_recorded: dict[tuple[Path, Place], Path] = {}
"""Crash files that this process wrote, by folder and `place_of` the error."""


def record(error: BaseException) -> str:
    """Write a crash file to the user's state folder and return a message that names it.

    The same error at the same place is written once.
    """
    # Messages of errors are left out, since they may quote a source.
    from platformdirs import user_state_path

    what = f"Internal error ({type(error).__qualname__})"
    try:
        folder = user_state_path("postil", ensure_exists=True)
        path = _recorded.get((folder, place_of(error)))
        if path is None:
            name = f"crash-{datetime.now(UTC):%Y%m%d-%H%M%S}-{os.getpid()}"
            path = folder / f"{name}-{len(_recorded)}.txt"
            path.write_text(_described(error), encoding="utf-8")
            _recorded[folder, place_of(error)] = path
    except OSError:
        return f"{what}. Saved changes are safe."
    return f"{what}. Saved changes are safe. Please report it with {path}, which contains none of your text."


def _described(error: BaseException) -> str:
    """Return the types of an error and its causes, with the code lines of their tracebacks."""
    lines: list[str] = []
    cause: BaseException | None = error
    while cause is not None:
        lines.append(type(cause).__qualname__)
        frames = traceback.extract_tb(cause.__traceback__)
        lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames]
        cause = cause.__cause__ or cause.__context__
    return "\n".join(lines) + "\n"
