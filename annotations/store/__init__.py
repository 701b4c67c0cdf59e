"""The store: the library's file, who may write it, and when it is written."""
