"""Anchoring: describe a passage so that it is found again in a text that has changed."""
