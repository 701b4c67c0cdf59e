"""Conflict markers of a version control system: a file with them contains several versions."""

from typing import Final

from msgspec import Struct

from annotations.text.lazy_regex import lazy

_SHORTEST: Final = 7
_DEEPEST: Final = 3
"""Levels of nested conflicts that are resolved; each level can double the number of versions."""

_MARKER: Final = lazy(rb"(<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?\r?\n?")


class Versions(Struct, frozen=True):
    """Versions of a file that its conflict markers separate."""

    sides: list[bytes]
    """All versions, those of the side that was checked out first."""
    base: bytes | None
    """Common ancestor of the sides, or None if the markers do not include it."""


def conflicted(data: bytes) -> bool:
    """Return whether `data` has conflict markers. No line written by postil starts like one."""
    return data.startswith(b"<" * _SHORTEST) or b"\n" + b"<" * _SHORTEST in data


def versions(data: bytes) -> Versions:
    """Split a file at its conflict markers; a file without any is its only version."""
    if not conflicted(data):
        return Versions([data], None)
    return _taken_apart(data, _DEEPEST)


def unmarked(data: bytes) -> bytes:
    """Remove the lines that are conflict markers and keep everything between them."""
    return b"".join(line for line in data.splitlines(keepends=True) if not _MARKER.fullmatch(line))


def _taken_apart(data: bytes, depth: int) -> Versions:
    """Split a file at its outer conflicts, then each side at the nested ones."""
    ours, theirs, base = bytearray(), bytearray(), bytearray()
    parts: dict[bytes, bytearray] = {}
    inner: list[int] = []
    part, length, has_base = b"", 0, False
    for line in data.splitlines(keepends=True):
        marker = _MARKER.fullmatch(line)
        sign, size = (marker[1][:1], len(marker[1])) if marker else (b"", 0)
        if not part:
            if sign == b"<":
                part, length, parts = sign, size, {one: bytearray() for one in (b"<", b"|", b"=")}
            elif not sign:
                for side in (ours, theirs, base):
                    side += line
        elif sign == b"<" or inner or not sign or size != length:
            # Git writes these if there are two common ancestors; others come from markers that were committed.
            if sign == b"<":
                inner.append(size)
            elif sign == b">" and inner and size == inner[-1]:
                inner.pop()
            parts[part] += line
        elif sign == b">":
            ours += parts[b"<"]
            theirs += parts[b"="]
            base += parts[b"|"]
            part = b""
        else:
            part, has_base = sign, has_base or sign == b"|"
    if part:
        # The last marker is missing: the text after the first one may belong to either side.
        for side in (ours, theirs):
            side += b"".join(parts.values())
    sides = [bytes(ours), bytes(theirs)]
    if depth:
        sides = [one for side in sides for one in (_taken_apart(side, depth - 1).sides if conflicted(side) else [side])]
    return Versions(list(dict.fromkeys(map(unmarked, sides))), unmarked(bytes(base)) if has_base else None)
