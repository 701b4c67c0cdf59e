"""The headings above passages of all sources, as far as their sources have been read."""

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from annotations.errors import PostilError
from annotations.library import Library
from annotations.model import Passage, Source
from tui.screens.reading.page_controller import read_in_slices
from tui.session.board_state import Known
from tui.tasks import Slices
from tui.text.titles import source_title

if TYPE_CHECKING:
    from tui.screens.board.host import BoardHost


class Headings:
    """Headings above passages, found between keys; until then, the source of each passage."""

    def __init__(self, reader: "BoardHost", known: Known) -> None:
        """Headings of the library of ``reader``; ``known`` has those found so far, and is added to."""
        self._reader = reader
        self._library = reader.library
        self._known = known
        self.wanted: dict[str, None] = {}
        """Ids of the requested passages whose headings are not known."""

    def of(self, annotation_id: str) -> str:
        """Return the source and the headings above a passage; the source alone if the headings are not known yet."""
        passage = self._library.passage(annotation_id)
        source = self._library.source(passage.annotation.source)
        place, heading = self._known.get(annotation_id, (None, ""))
        if place != _place(source, passage):
            self.wanted[annotation_id] = None
            return _name(self._library, source)
        return heading

    async def find(self) -> None:
        """Find the headings of the requested passages, reading sources to their ends."""
        by_source: dict[str, list[str]] = {}
        wanted, self.wanted = self.wanted, {}
        for one in wanted:
            with suppress(PostilError):
                by_source.setdefault(self._library.annotation(one).source, []).append(one)
        for source, passages in by_source.items():
            with suppress(PostilError):  # An unreadable source has no headings.
                await read_in_slices(self._reader.library, source)
            slices = Slices()
            for one in passages:
                with suppress(PostilError):
                    passage = self._library.passage(one)
                    self._known[one] = _place(self._library.source(source), passage), _heading(self._library, passage)
                if slices.over:
                    await slices.next()


_TITLE: Final = 40
"""Most cells of a title, so that there is room for headings."""


def _place(source: Source, passage: Passage) -> tuple[str, int]:
    return source.text_sha256, passage.start


def _heading(library: Library, passage: Passage) -> str:
    """Return the source and the headings above a passage; the source alone if it cannot be read."""
    source = library.source(passage.annotation.source)
    try:
        document = library.reading(source.id).document
        path = document.heading_path(passage.start) if document.complete and passage.placed else ()
    except PostilError:
        path = ()
    return " › ".join([_name(library, source), *(step for step in path if step != source.title)])


def _name(library: Library, source: Source) -> str:
    return f"{source.number} {source_title(library, source, _TITLE)}"
