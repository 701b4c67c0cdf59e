"""Parser of the command line: verbs, options and their help."""
