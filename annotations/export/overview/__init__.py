"""Statistics, timeline and map as files."""
