"""Keys: the table of commands, key maps, and what turns keys into commands.

The table is the only place that binds keys: footers, help, palette, `keys.toml` and docs/keys.md come from it. Keys are handed
out one by one: the next one when all that the one before does is done. What is typed quickly goes where it was meant, before
a screen has opened and after it has closed.
"""
