"""Anchoring: describe a passage and find it again in a text that has changed."""
