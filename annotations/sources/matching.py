"""Which file is which source: by its path, however that is coded, else by its bytes."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import Final, TypeVar
from uuid import NAMESPACE_URL, uuid5

from msgspec.structs import replace

from annotations.model import Source, new_id
from annotations.records.bookkeeping import Bookkeeping
from annotations.records.index import RecordIndex
from annotations.sources.fence import is_there
from annotations.sources.scan import Entry, Scan, fingerprint
from annotations.text.canonical import composed

T = TypeVar("T")

_COMPARED: Final = 4096
"""Most pairs of paths that are compared where several files have the same bytes; of more, the order decides."""


def match(index: RecordIndex, bookkeeping: Bookkeeping, found: Scan) -> dict[str, Path]:
    """The paths of the sources that the scan met; those that are new are added to the index.

    A file is the source of its path, also if its name is composed in another way. A new file with the bytes of a recorded
    one that is gone is that source under another name.
    """
    known = {source.path: source.id for source in index.sources.values()}
    places = {known[entry.name]: entry.path for entry in found.entries if entry.name in known}
    forms = {composed(path): key for path, key in known.items() if key not in places and not path.isascii()}
    new = []
    for entry in found.entries:
        if entry.name in known:
            continue
        if forms and (same := forms.pop(composed(entry.name), None)) is not None:
            places[same] = entry.path
        elif entry.readable:
            new.append(entry)
    gone = [
        source
        for source in index.sources.values()
        if source.bytes_sha256 and source.id not in places and not is_there(found.folder / source.path)
    ]
    renamed = _renamed(gone, new) if gone and new else {}
    for entry in new:
        before = renamed.get(entry.name)
        if before is not None:
            source = replace(before, path=entry.name)
        else:
            source = Source(id=_id_of(index, entry.name), number=index.next_source_number(), path=entry.name)
        bookkeeping.put(source)
        places[source.id] = entry.path
    return places


def _id_of(index: RecordIndex, path: str) -> str:
    """An id for a new source: two programs that meet a file at the same time give it the same one."""
    found = str(uuid5(NAMESPACE_URL, f"postil:{path}"))
    return new_id() if found in index.sources else found


def _renamed(gone: Sequence[Source], new: Sequence[Entry]) -> dict[str, Source]:
    """Return the sources that are under another path now, by that."""
    wanted = {source.bytes_sha256 for source in gone}
    prints = {entry.name: fingerprint(entry.path) for entry in new}
    files = [entry for entry in new if prints[entry.name] in wanted]
    pairs = paired(
        [(source, source.path, source.bytes_sha256) for source in gone],
        [(entry.name, entry.name, prints[entry.name]) for entry in files],
    )
    return {name: source for source, name in pairs}


def paired(one: Sequence[tuple[T, str, str]], other: Sequence[tuple[str, str, str]]) -> list[tuple[T, str]]:
    """Pair things with files of the same bytes, each given with its path and its hash.

    Of several with the same bytes those go together whose folders go together, then those whose paths are most alike.
    """
    groups: dict[str, tuple[list[tuple[T, str]], list[tuple[str, str]]]] = {}
    for thing, path, sha256 in one:
        groups.setdefault(sha256, ([], []))[0].append((thing, path))
    for name, path, sha256 in other:
        if sha256 in groups:
            groups[sha256][1].append((name, path))
    sure = [(things[0], files[0]) for things, files in groups.values() if len(things) == len(files) == 1]
    folders = Counter((_folder(thing[1]), _folder(file[1])) for thing, file in sure)
    found = [(thing[0], file[0]) for thing, file in sure]
    for things, files in groups.values():
        if files and not len(things) == len(files) == 1:
            found += _closest(things, files, lambda a, b: folders[_folder(a), _folder(b)])
    return found


def _closest(
    things: list[tuple[T, str]], files: list[tuple[str, str]], votes: Callable[[str, str], int]
) -> Iterator[tuple[T, str]]:
    if len(things) * len(files) > _COMPARED:
        for (thing, _), (name, _) in zip(things, files, strict=False):
            yield thing, name
        return
    from difflib import SequenceMatcher  # only where several files have the same bytes

    def worth(pair: tuple[int, int]) -> tuple[int, bool, float]:
        was, now = things[pair[0]][1], files[pair[1]][1]
        same_name = was.rpartition("/")[2] == now.rpartition("/")[2]
        return -votes(was, now), not same_name, -SequenceMatcher(None, was, now, autojunk=False).ratio()

    taken: tuple[set[int], set[int]] = (set(), set())
    for i, j in sorted(product(range(len(things)), range(len(files))), key=worth):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield things[i][0], files[j][0]


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
