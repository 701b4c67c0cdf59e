"""Records: everything that a library holds, in memory. No disk, no files.

Records are frozen: a change replaces one by another. The index keeps every look-up up to date record by record, so that a
change costs the same in a library of ten passages and of ten thousand.
"""
