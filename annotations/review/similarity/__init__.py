"""Similarity: passages that are about the same."""
