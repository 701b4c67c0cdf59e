"""Unfinished notes, kept on disk until they are finished."""

import os
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Final

import msgspec

from annotations.errors import StoreError
from annotations.store import access
from annotations.store.codec import now
from annotations.store.files import replace_file
from annotations.store.paths import DRAFTS

LONGEST_NOTE: Final = 100_000
"""Maximum length of a note, in code points."""


class Draft(msgspec.Struct, frozen=True):
    """Text of an unfinished note."""

    text: str
    modified: str
    """Time of the last change, RFC 3339 in UTC."""


class _File(msgspec.Struct):
    drafts: dict[str, Draft]
    format: str = "postil drafts"
    version: int = 1


class Drafts:
    """The drafts of a library by what they are about: an annotation's id, or ``path:start:end`` of a source.

    They lie beside the library, or in the user's state folder where the library cannot be written or is gone. What is
    changed is only remembered; `write` brings it to the disk, from whichever thread.
    """

    def __init__(self, home: Path, *, read_only: bool, in_place: Callable[[], bool] = lambda: True) -> None:
        """The drafts of the library whose own files are in a folder, which need not exist.

        Nothing is written there while it is not `in_place`.
        """
        self._home = home
        self._in_place = in_place
        self._beside = home / DRAFTS
        self.path = self._apart if read_only or not _ours(self._beside) else self._beside
        """Folder in which they are written."""
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._changed: dict[str, Draft | None] = {}
        """Drafts to write; None for one to delete."""
        self._finished: set[str] = set()
        # What the other file is called is only asked where there may be one: that brings OpenSSL with it.
        self._drafts = _both(self._apart, self._beside) if _state_folder().exists() else _read(self._beside)

    @cached_property
    def _apart(self) -> Path:
        from hashlib import sha256

        return _state_folder() / f"{sha256(os.fsencode(self._home)).hexdigest()[:16]}.json"

    @property
    def unwritten(self) -> bool:
        """True if something is not on disk yet."""
        return bool(self._changed)

    def get(self, key: str) -> str | None:
        """The text of a draft; None if there is none."""
        draft = self._drafts.get(key)
        return None if draft is None else draft.text

    def newest_first(self) -> list[str]:
        """Keys of the drafts, the newest first."""
        return sorted(self._drafts, key=lambda key: self._drafts[key].modified, reverse=True)

    def keep(self, key: str, text: str) -> None:
        """Keep a text as the draft of something."""
        text = text.encode("utf-8", "replace").decode("utf-8")
        if self.get(key) == text:
            return
        draft = Draft(text, now())
        with self._lock:
            self._drafts[key] = self._changed[key] = draft
            self._finished.discard(key)

    def drop(self, key: str) -> None:
        """Delete a draft."""
        with self._lock:
            if self._drafts.pop(key, None) is not None:
                self._changed[key] = None

    def finish(self, key: str) -> None:
        """Mark a draft as a finished note; it stays on disk until the note is there too, see `settle`."""
        with self._lock:
            if self._drafts.pop(key, None) is not None:
                self._changed.pop(key, None)
                self._finished.add(key)

    def settle(self) -> bool:
        """Drop the finished drafts after the library was saved. Returns whether there is something to write."""
        with self._lock:
            self._changed.update(dict.fromkeys(self._finished))
            self._finished.clear()
            return bool(self._changed)

    def move(self, home: Path) -> None:
        """Continue beside a library in another folder. Raises StoreError like `write`."""
        before, moved = self._apart, self.path == self._beside
        with self._lock:
            self._home, self._beside = home, home / DRAFTS
            del self._apart
            self.path = self._beside if moved else self._apart
            self._changed = {**self._drafts, **self._changed}
        self.write()
        with suppress(OSError):
            before.unlink()

    def write(self) -> None:
        """Write the changes to disk. Raises StoreError if that fails; the next call tries again.

        Changes of other programs to the same file are kept.
        """
        with self._writing:
            with self._lock:
                changed = dict(self._changed)
            if not changed:
                return
            try:
                self._merge(changed)
            except OSError as error:
                raise StoreError(
                    f"The draft of the note cannot be kept in {self.path}: {error.strerror}. Save the note, or make room."
                ) from error
            with self._lock:
                for key, draft in changed.items():
                    if key in self._changed and self._changed[key] is draft:
                        del self._changed[key]

    def _merge(self, changed: dict[str, Draft | None]) -> None:
        """Merge changes into the file, and into the one beside the library what was kept apart from it."""
        path = self.path if self._in_place() else self._apart
        kept = _both(self._apart, path) if path == self._beside else _read(path)
        _replace(path, {key: draft for key, draft in {**kept, **changed}.items() if draft is not None})
        if path == self._beside:
            self._apart.unlink(missing_ok=True)


def _state_folder() -> Path:
    from platformdirs import user_state_path

    return user_state_path("postil") / "drafts"


def _ours(path: Path) -> bool:
    """Return whether a file may be written or created. In a shared folder it may belong to another user."""
    return not access.is_there(path) or os.access(path, os.R_OK | os.W_OK)


def _both(apart: Path, beside: Path) -> dict[str, Draft]:
    """The drafts of two files, of each the newer one."""
    drafts = _read(beside)
    for key, draft in _read(apart).items():
        if key not in drafts or drafts[key].modified < draft.modified:
            drafts[key] = draft
    return drafts


def _read(path: Path) -> dict[str, Draft]:
    """The drafts in a file; none if there is no file or it is not understood."""
    try:
        return msgspec.json.decode(access.read(path), type=_File).drafts
    except (OSError, ValueError, RecursionError):
        return {}


def _spare(path: Path) -> None:
    """Rename a file that cannot be parsed, so that its content is not lost."""
    try:
        msgspec.json.decode(access.read(path), type=_File)
    except FileNotFoundError:
        pass
    except access.Refused:
        raise
    except (OSError, ValueError, RecursionError):
        path.rename(path.with_name(f"{path.stem}.damaged-{os.urandom(3).hex()}{path.suffix}"))


def _replace(path: Path, drafts: dict[str, Draft]) -> None:
    """Put the file of the drafts in the place of the old one, durably; none is left when there are no drafts."""
    _spare(path)
    if not drafts:
        path.unlink(missing_ok=True)
        return
    access.make_folder(path.parent)
    replace_file(path, msgspec.json.encode(_File(drafts)) + b"\n")
