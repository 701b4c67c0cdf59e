"""The beginning of the source that is shown first, read by another process while this one imports Textual.

Importing Textual is most of what opening the program takes, and it keeps one core busy. Where there is a second one,
the parser of Markdown is imported and the first screen read there; here both come after the first screen.
"""

import os
import pickle
from contextlib import suppress
from typing import NoReturn

from annotations.documents.document import Document
from annotations.documents.preview import beginning
from annotations.library import Library
from annotations.model import Source


def first(library: Library) -> Source | None:
    """Return the source that was opened last, which the program shows first; None if there is none."""
    source_id = library.opened_last()
    return library.source(source_id) if source_id else None


class Ahead:
    """Reads the beginning of the first source in a forked process. Create it before any thread starts."""

    def __init__(self, library: Library) -> None:
        """Start reading if the system can fork and has two cores."""
        self._source = first(library)
        self._process = 0
        if self._source is None or not hasattr(os, "fork") or _cores() < 2:
            return
        self._pipe, end = os.pipe()
        self._process = os.fork()
        if self._process == 0:
            _read(self._source, library, end)
        os.close(end)

    def take(self, source_id: str) -> Document | None:
        """Wait for the beginning and return it; None for another source, and at every later call."""
        if not self._process or self._source is None or source_id != self._source.id:
            return None
        with os.fdopen(self._pipe, "rb") as pipe:
            data = pipe.read()
        self._end()
        document: Document | None = pickle.loads(data) if data else None  # noqa: S301 - it comes from ourselves
        return document

    def close(self) -> None:
        """Wait for the process unless `take` did."""
        if self._process:
            os.close(self._pipe)
            self._end()

    def _end(self) -> None:
        with suppress(ChildProcessError):
            os.waitpid(self._process, 0)
        self._process = 0


def _read(source: Source, library: Library, end: int) -> NoReturn:
    """Read the beginning in the forked process. It ends silently on any error; then the source is read as usual."""
    try:
        document = beginning(library.file(source.id), source.path, source.manner, source.place)
        with os.fdopen(end, "wb") as pipe:
            pipe.write(pickle.dumps(document))
    finally:
        os._exit(0)


def _cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
