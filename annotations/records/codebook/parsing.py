"""Reads ``codebook.toml``, which people write and version control systems merge as text."""

from functools import lru_cache
from typing import Any, NamedTuple

from annotations.text import conflict_markers as markers

Tables = dict[str, Any]


class Parsed(NamedTuple):
    """The tables of a codebook file."""

    tables: Tables
    problem: str = ""
    """A line about the file that ends in what to do, without its name; empty if it is as it should be."""


@lru_cache(1)
def parse(data: bytes) -> Parsed:
    """Return the tables of a codebook file, which is read once for each of its sections. Raises ValueError.

    Of two versions that conflict markers separate, and of a table that occurs twice because each side of a merge added it,
    all is used; the first is taken where both set one field.
    """
    import tomllib  # most libraries have no such file

    if markers.conflicted(data):
        sides = [_parts(side.decode("utf-8")) for side in markers.versions(data).sides]
        tables, twice = _united(sides)
        differ = f"; the first is taken of what both set for {', '.join(twice)}" if twice else ""
        return Parsed(tables, f"has conflict markers: both versions are used{differ}. Remove the markers.")
    text = data.decode("utf-8")
    try:
        return Parsed(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        tables = _parts(text)
        return Parsed(tables, "has a table twice, as after a merge: the first is taken of what both set. Remove one.")


def _parts(text: str) -> Tables:
    """The tables of a file that may have some of them twice. Raises ValueError if it is no TOML apart from that."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        parts = [""]
        for line in text.splitlines(keepends=True):
            if line.startswith("["):
                parts.append("")
            parts[-1] += line
        try:
            return _united([tomllib.loads(part) for part in parts])[0]
        except tomllib.TOMLDecodeError:
            raise error from None  # in the words of the whole file, with its line


def _united(versions: list[Tables]) -> tuple[Tables, list[str]]:
    """Put versions together; the first wins. Returns the names of tables with fields that differ, too."""
    found: Tables = {}
    differ: dict[str, None] = {}
    for version in versions:
        _add(found, version, "", differ)
    return found, list(differ)


def _add(into: Tables, other: Tables, name: str, differ: dict[str, None]) -> None:
    for key, value in other.items():
        here = into.get(key)
        if isinstance(here, dict) and isinstance(value, dict):
            _add(here, value, f"{name}.{key}".lstrip("."), differ)
        elif key not in into:
            into[key] = _copy(value)
        elif here != value:
            differ[name or key] = None


def _copy(value: Any) -> Any:
    return {key: _copy(one) for key, one in value.items()} if isinstance(value, dict) else value
