"""Reads the CSV export of Readwise: highlights without offsets, by book."""

from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from annotations.errors import UsageError
from annotations.exchange.formats import Option, Options
from annotations.exchange.incoming import Incoming, IncomingPassage, IncomingSource
from annotations.exchange.reading import columns_of, table_of
from annotations.text.plurals import count_noun


class Readwise:
    """One passage a highlight; its colour is a tag of that name, if it has one."""

    description: ClassVar = "the CSV export of Readwise"
    options: ClassVar[Mapping[str, Option]] = {}

    def recognises(self, name: str, head: bytes) -> bool:
        """Return whether the first line names the columns of the export."""
        columns = columns_of(head)
        return name.lower().endswith(".csv") and "highlight" in columns and bool(columns & {"book title", "title"})

    def read(self, path: Path, _options: Options) -> Incoming:
        """Read highlights. A row without words is counted and left out."""
        rows = table_of(path)
        if not rows or "highlight" not in rows[0]:
            raise UsageError(f"{path.name} has no column “Highlight”.")
        found, empty = Incoming(), 0
        sources: dict[str, IncomingSource] = {}
        for number, row in enumerate(rows, 1):
            title = row.get("book title") or row.get("title") or ""
            words = row["highlight"].strip()
            if not words:
                empty += 1
                continue
            author, url = row.get("book author") or row.get("author") or "", row.get("url", "")
            key = f"{title}\0{author}"
            facts = (("author", author),) if author else ()
            sources.setdefault(key, IncomingSource(key, title=title, url=url, facts=facts))
            tags = [tag.strip().lstrip("#") for tag in row.get("tags", "").split(",") if tag.strip()]
            found.passages.append(
                IncomingPassage(
                    key=f"row {number}",
                    source=key,
                    exact=words,
                    tags=tuple(dict.fromkeys(filter(None, (*tags, row.get("color", "").strip())))),
                    note=row.get("note", "").strip(),
                    created=row.get("highlighted at", ""),
                )
            )
        found.sources = [*sources.values()]
        if empty:
            found.skipped.append(f"{count_noun(empty, 'row')} without a highlight")
        return found
