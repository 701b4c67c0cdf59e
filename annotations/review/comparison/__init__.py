"""Comparison: the words and the figures of two passages."""
