"""Formats of other programs: what leaves a library, and what comes in.

An exporter makes the files of one format from a `Material`; an importer makes an `Incoming` of the files of one format.
Both are found by the entry points `postil.exporters` and `postil.importers`, those of postil like those of a plug-in, and
are loaded when they are used. Neither touches a file of the library: `output` writes what an exporter makes, and `intake`
matches what an importer read with the sources and records it as one change.
"""
