"""The target of a command: the selection, else the passage under the cursor, else the sentence."""

from collections.abc import Collection
from typing import NamedTuple

from annotations.documents.document import Document
from annotations.library import Library, Span
from annotations.library.parts.wording import in_words
from annotations.model import Annotation, Link
from tui.commands.base.context import Context
from tui.session.focus import Focus
from tui.session.jump_list import Spot
from tui.text import motion
from tui.text.cells import shorten
from tui.text.numbers import number_at
from tui.widgets.passages import PassageItem


class Target(NamedTuple):
    """A passage, or a span that would become one."""

    annotation: Annotation | None
    span: Span
    link: Link | None = None
    """The link that is selected in the panel."""

    @property
    def end(self) -> str | Span:
        """The target as an end for `Library.connect`."""
        return self.annotation.id if self.annotation is not None else self.span

    @property
    def spot(self) -> Spot:
        """The start of the target."""
        return Spot(self.span.source_id, max(0, self.span.start))


def target_of(focus: Focus, *, sentence: bool = True, figures: Collection[str] = ()) -> Target | None:
    """Return what a command applies to; None if there is nothing.

    Without ``sentence``, a place that is neither selected nor in a passage is nothing. With the tags of
    ``figures``, the number under the cursor goes before a sentence, and before a passage around it without such a tag.
    """
    if focus.listed:
        return _listed(focus.item)
    if not focus.source or (focus.selecting and focus.selected is None):
        return None
    bounds, passage = focus.selected, focus.passage
    if bounds is None and figures and not (passage and any(tag in figures for tag in passage.annotation.tags)):
        bounds = number_at(focus.document, focus.cursor)
        if bounds and passage and bounds[0] <= passage.start and passage.end <= bounds[1]:
            bounds = None  # The passage is the number, or its part without the words around it.
    if bounds is None and passage is not None:
        return Target(passage.annotation, Span(focus.source, passage.start, passage.end))
    if bounds is None:
        if not sentence:
            return None
        bounds = motion.sentence_at(focus.document, focus.cursor)
        if bounds[0] >= bounds[1]:
            return None
    same = [one for one in focus.margin.over(*bounds) if (one.start, one.end) == bounds]
    return Target(same[0].annotation if same else None, Span(focus.source, *bounds))


def report_nothing(context: Context, verb: str) -> None:
    """Report that there is nothing to act on, which `verb` would; or that the page has no text yet."""
    page, opened = context.pages.active, bool(context.session.source)
    loading = page.reading_on is not None if opened else context.library.source_count > 0
    if context.page.view.empty and loading:
        context.notify("still loading · press the key again when the text is there")
    else:
        context.notify(f"nothing here to {verb}")


def label_of(library: Library, document: Document, target: Target, width: int = 32) -> str:
    """Return the address of a target, or the number of its source, and its first words, which are in ``document``."""
    if target.link is not None:
        ends = library.address(target.link.source), library.address(target.link.target)
        return f"the link {ends[0]} {target.link.kind} {ends[1]}"
    if target.annotation is not None:
        return f"{library.address(target.annotation.id)} “{shorten(in_words(library, target.annotation), width)}”"
    words = document.text[target.span.start : target.span.end]
    return f"{library.source(target.span.source_id).number} “{shorten(words, width)}”"


def _listed(item: object | None) -> Target | None:
    if not isinstance(item, PassageItem):
        return None
    annotation, passage = item.passage.annotation, item.passage
    return Target(annotation, Span(annotation.source, passage.start, passage.end), item.link)
