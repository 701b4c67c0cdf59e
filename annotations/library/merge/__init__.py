"""Merging versions of a library that were written apart.

Several versions may lie in one folder: the file, the sides that conflict markers separate, copies that a sync program left,
the journal, backups. The state that two versions come from is found by the places of journals that each of them names, and
records are merged three ways from there. No clock, checksum or count of writes decides which version is the later one. A
version of unknown descent deletes nothing. What both sides wrote differently is kept twice. The result does not depend on
who merges: the second version of a record gets an id made of its content, and newcomers are numbered in one order.
"""
