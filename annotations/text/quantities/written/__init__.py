"""Figures in digits: their notations, what the heads of a table give them, and what only looks like a figure."""
