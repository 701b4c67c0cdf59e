"""Edits of what an analyst decides about claims, sources, rows of the ledger and suggestions."""
