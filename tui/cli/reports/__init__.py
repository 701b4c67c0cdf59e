"""Verbs that print passages, and what the review adds up to."""
