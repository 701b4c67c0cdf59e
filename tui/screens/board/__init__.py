"""The claims board."""
