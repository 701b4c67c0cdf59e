"""Reads zip files within bounds: an archive may be hostile. Nothing is written to disk."""

import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from annotations.errors import UsageError

SIGNATURE: Final = b"PK\x03\x04"
"""First bytes of an archive."""

LARGEST_MEMBER: Final = 64 << 20
"""Bytes of the largest member that is unpacked."""

LARGEST_TOTAL: Final = 512 << 20
"""Bytes that are unpacked of one archive."""

MOST_MEMBERS: Final = 10_000

_RATIO: Final = 200
"""Greatest ratio of a member to its packed size."""

_SMALL: Final = 1 << 20
"""Bytes up to which the ratio does not matter: a text of blanks packs well."""

_HEADER: Final = 30
"""Bytes before the name of a member, at its place in the file."""

_ENCRYPTED: Final = 1


class Archive:
    """A zip file in memory. The names of all members are checked first, the size of a member before it is unpacked."""

    def __init__(self, data: bytes, name: str) -> None:
        """Open an archive, called `name` in messages. Raises UsageError, with one line, if it is none or may be hostile."""
        self._name = name
        self._total = 0
        try:
            self._zip = ZipFile(BytesIO(data))
            members = [one for one in self._zip.infolist() if not one.is_dir()]
        except (BadZipFile, ValueError, OSError, NotImplementedError, IndexError) as error:
            raise UsageError(f"{name} cannot be read as an archive: {error}.") from error
        if len(members) > MOST_MEMBERS:
            raise self._refused(f"it has more than {MOST_MEMBERS:,} members")
        for one in members:
            if _leads_out(one.filename):
                raise self._refused(f"the name {one.filename[:80]!r} leads out of it")
        if _overlap(members):
            raise self._refused("its members overlap")
        self._members = {one.filename: one for one in members}

    @property
    def names(self) -> list[str]:
        """Names of the members, without those that macOS adds."""
        return [name for name in self._members if not name.startswith("__MACOSX/") and not _hidden(name)]

    def read(self, name: str) -> bytes:
        """Return a member. Raises UsageError, with one line, if it is too large, damaged or encrypted."""
        one = self._members[name]
        self._check(one)
        try:
            with self._zip.open(one) as file:
                data = file.read(LARGEST_MEMBER + 1)
        except (BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, zlib.error) as error:
            raise UsageError(f"{name} in {self._name} cannot be unpacked: {error}.") from error
        self._total += len(data)
        return data

    def _check(self, one: ZipInfo) -> None:
        """Raise UsageError if a member must not be unpacked."""
        what = f"{one.filename[:80]} in it"
        if one.flag_bits & _ENCRYPTED:
            raise self._refused(f"{what} is encrypted")
        if one.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            raise self._refused(f"{what} is packed in another way than zip files usually are")
        if one.file_size > LARGEST_MEMBER or self._total + one.file_size > LARGEST_TOTAL:
            raise self._refused(f"{what} is too large")
        if one.file_size > max(_SMALL, _RATIO * one.compress_size):
            raise self._refused(f"{what} is packed more than {_RATIO} times smaller than it is")

    def _refused(self, why: str) -> UsageError:
        return UsageError(f"{self._name} is not opened: {why}.")


def _leads_out(name: str) -> bool:
    """Return whether the name of a member would be outside of the folder that it were unpacked to."""
    return name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts


def _hidden(name: str) -> bool:
    return PurePosixPath(name).name.startswith("._")


def _overlap(members: Iterable[ZipInfo]) -> bool:
    """Return whether two members share bytes, so that little data unpacks to much."""
    end = 0
    for one in sorted(members, key=lambda member: member.header_offset):
        if one.header_offset < end:
            return True
        end = one.header_offset + _HEADER + len(one.filename) + one.compress_size
    return False
