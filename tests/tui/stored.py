"""The file of a library, as any program reads it."""

from pathlib import Path

from tinydb import TinyDB


class Stored:
    """The library's file, read by stock TinyDB."""

    def __init__(self, path: Path) -> None:
        with TinyDB(path, encoding="utf-8") as database:
            self.annotations = [dict(row) for row in database.table("annotations").all()]
            self.links = [dict(row) for row in database.table("links").all()]
            self.tags = [row["name"] for row in database.table("tags").all()]

    @property
    def tagged(self) -> dict[str, list[str]]:
        """Return the tags of each passage by its words."""
        return {row["exact"]: list(row["tags"]) for row in self.annotations}
