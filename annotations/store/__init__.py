"""The store: the library's file, who may write it, and when it is written.

A change is one line of the journal. It is appended before the method that makes it returns, and flushed to disk by a thread;
only then does the status line say *saved*. From time to time a checkpoint writes all records to the library's file, which
names the last journal line that it includes; opening replays the lines after it. The file is written beside the old one,
flushed, read back, renamed, and the folder is flushed. TinyDB is the format of the file, not the engine: records are looked
up in memory.

What cannot be written waits in memory, is reported, and is tried again every five seconds. After a failed fsync the lines are
written again through another descriptor, because the system may take pages for written that are not.

Several programs may write. Each holds the write lock from reading what others appended until its own line is appended. A
program that stays also holds the session lock; a second one follows it, read-only.

All files are opened by `access`: no link is followed below the library's folder, and only a regular file of a sensible size
is opened, which is checked before a byte is written. A folder is known by device and inode, so that a folder that was
renamed or unmounted is never made again at its old path (`library_folder`). A checksum proves that a file is whole, not
that no one altered the file: everyone can compute one.
"""
