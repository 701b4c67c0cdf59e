"""Issues: what in a library an analyst should look at."""
