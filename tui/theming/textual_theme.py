"""What Textual is told of a theme."""

from typing import Any, Final

from textual.theme import Theme

from tui.theming.theme_file import TOKENS, ThemeFile

_BORROWED: Final = {
    "block-cursor-background": "selection",
    "block-cursor-foreground": "selection-text",
    "block-cursor-blurred-background": "cursor-row",
    "block-cursor-blurred-foreground": "text",
    "block-hover-background": "cursor-row",
    "border-blurred": "rule",
    "footer-background": "status",
    "footer-foreground": "status-text",
    "footer-key-foreground": "status-text",
    "footer-description-foreground": "status-text",
    "input-cursor-background": "cursor",
    "input-cursor-foreground": "cursor-text",
    "input-selection-background": "selection",
    "input-selection-foreground": "selection-text",
    "screen-selection-background": "selection",
    "screen-selection-foreground": "selection-text",
    "scrollbar": "rule",
    "scrollbar-hover": "muted",
    "scrollbar-active": "muted",
}
"""Variables of Textual's own widgets, so that a list's cursor looks like the page's selection."""

_ANSI_LACKS: Final = {
    "ansi-background": "ansi_default",
    "ansi-foreground": "ansi_default",
    "foreground-disabled": "ansi_bright_black",
    "surface-active": "ansi_default",
    "scrollbar-background": "ansi_default",
    "scrollbar-background-hover": "ansi_default",
    "scrollbar-background-active": "ansi_default",
    "border": "ansi_cyan",
}
"""Variables that Textual's own style sheets use and that it makes for no theme of sixteen colours, or badly."""


def variables(theme: ThemeFile) -> dict[str, str]:
    """What style sheets may use: our tokens as ``postil-…``, and Textual's own where a token says it better."""
    own = {f"postil-{token}": theme.tokens[token] for token in TOKENS}
    borrowed = {name: theme.tokens[token] for name, token in _BORROWED.items()}
    return (_ANSI_LACKS if theme.ansi else {}) | borrowed | own


def to_textual(theme: ThemeFile) -> Theme:
    """The theme as Textual registers it."""
    base: dict[str, Any] = {**theme.base}
    return Theme(name=theme.name, dark=theme.dark, ansi=theme.ansi, variables=variables(theme), **base)
