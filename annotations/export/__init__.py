"""Export of a library for other programs and readers."""
