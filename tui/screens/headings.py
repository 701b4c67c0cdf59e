"""The headings that passages of all sources stand under, as far as their sources have been read."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from annotations.errors import PostilError
from annotations.library import Library
from tui.screens.leaf import read_in_slices

if TYPE_CHECKING:
    from tui.screens.reading import ReadingScreen


def heading(library: Library, annotation_id: str) -> str:
    """The source and the headings that a passage stands under; the source alone if that has not been read."""
    passage = library.passage(annotation_id)
    source = library.source(passage.annotation.source)
    name = f"{source.number} {source.title or source.path}"
    try:
        document = library.reading(source.id).document
        path = document.heading_path(passage.start) if document.complete and passage.placed else ()
    except PostilError:
        path = ()
    return " › ".join([name, *(step for step in path if step != source.title)])


async def read_sources(reader: "ReadingScreen", sources: Iterable[str]) -> None:
    """Read sources to their ends, in slices between the keys; those that cannot be read are left out."""
    for source in dict.fromkeys(sources):
        try:
            await read_in_slices(reader, source)
        except PostilError:
            continue
