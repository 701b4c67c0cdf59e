"""Diagrams drawn with the signs a terminal has; their labels stay the text of the source."""
