"""Rich styles of everything on a page, made from the tokens of a theme."""

from collections.abc import Callable
from functools import cached_property, wraps
from typing import Concatenate, ParamSpec, cast

from rich.color import Color
from rich.style import Style

from annotations.documents.blocks import BlockKind, MarkKind
from annotations.model import LinkKind
from tui.theming.contrast import TOLD_APART, contrast
from tui.theming.theme_file import TAG_COLOURS, ThemeFile

Given = ParamSpec("Given")


def once(make: Callable[Concatenate["Styles", Given], Style]) -> Callable[Concatenate["Styles", Given], Style]:
    """Cache the results of a method of `Styles`, since creating a style costs more than painting a word."""

    @wraps(make)
    def kept(styles: "Styles", *args: Given.args, **kwargs: Given.kwargs) -> Style:
        key = (make.__name__, *args, *kwargs.values())
        style = styles.made.get(key)
        if style is None:
            style = styles.made[key] = make(styles, *args, **kwargs)
        return style

    return cast("Callable[Concatenate[Styles, Given], Style]", kept)


class Styles:
    """Styles of a theme. Without colour, underline and reverse video mark ranges."""

    def __init__(self, theme: ThemeFile, *, no_color: bool = False, blends: bool = True) -> None:
        """``blends`` is whether the terminal shows every mixture of two colours."""
        self._theme = theme
        self._plain = theme.ansi or no_color
        self.made: dict[tuple[object, ...], Style] = {}
        """Cache of `once`."""
        self._no_color = no_color
        background = theme.base["background"].removeprefix("ansi_")
        self.base = Style(color=theme.colour("text"), bgcolor=background)
        self.muted = Style(color=theme.colour("muted"))
        self.faint = Style(color=theme.colour("faint"), dim=self._plain or None)
        self.bold = Style(bold=True)
        self.cursor = Style(reverse=True) if no_color else self._on("cursor", "cursor-text")
        self.selection = Style(reverse=True) if no_color else self._on("selection", "selection-text")
        self.cursor_selected = self._cursor_on_selection()
        """Cursor inside the selection."""
        self.cursor_row = Style.null() if self._plain else Style(bgcolor=theme.colour("cursor-row"))
        self.list_row = Style(bold=True) if self._plain else self.cursor_row
        """Item under the cursor of a list without focus."""
        self.list_cursor = Style(reverse=True) if self._plain else self.selection
        self.match = Style(underline2=True) if no_color else self._on("match", "match-text")
        """Search match."""
        self.status = Style(reverse=True) if no_color else self._on("status", "status-text")
        self.warning = Style(color=theme.base["warning"].removeprefix("ansi_"), bold=True)
        self.success = Style(color=theme.base["success"].removeprefix("ansi_"))
        self.accent = Style(color=theme.base["accent"].removeprefix("ansi_"), bold=True)
        self.veiled = None if blends and not self._plain else self.base + self.faint
        """Of everything behind an overlay; None if it is faded instead."""
        self.current = Style(bold=True, underline=True)
        """Laid over the passage under the cursor."""

    @once
    def tag(self, colour: str) -> Style:
        """Of the letter of a tag in the gutter and in lists."""
        return Style(color=self._theme.colour(colour if colour in TAG_COLOURS else "tag1"), bold=True)

    @once
    def tint(self, colour: str) -> Style:
        """Of the text of a passage with a tag; an untagged passage has the empty colour."""
        if not colour:
            return Style(underline=True)
        name = colour if colour in TAG_COLOURS else "tag1"
        ground = self._on(f"{name}-tint", "tint-text")
        return ground + Style(underline=True) if self._plain else ground

    def kind(self, kind: LinkKind | None) -> Style:
        """Return the style of a link type's sign; a user's own type looks like the one that it counts as."""
        return self.link(kind.counts if kind is not None else "")

    @once
    def link(self, kind: str) -> Style:
        """Return the style of a built-in link type, by its name."""
        return Style(color=self._theme.colour(kind) if kind in self._theme.tokens else None, bold=True)

    @once
    def block(self, kind: BlockKind, level: int, *, quoted: bool, aside: bool) -> Style:
        """Return the style of a block's text; `aside` is text that does not belong to the content."""
        if kind is BlockKind.HEADING:
            return Style(color=self._theme.colour("heading"), bold=True, underline=level == 1)
        if kind in (BlockKind.CODE, BlockKind.DIAGRAM):
            return Style(color=self._theme.colour("code"))
        if kind is BlockKind.META or aside:
            return self.faint
        return Style(color=self._theme.colour("quote")) if quoted else Style.null()

    def code(self, role: str) -> Style:
        """Return the style of a word of code; see `tui.text.paint.syntax.Word`."""
        return self._code.get(role, Style.null())

    def mark(self, kind: MarkKind) -> Style:
        """Return the style of an inline mark."""
        return self._marks.get(kind, Style.null())

    def role(self, name: str) -> Style:
        """Return the style of a decoration."""
        return self._roles.get(name, self.faint)

    @cached_property
    def _marks(self) -> dict[MarkKind, Style]:
        return {
            MarkKind.EMPHASIS: Style(italic=True),
            MarkKind.STRONG: Style(bold=True),
            MarkKind.CODE: Style(color=self._theme.colour("code")),
            MarkKind.STRIKE: Style(strike=True),
            MarkKind.LINK: Style(color=self._theme.colour("link"), underline=True),
            MarkKind.IMAGE: Style(color=self._theme.colour("link"), italic=True),
            MarkKind.TERM: Style(bold=True),
        }

    @cached_property
    def _code(self) -> dict[str, Style]:
        # Only colours that the page already uses; without colour, weight and slant distinguish the roles.
        colour = self._theme.colour
        return {
            "comment": Style(color=colour("muted"), italic=True),
            "keyword": Style(color=colour("heading"), bold=self._plain),
            "string": Style(color=colour("quote")),
            "number": Style(color=colour("link")),
            "name": Style(color=colour("text"), bold=True),
        }

    @cached_property
    def _roles(self) -> dict[str, Style]:
        return {
            "marker": Style(color=self._theme.colour("muted")),
            "quote": Style(color=self._theme.colour("quote")),
            "rule": Style(color=self._theme.colour("rule")),
            "label": Style(color=self._theme.colour("muted"), bold=True),
            "aside": self.muted,
            "edge": Style(color=self._theme.colour("rule")),
            "node": Style(color=self._theme.colour("text")),
            "title": Style(color=self._theme.colour("text"), bold=True),
        }

    def _cursor_on_selection(self) -> Style:
        """Return the cursor's style, with its colours exchanged if the selection is about as light."""
        if self._no_color:
            return Style(reverse=False, bold=True, underline2=True)
        own = contrast(*(Color.parse(self._theme.colour(ground)) for ground in ("cursor", "selection")))
        return self.cursor if own is None or own >= TOLD_APART else self._on("cursor-text", "cursor")

    def _on(self, ground: str, text: str) -> Style:
        colour = Color.parse(self._theme.colour(text))
        return Style(color=colour, bgcolor=self._theme.colour(ground))
