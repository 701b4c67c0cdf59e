"""Search: words and patterns in one source, words and filters in all of them."""
