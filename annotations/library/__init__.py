"""The library: the object that programs use."""

from annotations.library.library import Library, Passage, Span

__all__ = ["Library", "Passage", "Span"]
