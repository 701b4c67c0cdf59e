"""What a verb acts on: the selection, else the passage under the cursor, else the sentence."""

from typing import TYPE_CHECKING, NamedTuple

from annotations.library import Span
from annotations.model import Annotation, Link
from tui.session.jump_list import Spot
from tui.text import motion
from tui.text.cells import shorten
from tui.text.numbers import number_at
from tui.widgets.passages import PassageItem

if TYPE_CHECKING:
    from tui.screens.reading.screen import ReadingScreen


class Target(NamedTuple):
    """A passage, or a span that would become one."""

    annotation: Annotation | None
    span: Span
    link: Link | None = None
    """The link that is chosen in the panel."""

    @property
    def end(self) -> str | Span:
        """What `Library.connect` takes as an end."""
        return self.annotation.id if self.annotation is not None else self.span

    @property
    def spot(self) -> Spot:
        """Where it is."""
        return Spot(self.span.source_id, max(0, self.span.start))


def find_target(reader: "ReadingScreen", *, sentence: bool = True, number: bool = False) -> Target | None:
    """What a verb acts on now; None if there is nothing.

    Without sentence, a place that is neither selected nor in a passage is nothing. With number, the number under the
    cursor goes before a sentence and before a passage around it, unless that is tagged a figure itself. Raises
    UsageError if the text on the page turns out to be another one.
    """
    if reader.items is not None:
        item = reader.items.selected
        if not isinstance(item, PassageItem):
            return None
        annotation = item.passage.annotation
        return Target(annotation, Span(annotation.source, item.passage.start, item.passage.end), item.link)
    page, source = reader.page, reader.session.source
    if page.view.empty or not source:
        return None
    reader.leaf.make_certain()
    bounds = page.span()
    if bounds is None and page.selection is not None:
        return None
    if bounds is None and number and not (page.current and "figure" in page.current.annotation.tags):
        bounds = number_at(page.document, page.cursor)
    if bounds is None and page.current is not None:
        return Target(page.current.annotation, Span(source, page.current.start, page.current.end))
    if bounds is None:
        if not sentence:
            return None
        bounds = motion.sentence_at(page.document, page.cursor)
        if bounds[0] >= bounds[1]:
            return None
    exact = [p for p in reader.margin.over(*bounds) if (p.start, p.end) == bounds]
    return Target(exact[0].annotation if exact else None, Span(source, *bounds))


def label_of(reader: "ReadingScreen", target: Target, width: int = 32) -> str:
    """The address of a target, or its source, and its first words."""
    library = reader.library
    if target.link is not None:
        ends = library.address(target.link.source), library.address(target.link.target)
        return f"the link {ends[0]} {target.link.kind} {ends[1]}"
    if target.annotation is not None:
        return f"{library.address(target.annotation.id)} “{shorten(target.annotation.exact, width)}”"
    words = reader.page.document.text[target.span.start : target.span.end]
    return f"{library.source(target.span.source_id).number} “{shorten(words, width)}”"
