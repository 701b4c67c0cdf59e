"""Widgets of the claims board and its disputes."""
