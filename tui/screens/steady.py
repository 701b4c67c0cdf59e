"""What Textual's screens lack: one size at a time, and frames that cost what they show.

Textual 8.2 answers each Resize of a screen with a layout, and each layout that changes the screen's
size with a Resize. When two different sizes are under way at once (a terminal that is resized while the
program starts, or whose size is not what its type says), they chase each other for ever, at full load.
"""

from typing import TYPE_CHECKING, Any

from textual import events

from tui.compositor import LeanCompositor

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.screen import Screen

    _Base = Screen[Any]
else:
    # No screen by itself: Textual takes the style sheet of the first of several bases that is one.
    _Base = object


class Steady(_Base):
    """Of several sizes under way only that of the terminal counts. Stands before the screen it is mixed into."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._compositor = LeanCompositor()

    def before_frame(self) -> None:
        """Bring up to date what many changes together ask for once."""

    def _refresh_layout(self, size: "Size | None" = None, scroll: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own
        self.before_frame()
        super()._refresh_layout(size, scroll)

    def _on_timer_update(self) -> None:
        self.before_frame()
        if self._repaint_required and not self._layout_required:
            # Textual would forget what else is to be shown anew.
            self._dirty_widgets.add(self)
            self._repaint_required = False
        super()._on_timer_update()

    def _compositor_refresh(self) -> None:
        top, changed = self.app.screen, self._compositor._dirty_regions  # noqa: SLF001
        if self is top:
            super()._compositor_refresh()
            return
        # Below another screen. Textual would take what changed for changed once more with each frame that follows.
        if changed and self in self.app._background_screens:  # noqa: SLF001
            top.refresh(*changed)
        changed.clear()
        self._dirty_widgets.clear()

    def on_resize(self, event: events.Resize) -> None:
        """Leave a size alone that the terminal no longer has."""
        if event.size != self.app.size:
            event.stop()
            event.prevent_default()
