"""Screen with one size at a time, and frames that cost only what they show.

Textual 8.2.8 answers each Resize of a screen with a layout, and each layout that changes the screen's size with another
Resize. An outdated size in the queue costs up to four layouts more (a terminal resized during start, or a size that
differs from the one of the terminal's type), and each screen that is opened one more of itself and of all below it.
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
    # Not a Screen at run time: Textual uses the style sheet of the first base class that is one.
    _Base = object


class SteadyScreen(_Base):
    """Mixin for screens, before the Screen class: ignores outdated sizes and keeps a widget focused."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self._compositor = CullingCompositor()
        self._lost: Widget | None = None
        """The widget that is losing focus because it is hidden or removed."""
        self._laid_out_for: Size | None = None
        """The size of the last layout."""

    def before_frame(self) -> None:
        """Called before each frame, for work that several changes share."""

    @property
    def _boundary(self) -> "Boundary":
        return cast("Contained", self.app).boundary

    def _refresh_layout(self, size: "Size | None" = None, scroll: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own
        self._boundary.attempt(self.before_frame)
        self._laid_out_for = self.outer_size if size is None else size
        super()._refresh_layout(size, scroll)

    def _on_timer_update(self) -> None:
        self._boundary.attempt(self.before_frame)
        if self._repaint_required and not self._layout_required:
            # Textual would drop the other dirty widgets.
            self._dirty_widgets.add(self)
            self._repaint_required = False
        if not self._boundary.attempt(super()._on_timer_update):
            # Else the failed frame would be retried for ever.
            self._layout_required = self._repaint_required = self._scroll_required = False
            self._dirty_widgets.clear()

    def set_focus(self, widget: "Widget | None", scroll_visible: bool = True, from_app_focus: bool = False) -> None:  # noqa: FBT001, FBT002 - Textual's own
        """Focus a widget; None keeps the focused one, or focuses `home`."""
        # Textual passes None after a click beside all widgets: then no key would work.
        if widget is None:
            kept = [one for one in (self.focused, self.home) if one is not None and one is not self._lost]
            widget = next(filter(_usable, kept), kept[-1] if kept else None)
        if getattr(widget, "_initial_value", False):
            # An Input does not scroll to its cursor at the first change of its text, which may be a long one.
            widget._initial_value = False  # type: ignore[union-attr] # noqa: SLF001
        super().set_focus(widget, scroll_visible, from_app_focus)

    def _reset_focus(self, widget: "Widget", avoiding: "list[Widget] | None" = None) -> None:
        """Focus `home` instead of a widget that can no longer be focused."""
        if self.focused is not widget or (widget is self.home and not avoiding):
            return  # A hidden `home` keeps the focus until it is shown again.
        self._lost = widget
        home = self.home
        if home is not None and home is not widget and home not in (avoiding or ()) and _usable(home):
            self.set_focus(home, scroll_visible=False)
        else:
            super()._reset_focus(widget, avoiding)
        self._lost = None

    @property
    def home(self) -> "Widget | None":
        """The widget to focus if no other can be; None if there is none."""
        return None

    def _compositor_refresh(self) -> None:
        top, changed = self.app.screen, self._compositor._dirty_regions  # noqa: SLF001 - as Textual's Screen has it
        if self is top:
            super()._compositor_refresh()
            return
        # Below another screen. Textual would repaint the changed regions with each later frame.
        if changed and self in self.app._background_screens:  # noqa: SLF001 - as above
            top.refresh(*changed)
        changed.clear()
        self._dirty_widgets.clear()

    async def _compose(self) -> None:
        """Take the classes of the size before the widgets are there: Textual would style all of them once more for them."""
        self.update_classes(self._size_classes(), update=False, animate=False)
        await super()._compose()

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Take the classes of a size that was changed while another screen was on top, before the styles are applied."""
        self.update_classes(self._size_classes(), update=not event.refresh_styles, animate=False)

    def _size_classes(self) -> dict[str, bool]:
        """Return which of the classes for sizes the screen has."""
        ways = ((self.app.size.width, self.HORIZONTAL_BREAKPOINTS), (self.app.size.height, self.VERTICAL_BREAKPOINTS))
        classes = {}
        for cells, breakpoints in ways:
            reached = self._get_breakpoint_classes(cells, breakpoints or [])
            classes.update({name: name in reached for _, name in breakpoints or []})
        return classes

    def on_resize(self, event: events.Resize) -> None:
        """Ignore a size that the terminal no longer has; lay out nothing if all screens are laid out for it."""
        screens = [self, *self.app._background_screens]  # noqa: SLF001 - those that Textual would lay out
        current = event.size == self.app.size
        if not current or all(vars(screen).get("_laid_out_for") == event.size for screen in screens):
            event.stop()
            event.prevent_default()
            if current:  # The screen above has laid out this one.
                self.update_classes(self._size_classes(), animate=False)


def _usable(widget: "Widget") -> bool:
    """Return whether a widget can be focused and is shown."""
    if not widget.is_attached or not widget.focusable:
        return False
    return all(node.display for node in widget.ancestors_with_self)
