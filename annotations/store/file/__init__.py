"""The library file: its format, its migrations and its backups."""
