"""``postil completion``: scripts for shells, and the words that they offer."""
