"""Painting: a row as styled segments."""
