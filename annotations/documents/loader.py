"""Reading a source piece by piece: bytes become a document that grows.

The first screen of a large source must not wait for its last line. A `DocumentLoader` therefore decodes at
once, which is cheap, and makes blocks in steps of a few milliseconds.
"""

from array import array
from collections.abc import Callable, Iterator
from importlib import import_module
from time import monotonic
from typing import Any, Final

from annotations.documents import boilerplate
from annotations.documents.blocks import Draft
from annotations.documents.document import Document
from annotations.documents.file.decode import decode
from annotations.documents.file.lines import Lines
from annotations.documents.manner import ReadAs

Reader = Callable[[Lines, Callable[[str], None]], Iterator[Draft]]
"""Makes blocks of lines, in order; the callable takes a message about a problem, to be shown once."""

READERS: Final = {".txt": "plain_text", ".md": "markdown", ".markdown": "markdown"}
"""The package whose `reader` reads each format, by the suffix of the file's name in lower case."""

HEAD: Final = 1 << 14
"""Code points at the beginning of a source in which it may state facts about itself."""

_STEP = 4096
"""Code points of reading text that one step makes, about."""
_HASHED_AT_ONCE: Final = 1 << 19
"""Bytes from which a file is hashed when it is decoded: one that is larger is decoded in a thread."""
_LONGEST_STEP = 0.005
"""Seconds after which a step ends with the block that is being read."""


def suffix(name: str) -> str:
    """The suffix of a file's name, in lower case and with its dot."""
    _, dot, end = name.rpartition("/")[2].rpartition(".")
    return (dot + end).lower() if dot else ""


class DocumentLoader:
    """One source on its way to be read.

    Raises SourceError when it is made from bytes that are not text.
    """

    def __init__(self, data: bytes, name: str, manner: str = "") -> None:
        """Decode ``data``; ``name`` is shown in errors.

        Its suffix chooses the reader, and its bytes the encoding, unless ``manner`` does, see `ReadAs`.
        """
        asked = ReadAs.of(manner)
        decoded = decode(data, name, asked.encoding)
        lines = Lines.of(decoded.text)
        starts = lines.starts if isinstance(lines.starts, array) else array("I", lines.starts)
        self.document = Document(decoded.encoding, decoded.newline, decoded.problems, starts)
        """The document, as far as it has been read."""
        self.document.guessed = decoded.guessed
        self.text_sha256 = ""
        """Hash of the UTF-8 of the reading text, lone surrogates included; empty until the source has been read to its end."""
        self.file_sha256 = ""
        """Hash of the bytes that were decoded; empty until the source has been read to its end, or if there are none."""
        self._hashes = _Hashes(data)
        self._head = decoded.text[:HEAD]
        self._length = max(1, len(decoded.text))
        self._place = 0
        self._drafts: Iterator[Draft] | None = _reader(name, markdown=asked.markdown)(lines, self._tell)

    @property
    def progress(self) -> float:
        """How much of the file has been read: 0 to 1."""
        return 1.0 if self.document.complete else min(1.0, self._place / self._length)

    def _tell(self, problem: str) -> None:
        if problem not in self.document.problems:
            self.document.problems.append(problem)

    def continue_from(self, begun: Document) -> bool:
        """Continue a document that `preview` made of the beginning of this source, after reading as far as it goes.

        Returns False if the whole source begins differently from that document, which is left alone then.
        """
        while self.document.length < begun.length and self.step():
            pass
        if alike := begun.adopt(self.document):
            self.document = begun
        return alike

    def step(self) -> bool:
        """Read the next piece; False once the whole source has been read."""
        if self._drafts is None:
            return False
        piece: list[Draft] = []
        size, until = 0, monotonic() + _LONGEST_STEP
        for draft in self._drafts:
            piece.append(draft)
            size += len(draft.text) + 1
            if size >= _STEP or monotonic() > until:
                break
        else:
            self._drafts = None  # and with it the lines of the file
        self.document.extend(piece)
        if piece:
            self._place = max(self._place, piece[-1].runs[-1][1])
        # What is made for the first screen is hashed with what comes after it.
        if self._drafts is None or self.document.length > 2 * _STEP:
            self._hashes.update(self.document)
        if self._drafts is None:
            self.text_sha256, self.file_sha256 = self._hashes.text(), self._hashes.file
            self._state_facts()
            self.document.finish()
        return not self.document.complete

    def _state_facts(self) -> None:
        """Note the facts that the head states; what the reader of the format found takes precedence."""
        from annotations.documents.file.stated import stated  # the first screen does not need it

        self.document.stated = {**stated(self._head), **self.document.stated}
        self._head = ""


class _Hashes:
    """Hashes of a source, made piece by piece while it is read, so that no key has to wait for them."""

    def __init__(self, data: bytes) -> None:
        self.file = ""
        self._text: Any = None
        self._length = 0
        self._data = data
        if len(data) > _HASHED_AT_ONCE:
            self._begin()

    def update(self, document: Document) -> None:
        """Hash what was read since the last time."""
        if self._text is None:
            self._begin()
        piece = document.slice(self._length, document.length)
        self._length = document.length
        self._text.update(piece.encode("utf-8", "surrogatepass"))

    def text(self) -> str:
        """The hash of all text that `update` was given."""
        return str(self._text.hexdigest())

    def _begin(self) -> None:
        from hashlib import sha256  # loads OpenSSL, which the first screen does not need

        self._text = sha256()
        self.file, self._data = sha256(self._data).hexdigest(), b""


def read(data: bytes, name: str, manner: str = "") -> Document:
    """Read a whole source. Raises SourceError when the bytes are not text."""
    reading = DocumentLoader(data, name, manner)
    while reading.step():
        pass
    return reading.document


def _reader(name: str, *, markdown: bool) -> Reader:
    # Imported when the first source of its format is opened: a parser costs more than a short text.
    if markdown:
        strict: Reader = import_module("annotations.documents.markdown.reader").read_strictly
        return strict
    reader: Reader = import_module(f"annotations.documents.{READERS.get(suffix(name), 'plain_text')}.reader").read
    return lambda lines, tell: boilerplate.marked(reader(lines, tell))
