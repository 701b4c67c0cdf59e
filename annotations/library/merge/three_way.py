"""Three-way merge of library files, as a version control system asks for it: base, ours, theirs."""

from annotations.errors import NewerError, StoreError
from annotations.library.merge.versions import Joined, Ours, join
from annotations.store.file.migrations import VERSION
from annotations.store.versions import Version, files_of, tables_of


def merge_files(base: bytes, ours: bytes, theirs: bytes) -> Joined:
    """Merge the contents of three files; an empty base means that both sides added the file.

    Returns the tables, the conflicts as a line each, and the journals whose lines are in the result. Raises StoreError
    if a file cannot be read whole: what is missing of it would be taken for deleted.
    """
    one, other = _whole(ours, "our file"), _whole(theirs, "their file")
    old = _whole(base, "the common file") if base.strip() else None
    if one.loaded is None:
        raise StoreError("our file has no record.")
    held = [*one.held]
    joined = join(Ours(tables_of(one.loaded), held), [other._replace(base=old.loaded if old is not None else None)])
    return joined._replace(held=(*held, *joined.held))


def _whole(data: bytes, name: str) -> Version:
    """The only version in a file. Raises StoreError."""
    found = files_of(data, name)
    if len(found) != 1 or found[0].lost or found[0].more or not found[0].meta:
        raise StoreError(f"{name} cannot be read as one whole library.")
    version = found[0].meta.get("version")
    if not isinstance(version, int) or version > VERSION:
        raise NewerError(f"{name} has format version {version}. Update postil.")
    return found[0]
