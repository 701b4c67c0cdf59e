"""Forms: boxes for several values, saved together."""
