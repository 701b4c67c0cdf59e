"""Filters of the lists that a review is read in: rows of the claims board and of the ledger that a query matches."""
