"""Terminal: machinery around Textual, between the screen and the terminal."""
