"""Markdown: the reader of files whose markup is parsed."""
