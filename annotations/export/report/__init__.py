"""A report that can be sent: what the sources dispute and agree on, with every quote in its source.

`contents` gathers plain values from a library; a template, ours or one of the user's, makes HTML or Markdown of them; Word
and PDF are made by libraries and programs that are there.
"""
