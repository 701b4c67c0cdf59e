"""What Textual's screens lack: one size at a time, and frames that cost what they show.

Textual 8.2 answers each Resize of a screen with a layout, and each layout that changes the screen's
size with a Resize. When two different sizes are under way at once (a terminal that is resized while the
program starts, or whose size is not what its type says), they chase each other for ever, at full load.
"""

from typing import TYPE_CHECKING, Any, cast

from textual import events

from tui.terminal.compositor import CullingCompositor

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.screen import Screen
    from textual.widget import Widget

    from tui.terminal.error_boundary import Boundary, Contained

    _Base = Screen[Any]
else:
    # No screen by itself: Textual takes the style sheet of the first of several bases that is one.
    _Base = object


class SteadyScreen(_Base):
    """Of several sizes under way only that of the terminal counts. Stands before the screen it is mixed into."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._compositor = CullingCompositor()
        self._lost: Widget | None = None
        """The widget that is just losing the focus, for it is hidden or removed."""

    def before_frame(self) -> None:
        """Bring up to date what many changes together ask for once."""

    @property
    def _boundary(self) -> "Boundary":
        return cast("Contained", self.app).boundary

    def _refresh_layout(self, size: "Size | None" = None, scroll: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own
        self._boundary.attempt(self.before_frame)
        super()._refresh_layout(size, scroll)

    def _on_timer_update(self) -> None:
        self._boundary.attempt(self.before_frame)
        if self._repaint_required and not self._layout_required:
            # Textual would forget what else is to be shown anew.
            self._dirty_widgets.add(self)
            self._repaint_required = False
        if not self._boundary.attempt(super()._on_timer_update):
            # What cannot be shown would be tried again at once, for ever.
            self._layout_required = self._repaint_required = self._scroll_required = False
            self._dirty_widgets.clear()

    def set_focus(self, widget: "Widget | None", scroll_visible: bool = True, from_app_focus: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """Focus a widget. None is the one that is focused, or else `home`.

        Textual asks for none after a click beside everything: no key would have any effect.
        """
        if widget is None:
            kept = [one for one in (self.focused, self.home) if one is not None and one is not self._lost]
            widget = next(filter(_usable, kept), kept[-1] if kept else None)
        super().set_focus(widget, scroll_visible, from_app_focus)

    def _reset_focus(self, widget: "Widget", avoiding: "list[Widget] | None" = None) -> None:
        """Focus `home` instead of a widget that cannot be focused any more."""
        if self.focused is not widget or (widget is self.home and not avoiding):
            return  # What is hidden for a while and gets all keys has them when it is shown again.
        self._lost = widget
        home = self.home
        if home is not None and home is not widget and home not in (avoiding or ()) and _usable(home):
            self.set_focus(home, scroll_visible=False)
        else:
            super()._reset_focus(widget, avoiding)
        self._lost = None

    @property
    def home(self) -> "Widget | None":
        """The widget to focus where no other one can be."""
        return None

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


def _usable(widget: "Widget") -> bool:
    """Whether a widget can be focused and is shown."""
    if not widget.is_attached or not widget.focusable:
        return False
    return all(node.display for node in widget.ancestors_with_self)
