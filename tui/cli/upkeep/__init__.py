"""Verbs that keep a library in order: check, undo and history, merge and save, git-setup."""
