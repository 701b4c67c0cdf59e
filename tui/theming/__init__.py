"""Theming: theme files, colours, contrast and style sheets."""
