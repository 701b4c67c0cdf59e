"""Keys: the table of commands, key maps, and what turns keys into commands."""
