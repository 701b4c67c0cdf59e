"""Screens for links and for pairs that may be linked."""
