"""The journal: every change on disk before it is acknowledged."""
