"""Reads projects and codebooks of the REFI-QDA standard, as QualCoder, ATLAS.ti, NVivo, MAXQDA and Taguette write them.

They differ: in the name of the project in its archive, in braces around ids and in their case, in how line ends count, in
whether the text of a source is there, and in whether a note is referred to or linked.
"""
