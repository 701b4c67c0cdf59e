"""The commands with their keys and words: of motion, of the reading screen, of review, and of the screens over the page."""
