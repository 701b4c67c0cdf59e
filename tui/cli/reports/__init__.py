"""Verbs that print what the review adds up to."""
