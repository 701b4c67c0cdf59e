"""Keys: the table of commands, key maps, and what turns keys into commands.

The table is the only place that binds keys: footers, help, palette, `keys.toml` and docs/keys.md come from
it. Keys are handed out one by one, the next one when the previous one has been handled completely. So keys typed ahead
reach the right screen, even while one opens or closes.
"""
