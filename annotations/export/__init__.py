"""Export: what leaves the program for others to read.

Exports are written record by record; no source stays in memory after its line is written.
"""
