"""Export: what leaves the program for others to read."""
