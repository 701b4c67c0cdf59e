"""Verbs that record something."""
