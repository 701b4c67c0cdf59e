"""Findings on a board: warnings about verdicts, open questions of disputes, changed counts."""
