"""Older formats of the library's file, and what makes each the next one."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec

Tables = dict[str, dict[str, dict[str, Any]]]

VERSION: Final = 2
"""Of the file's format. A file with a higher one is not read."""


def _journalled(tables: Tables) -> Tables:
    """Version 2 has a journal beside it; the records are the same, and ``meta`` is rebuilt."""
    return tables


MIGRATIONS: Final[Mapping[int, Callable[[Tables], Tables]]] = {1: _journalled}
"""By version: the function that makes tables of it those of the next version."""


def migrate(tables: Tables, version: int) -> Tables:
    """Tables of an older version as the present one has them."""
    for older in range(version, VERSION):
        tables = MIGRATIONS[older](tables)
    return tables


def intact(tables: Tables, version: int) -> bool:
    """Return whether tables of an older version have the checksum that was made of them."""
    return version in MIGRATIONS and checksum_of_version_1(tables) == next(iter(tables["meta"].values())).get(
        "checksum"
    )


def checksum_of_version_1(tables: Tables) -> str:
    """SHA-256 over all records but ``meta``, sorted, however the file is laid out."""
    from hashlib import sha256

    encode = msgspec.json.Encoder(order="deterministic").encode
    digest = sha256()
    for name in sorted(tables):
        if name != "meta":
            for key in sorted(tables[name], key=int):
                digest.update(b"%s\t%s\t%s\n" % (name.encode(), key.encode(), encode(tables[name][key])))
    return digest.hexdigest()
