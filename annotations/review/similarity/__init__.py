"""Similarity of passages by their subject."""
