"""Records of a library in memory. No disk, no files."""
