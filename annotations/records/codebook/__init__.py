"""Codebook: the tags of a library, its own kinds of links, and what may be set as facts of sources."""
