"""Jumps to a passage, to the chosen item of a panel, and to the passages around the cursor."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import islice
from math import inf

from annotations.library import Passage
from annotations.model import Link
from tui.commands.base.context import Context
from tui.widgets.passages import PassageItem
from tui.widgets.sources import FolderItem, SourceItem


def go_to(context: Context, annotation_id: str) -> None:
    """Open a passage in its source, with a way back."""
    passage = context.library.passage(annotation_id)
    context.session.push_jump()
    context.open_source(passage.annotation.source)
    if passage.start < 0:
        context.notify(f"{context.library.address(annotation_id)} is no longer found in this source", "warning")
    else:
        context.page.choose(context.library.passage(annotation_id))
    context.panes.focus_page()


def go_to_source(context: Context, source_id: str, offset: int | None = None) -> None:
    """Open a source at an offset, or where it was left, with a way back."""
    context.session.push_jump()
    context.open_source(source_id, offset)
    context.panes.focus_page()


def open_item(context: Context, item: object) -> None:
    """Go to the chosen item of a panel: a source, a passage, or the other end of a link."""
    if isinstance(item, FolderItem):
        context.panes.layout.sources.toggle(item.path)
    elif isinstance(item, SourceItem):
        if item.source is None:
            context.notify(f"{item.name}: {item.reason}")
        else:
            go_to_source(context, item.source.id)
    elif isinstance(item, PassageItem) and item.link is not None:
        go_to(context, other_end(item.link, item.passage.annotation.id))
    elif isinstance(item, PassageItem):
        go_to(context, item.passage.annotation.id)


def passages_from(context: Context, by: int) -> Iterator[Passage]:
    """The passages after the cursor, or before it if by is negative, the nearest first."""
    passages, here = context.library.passages(context.session.source), float(context.page.cursor)
    if by > 0:
        first = bisect_right(passages, here, key=_place)
        yield from (passage for passage in islice(passages, first, None) if passage.placed)
    else:
        for index in range(bisect_left(passages, here, key=_place) - 1, -1, -1):
            yield passages[index]


def walk(context: Context, by: int, wanted: Callable[[Passage], bool], what: str) -> None:
    """Go to the passage that is ``by`` wanted ones further on, after the last one to the first; report it then.

    ``what`` names the wanted passages in a message.
    """
    found = list(islice(filter(wanted, passages_from(context, by)), abs(by)))
    if found:
        context.page.choose(found[-1])
        return
    placed = [one for one in context.library.passages(context.session.source) if one.placed and wanted(one)]
    if not placed:
        loading = context.pages.active.reading_on is not None
        context.notify(f"still loading · no {what} so far" if loading else f"no {what} in this source")
    else:
        around = placed[0 if by > 0 else -1]
        context.page.choose(around)
        address = context.library.address(around.annotation.id)
        only = f"{address} is the only one of the {what} here"
        context.notify(only if len(placed) == 1 else address + again(by))


def again(by: int) -> str:
    """Return the end of a message about a step that went round the end of the text, or its start if `by` is negative."""
    return f" · from the {'top' if by > 0 else 'end'} again"


def other_end(link: Link, annotation_id: str) -> str:
    """Id of the passage at the other end of a link of a passage."""
    return link.target if link.source == annotation_id else link.source


def _place(passage: Passage) -> float:
    """Return the sort key of a passage; passages without a place come last."""
    return passage.start if passage.placed else inf
