"""The reading texts that passages were recorded in, kept beside the library so that an edit can be followed.

A text is written once, in the background, under the SHA-256 of its UTF-8. What cannot be kept costs exactness and
nothing else: without it a passage is looked for by its words.
"""

import os
import time
import zlib
from collections.abc import Container
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Final

from annotations.documents.blocks import BlockKind, Draft
from annotations.documents.document import Document
from annotations.documents.loader import DocumentLoader
from annotations.errors import Problems, StoreError
from annotations.model import TEXT_DIGITS
from annotations.store import access
from annotations.store.background_saver import BackgroundSaver
from annotations.store.files import replace_file
from annotations.store.library_folder import Site, make_folder
from annotations.store.paths import TEXTS

RATIO: Final = 32
"""Times as long as its file a kept text is at most, beyond `SMALL`: a file that promises more is damaged."""

SMALL: Final = 1 << 20
"""Bytes that a kept text may have in any case."""

WASTE: Final = 1 << 27
"""Bytes that are unpacked of damaged texts, all together, before no text is unpacked any more."""

SPARED: Final = 30 * 24 * 3600
"""Seconds for which a text stays that nothing refers to any more: a backup or a copy may."""

GATHER: Final = 0.25
"""Seconds after which a text is written: the change that it belongs to goes to the disk first and alone."""

_SUFFIX: Final = ".txt.z"


def text_hash(text: str) -> str:
    """Return the name that a text is kept under: the SHA-256 of its UTF-8, lone surrogates included."""
    from hashlib import sha256  # brings OpenSSL with it, which the first screen does not need

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def pack(data: bytes) -> bytes:
    """Bytes of a text as they are kept: compressed, unless they become so short that `unpack` would not trust them."""
    packed = zlib.compress(data)
    return packed if len(data) <= _most(packed) else zlib.compress(data, 0)


def unpack(packed: bytes) -> bytes:
    """Unpack data, at most as much as `pack` can have packed. Raises zlib.error."""
    return zlib.decompressobj().decompress(packed, _most(packed))


def _most(packed: bytes) -> int:
    return max(SMALL, RATIO * len(packed))


class TextVersions:
    """The kept texts of one library. It may be asked from any thread."""

    def __init__(self, home: Path, site: Site | None = None, problems: Problems | None = None) -> None:
        """The texts in the library's own folder, which need not be there; with a site nothing is written elsewhere."""
        self.folder = home / TEXTS
        self.site = site
        self.problems = Problems() if problems is None else problems
        """Gets a message about each text that is damaged or cannot be written."""
        self._waiting: dict[str, str] = {}
        self._written: set[str] = set()
        self._damaged: set[Path] = set()
        self._wasted = 0
        self._lock = Lock()
        self._saver = BackgroundSaver(self._write, lambda _: None, self.problems.add_once, gather=GATHER)

    def move(self, home: Path, *, same: bool) -> None:
        """Use the folder `home` of the library from now on: the ``same`` one under another path, or another one."""
        with self._lock:
            self.folder = home / "texts"
            if not same:
                self._written.clear()
        self._saver.hurry()

    def keep(self, name: str, text: str) -> None:
        """Write a text in the background, unless it is there; `name` is its `text_hash`."""
        with self._lock:
            if name in self._written or name in self._waiting:
                return
            if access.is_file(self._path(name)):
                self._written.add(name)
                return
            self._waiting[name] = text
        self._saver.submit()

    def get(self, name: str) -> str | None:
        """The text whose hash begins so; None if it was not kept, or is damaged."""
        if len(name) < TEXT_DIGITS:
            return None
        with self._lock:
            waiting = [text for full, text in self._waiting.items() if full.startswith(name)]
        if waiting:
            return waiting[0]
        for path in self._files():
            if path.name.startswith(name):
                return self._read(path)
        return None

    def flush(self) -> None:
        """Wait until everything is written, or could not be."""
        with suppress(StoreError):
            self._saver.flush()

    def close(self) -> None:
        """Wait like `flush`, and end the thread."""
        with suppress(StoreError):
            self._saver.close()

    def prune(self, used: Container[str], journal: Path) -> None:
        """Remove texts that nothing can come to need: no record, no undo, no recent copy of the library.

        ``used`` are the first `TEXT_DIGITS` digits of those that records refer to.
        """
        old = [path for path in self._files() if path.name[:TEXT_DIGITS] not in used and _age(path) > SPARED]
        if old:
            content = access.read(journal) if access.is_there(journal) else b""
            for path in old:
                if path.name[:TEXT_DIGITS].encode() not in content:
                    path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        return [path for path in access.listed(self.folder) if path.name.endswith(_SUFFIX)]

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}{_SUFFIX}"

    def _read(self, path: Path) -> str | None:
        """A text from its file, if it is the one that the name says."""
        if path in self._damaged or self._wasted > WASTE:
            return None
        data = b""
        try:
            data = unpack(access.read(path))
            text = data.decode("utf-8", "surrogatepass")
            if text_hash(text) == path.name.removesuffix(_SUFFIX):
                return text
        except OSError as error:
            self.problems.add_once(
                str(error) if isinstance(error, access.Refused) else f"{path} cannot be read: {error.strerror}."
            )
            return None
        except (zlib.error, ValueError):
            pass
        self._wasted += len(data)
        self._damaged.add(path)
        self.problems.add_once(
            f"{path} is damaged and is not used; passages are looked for by their words. You may delete it."
        )
        return None

    # --- in the thread of the saver

    def _write(self) -> None:
        with self._lock:
            waiting = dict(self._waiting)
        for name, text in waiting.items():
            make_folder(self.folder, self.site)
            # Without a file in its place the temporary one, and so this one, may be read by the owner alone.
            replace_file(self._path(name), pack(text.encode("utf-8", "surrogatepass")))
            with self._lock:
                self._waiting.pop(name, None)
                self._written.add(name)


class ArchivedText(DocumentLoader):
    """A kept reading text as a document: each line is a paragraph, without any format."""

    def __init__(self, text: str, sha256: str = "") -> None:  # there are no bytes to decode
        lines = text.split("\n")
        self.document = Document()
        self.text_sha256, self.file_sha256 = sha256 or text_hash(text), ""
        self._length, self._place, self._drafts = 1, 1, None
        self.document.extend(Draft(BlockKind.PARAGRAPH, line, ((0, 0),), gap=False) for line in lines if text)
        self.document.finish()


def _age(path: Path) -> float:
    """Seconds since a file was written; 0 where that is not known."""
    try:
        return time.time() - os.stat(path).st_mtime  # noqa: PTH116 - as in annotations.store.files
    except OSError:
        return 0.0
