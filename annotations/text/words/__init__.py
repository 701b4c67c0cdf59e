"""Words of a text: where they begin and end, also in scripts without blanks, and how many there are."""
