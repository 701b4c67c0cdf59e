"""Textual's form of a theme."""

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
"""Variables of Textual's widgets and the token that each takes its value from."""

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
"""Variables of Textual's style sheets that it does not, or not usefully, define for a theme of sixteen colours."""


def variables(theme: ThemeFile) -> dict[str, str]:
    """Return the variables for style sheets: tokens as ``postil-…``, and overrides of Textual's own."""
    own = {f"postil-{token}": theme.tokens[token] for token in TOKENS}
    borrowed = {name: theme.tokens[token] for name, token in _BORROWED.items()}
    return (_ANSI_LACKS if theme.ansi else {}) | borrowed | own


def to_textual(theme: ThemeFile) -> Theme:
    """Return the theme in the form that Textual registers."""
    base: dict[str, Any] = {**theme.base}
    return Theme(name=theme.name, dark=theme.dark, ansi=theme.ansi, variables=variables(theme), **base)
