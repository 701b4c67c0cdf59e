"""Records: everything that a library holds, in memory. No disk, no files."""
