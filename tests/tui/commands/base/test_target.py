"""What a command applies to, as a function of a value: no screen, no library."""

from typing import Any

import pytest

from annotations.documents.loader import DocumentLoader
from annotations.library import Span
from annotations.model import Annotation, Passage
from tui.commands.base.target import target_of
from tui.session.focus import Focus
from tui.text.paint.margin import Margin
from tui.widgets.passages import PassageItem

TEXT = "The orchard has 40 rows. Nobody counts them."
FIRST, NUMBER, SECOND = (0, 24), (16, 23), (25, 44)


def passage(bounds: tuple[int, int], *tags: str) -> Passage:
    """A passage of the text."""
    start, end = bounds
    annotation = Annotation(
        id=f"{start}-{end}", source="s", number=1, fragments=(bounds,), exact=TEXT[start:end], tags=tags,
        created="", modified="",
    )  # fmt: skip
    return Passage(annotation, start, end, "anchored")


def focus(cursor: int = 0, *passages: Passage, selected: tuple[int, int] | None = None, **more: Any) -> Focus:
    """The cursor in the text, in the shortest of some passages."""
    reading = DocumentLoader(TEXT.encode(), "a.txt")
    while reading.step():
        pass
    under = [one for one in passages if one.start <= cursor < one.end]
    shortest = min(under, key=lambda one: one.end - one.start, default=None)
    margin = Margin(passages)
    given = Focus(
        source="s", document=reading.document, cursor=cursor, selected=selected, passage=shortest, margin=margin
    )
    return given._replace(selecting=selected is not None)._replace(**more)


WIDE, TAGGED = passage(FIRST, "claim"), passage(FIRST, "figure")


@pytest.mark.parametrize(
    ("given", "asked", "bounds", "annotation"),
    [
        (focus(3), {}, FIRST, ""),
        (focus(30), {}, SECOND, ""),
        (focus(3), {"sentence": False}, None, ""),
        (focus(3, WIDE), {"sentence": False}, FIRST, "0-24"),
        (focus(3, selected=(4, 11)), {}, (4, 11), ""),
        (focus(3, WIDE, selected=(4, 11)), {}, (4, 11), ""),
        (focus(30, WIDE, selected=FIRST), {}, FIRST, "0-24"),
        (focus(3, WIDE, selecting=True), {}, None, ""),
        (focus(16), {"figures": {"figure"}}, NUMBER, ""),
        (focus(16, WIDE), {"figures": {"figure"}}, NUMBER, ""),
        (focus(16, TAGGED), {"figures": {"figure"}}, FIRST, "0-24"),
        (focus(16, WIDE, passage(NUMBER)), {"figures": {"figure"}}, NUMBER, "16-23"),
        (focus(3), {"figures": {"figure"}}, FIRST, ""),
        (Focus(), {}, None, ""),
        (Focus(listed=True), {}, None, ""),
        (Focus(listed=True, item=object()), {}, None, ""),
        (Focus(listed=True, item=PassageItem(WIDE)), {}, FIRST, "0-24"),
        (focus(30, listed=True, item=PassageItem(WIDE)), {"sentence": False}, FIRST, "0-24"),
    ],
)
def test_the_target(given: Focus, asked: dict[str, Any], bounds: tuple[int, int] | None, annotation: str) -> None:
    """The selection, else the number if one is asked for, else the passage, else the sentence; in a list its item."""
    target = target_of(given, **asked)
    if bounds is None:
        assert target is None
    else:
        assert target is not None
        assert target.span == Span("s", *bounds)
        assert (target.annotation.id if target.annotation else "") == annotation
        assert target.end == (annotation or target.span)
