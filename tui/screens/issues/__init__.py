"""Screens of what is to be decided or repaired in a library: problems, unresolved passages, and the examination behind them."""
