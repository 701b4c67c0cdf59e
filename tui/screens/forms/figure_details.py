"""A line at the bottom with what a figure is about, one box for each detail; in a narrow terminal one at a time."""

from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widgets import Input

from annotations.library import Library
from annotations.library.parts.figures import attribution
from annotations.model.judgements import FIGURE_DETAILS
from annotations.review.ledger.about import DETAILS
from annotations.review.ledger.figures import Figure
from tui.screens.base.overlay import Overlay
from tui.screens.base.usable import usable_hints
from tui.text.cells import shorten, visible
from tui.theming.styles import Styles
from tui.widgets.message_line import Caption

_WIDTH: Final = 30
"""Least cells of a detail with its name."""


class FigureDetails(Overlay[bool | None]):
    """Edits the details of a figure as one change. Returns whether something was changed, or None after Esc.

    An empty box takes what is proposed, which is shown in it.
    """

    CONTEXT: ClassVar[str] = "form"

    def __init__(self, styles: Styles, library: Library, figure: Figure, proposed: Figure) -> None:
        """Show the details of a figure; `proposed` is the figure without what a person set."""
        super().__init__(styles)
        self._library = library
        self._figure = figure
        about = proposed.about.details | {"attribution": attribution(library, proposed)}
        self._proposed = {name: visible(about[name]) for name in DETAILS}
        self._given = {
            name: visible(figure.about.details[name]) if name in figure.about.given else "" for name in DETAILS
        }
        """The values that the boxes began with."""
        self._focused = 0
        """Index of the detail that has the cursor."""
        self._first = 0
        """Index of the first detail that is shown."""
        self._title = Caption(styles, "", strong=True)

    def compose(self) -> ComposeResult:
        """The figure, the boxes side by side, the keys."""
        with Vertical(id="details"):
            yield self._title
            with Horizontal(id="detail-boxes"):
                for name in DETAILS:
                    with Horizontal(classes="field detail"):
                        label = Caption(self.theme_styles, FIGURE_DETAILS[name])
                        label.styles.width = len(FIGURE_DETAILS[name]) + 2
                        yield label
                        yield Input(self._given[name], placeholder=self._proposed[name], id=f"field-{name}")
            yield self.caption

    def open(self) -> None:
        """Focus the first box."""
        self._fit()
        self.take_keys(self._boxes[0])

    def on_resize(self, _: events.Resize) -> None:
        """Show as many boxes as fit."""
        self._fit()

    def say_keys(self) -> None:
        """Show the keys that are needed here, which fit a narrow terminal."""
        self.caption.offer([hint for hint in usable_hints(self) if hint[1] in {"save", "next", "cancel"}])

    def do_type_accept(self, _: int | None) -> None:
        """Save what was changed, and close."""
        typed = {name: " ".join(box.value.split()) for name, box in zip(DETAILS, self._boxes, strict=True)}
        changed = {name: value for name, value in typed.items() if value != self._given[name]}

        def act() -> None:
            if changed:
                one = self._figure
                self._library.review.set_figure(one.key.passage, one.quantity.number, changed, one.former)
            self.dismiss(bool(changed))

        self.attempt(act)

    def do_type_next(self, _: int | None) -> None:
        """Focus the next box."""
        self.move(1)

    def do_type_previous(self, _: int | None) -> None:
        """Focus the box before."""
        self.move(-1)

    do_type_down = do_type_next
    do_type_up = do_type_previous

    def move(self, by: int) -> None:
        """Move the focus by some boxes."""
        self._show((self._focused + by) % len(DETAILS))
        self.set_focus(self._boxes[self._focused])

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show which box was clicked."""
        if event.widget in (boxes := self._boxes):
            self._show(boxes.index(event.widget))

    def _show(self, place: int) -> None:
        self._focused = place
        self._fit()

    @property
    def _boxes(self) -> list[Input]:
        return [self.query_one(f"#field-{name}", Input) for name in DETAILS]

    def _fit(self) -> None:
        """Show the boxes that fit beside the focused one, and how many there are if some do not."""
        width = self.app.size.width
        most = max(1, min(len(DETAILS), width // _WIDTH))
        self._first = max(self._focused - most + 1, min(self._first, self._focused, len(DETAILS) - most))
        for place, field in enumerate(self.query(".detail")):
            field.display = self._first <= place < self._first + most
        address = self._library.address(self._figure.key.passage)
        count = f" · {self._focused + 1} of {len(DETAILS)}" if most < len(DETAILS) else ""
        number = shorten(visible(self._figure.key.written), max(8, width - len(address) - len(count) - 4))
        self._title.say(f"{address} {number}{count}")
