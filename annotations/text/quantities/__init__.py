"""Numbers, dates and units in a text: where they are, and their values."""
