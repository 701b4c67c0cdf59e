"""Words of the languages that sources are often in: which language a text is in, its abbreviations, its first words."""
