"""Text: pure functions on strings."""
