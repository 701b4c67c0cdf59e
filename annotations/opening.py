"""Open a library: what is on disk and what was recorded come together. Nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from annotations import codebook
from annotations.documents.scan import Entry, Scan, scan
from annotations.errors import StoreError
from annotations.index import Index
from annotations.model import Edit, Source, new_id
from annotations.place import CODEBOOK, FILE, home_of, unwritable
from annotations.shelf import fingerprint
from annotations.store.storage import AtomicStorage
from annotations.store.tables import decode


@dataclass(frozen=True)
class Opened:
    """A library as it was found."""

    folder: Path
    home: Path
    entries: tuple[Entry, ...]
    index: Index
    storage: AtomicStorage
    paths: dict[str, Path]
    """Where each source is, or was, by its id."""
    listed: tuple[str, ...]
    """Ids of the sources that the scan met, in the order of their numbers, then those whose file is gone."""
    missing: frozenset[str]
    """Ids of the sources whose file is gone."""
    read_only: str
    broken: bool
    """Whether the library's file is there but cannot be used."""
    problems: list[str]


def open_library(paths: Sequence[Path]) -> Opened:
    """Scan for sources and read what was recorded. Raises SourceError if a path is missing."""
    found = scan(paths)
    home = home_of(found.folder)
    storage = AtomicStorage(home / FILE)
    index = Index()
    problems: list[str] = []
    read_only, broken = unwritable(home), False
    try:
        loaded = decode(storage.read() or {})
        index.load(loaded)
        problems += loaded.problems
    except StoreError as error:
        read_only, broken = str(error), True
        problems.append(read_only)
    tags, wrong = codebook.load(home / CODEBOOK, index.tags.values())
    problems += wrong
    for tag in tags.values():
        index.apply(Edit("tags", tag.name, None, tag))
    places = _match(index, found)
    missing = frozenset(key for key in index.sources if key not in places and not _path(index, found, key).is_file())
    listed = (*sorted(places, key=lambda key: index.sources[key].number), *_by_number(index, missing))
    for key in index.sources:
        places.setdefault(key, _path(index, found, key))
    return Opened(
        found.folder, home, tuple(found.entries), index, storage, places, listed, missing, read_only, broken, problems
    )


def _path(index: Index, found: Scan, source_id: str) -> Path:
    return found.folder / index.sources[source_id].path


def _by_number(index: Index, sources: frozenset[str]) -> list[str]:
    return sorted(sources, key=lambda key: index.sources[key].number)


def _match(index: Index, found: Scan) -> dict[str, Path]:
    """The paths of the sources that the scan met; those that are new are added to the index.

    A new file with the bytes of a recorded one that is gone is that source under another name.
    """
    known = {source.path: source.id for source in index.sources.values()}
    readable = [entry for entry in found.entries if entry.readable]
    places = {known[entry.name]: entry.path for entry in found.entries if entry.name in known}
    gone = {
        source.bytes_sha256: source
        for source in index.sources.values()
        if source.bytes_sha256 and source.id not in places and not (found.folder / source.path).exists()
    }
    for entry in readable:
        if entry.name in known:
            continue
        renamed = gone.pop(fingerprint(entry.path), None) if gone else None
        if renamed is not None:
            source = replace(renamed, path=entry.name)
        else:
            source = Source(id=new_id(), number=index.next_source_number(), path=entry.name)
        index.apply(Edit("sources", source.id, None, source))
        places[source.id] = entry.path
    return places
