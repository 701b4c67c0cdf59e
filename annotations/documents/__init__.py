"""Documents: bytes of a source become the reading text, its blocks and the way back to the file."""
