"""Comparison of the words and figures of two passages."""
