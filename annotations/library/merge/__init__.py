"""Merging versions of a library that were written apart."""
