"""The encoding that a source is read in, chosen by a reader."""

from typing import Final

from annotations.documents.file.decode import why_not
from annotations.documents.file.encodings import Offer, known, offers
from annotations.documents.file.regular_file import opened
from annotations.documents.manner import ReadAs
from annotations.errors import UsageError
from annotations.library.library import Library
from annotations.sources.scan import load

AUTO: Final = "auto"
"""Means the encoding that a file seems to be in."""
_BEGINNING: Final = 1 << 16


def choose(library: Library, source_id: str, name: str) -> None:
    """Set the encoding that a source is read in, as one change; its passages are looked for in the new text.

    Raises UsageError, and changes nothing, if there is no encoding of that name or the file is no text in it.
    """
    encoding = "" if name == AUTO else known(name)
    source = library.source(source_id)
    if not encoding and name != AUTO:
        raise UsageError(f"There is no encoding “{name}”. Give one such as cp1252, iso8859-2, koi8-r or auto.")
    if library.is_missing(source_id):
        raise UsageError(f"The file of source {source.number} is gone: {source.path}. Its kept text stays as it is.")
    if encoding and (reason := why_not(load(library.file(source_id)), encoding)):
        raise UsageError(f"{source.path} cannot be read as {encoding}: {reason}. Nothing was changed.")
    library.set_manner(source_id, ReadAs.of(source.manner)._replace(encoding=encoding).recorded())


def offered(library: Library, source_id: str) -> list[Offer]:
    """The encodings that a source may be in, by its beginning; the likely ones first."""
    with opened(library.file(source_id)) as file:
        return list(offers(file.read(_BEGINNING)))
