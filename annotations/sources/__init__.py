"""Sources: the files of a library, their documents, and where passages are in them.

A source is decoded when it is opened. A loader reads it to its end in steps of a few milliseconds; then its hash is
compared with the recorded one. If the text is another one, a re-anchoring job finds the passages of the old text in the new
one. A job is a value that any thread may run. What it finds is known to the index and does not replace what was recorded,
so that a source that comes back brings its passages back.

Each passage names the text that its place belongs to, and that text is kept in the library, compressed. A source whose file
is gone is read from there. A new file with the bytes of a source that is gone is that source under another name.

A path that leads out of the folder is never read, whatever a library says: words of a path are checked when its record is
made, links each time that the file is opened (`Fence`).
"""
