"""Where sources have it from: citations, derived sources, and the number of independent sources that remains."""
