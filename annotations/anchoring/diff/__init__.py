"""Diffs of texts and of passages."""
