"""Sources that have the same text."""

from bisect import insort
from collections.abc import Container
from typing import Final

_NO_TEXT: Final = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
"""SHA-256 of a text without a character."""


class TextTwins:
    """Sources by the hashes of their texts, as far as these were read."""

    def __init__(self) -> None:
        self._texts: dict[str, tuple[str, int]] = {}
        self._alike: dict[str, list[tuple[int, str]]] = {}
        """The number and id of each source by the hash of its text, in order of the numbers."""

    def put(self, source_id: str, number: int, text_sha256: str) -> None:
        """Record the text that a source with a number has now."""
        if self.name(source_id) == text_sha256:
            return
        self.drop(source_id)
        self._texts[source_id] = text_sha256, number
        insort(self._alike.setdefault(text_sha256, []), (number, source_id))

    def drop(self, source_id: str) -> None:
        """Forget the text of a source."""
        if source_id in self._texts:
            text_sha256, number = self._texts.pop(source_id)
            self._alike[text_sha256].remove((number, source_id))

    def name(self, source_id: str) -> str:
        """Return the hash of the text of a source; `""` if it was not read."""
        return self._texts.get(source_id, ("", 0))[0]

    def first(self, source_id: str, known: Container[str]) -> str:
        """Return the id of the first of the `known` sources with the text of a source; `""` if that is itself."""
        name = self.name(source_id)
        if name in ("", _NO_TEXT):
            return ""
        found = next((key for _, key in self._alike[name] if key in known), source_id)
        return found if found != source_id else ""
