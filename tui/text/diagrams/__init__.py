"""Diagrams drawn with characters; their labels are text of the source."""
