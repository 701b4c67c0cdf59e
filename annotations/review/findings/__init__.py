"""What a board gives cause to look at: warnings about verdicts, open questions of disputes, changed counts."""
