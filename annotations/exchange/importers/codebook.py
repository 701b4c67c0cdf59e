"""Reads a codebook as a table: a row a tag, with its description, parent and colour."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar, Final

from annotations.errors import UsageError
from annotations.exchange.formats import Option, Options
from annotations.exchange.incoming import Incoming, IncomingTag
from annotations.exchange.reading import columns_of, table_of

_NAMES: Final = ("name", "code", "tag", "code name", "codename", "label")
_DESCRIPTIONS: Final = ("description", "memo", "definition", "comment", "note", "code memo")
_PARENTS: Final = ("parent", "category", "parent code", "group", "code group", "code groups")
_PATH: Final = re.compile(r"\s*(?:::|>|\\|/)\s*")


class Codebook:
    """Tags, as other programs for qualitative analysis and spreadsheets export them."""

    description: ClassVar = "a codebook as CSV: columns name, description, parent"
    options: ClassVar[Mapping[str, Option]] = {
        "path": Option("whether a name such as A > B, A::B or A/B is that of a tag below another", ("yes", "no"))
    }

    def recognises(self, name: str, head: bytes) -> bool:
        """Return whether the first line names a column for names, and one for descriptions or parents."""
        columns = columns_of(head)
        return (
            name.lower().endswith((".csv", ".tsv"))
            and bool(columns & set(_NAMES))
            and bool(columns & {*_DESCRIPTIONS, *_PARENTS})
            and "highlight" not in columns
        )

    def read(self, path: Path, options: Options) -> Incoming:
        """Read tags; parents that have no row of their own are made."""
        rows = table_of(path)
        column = next((one for one in _NAMES if rows and one in rows[0]), "")
        if not column:
            raise UsageError(f"{path.name} has no column for the names of tags: {', '.join(_NAMES)}.")
        tags: dict[str, IncomingTag] = {}
        for row in rows:
            name = row[column].strip()
            parts = [part for part in _PATH.split(name) if part] if options.get("path", "yes") == "yes" else [name]
            above = _first(row, _PARENTS)
            for part in parts[:-1]:
                tags.setdefault(part, IncomingTag(part, parent=above))
                above = part
            if parts and parts[-1]:
                tags[parts[-1]] = IncomingTag(
                    parts[-1], _first(row, _DESCRIPTIONS), above if above != parts[-1] else ""
                )
        for tag in [*tags.values()]:
            if tag.parent and tag.parent not in tags:
                tags[tag.parent] = IncomingTag(tag.parent)
        return Incoming(tags=[*tags.values()])


def _first(row: Mapping[str, str], columns: tuple[str, ...]) -> str:
    return next((row[one].strip() for one in columns if row.get(one, "").strip()), "")
