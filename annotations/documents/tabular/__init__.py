"""Tables in text: pipes, tabs, columns and drawn ones."""
