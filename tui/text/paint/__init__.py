"""Painting: rows to styled segments."""
