"""Layout: a document wrapped into rows."""
