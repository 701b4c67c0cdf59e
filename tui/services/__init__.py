"""Services: background work that runs beside the user.

Sources on the pages are checked every second, all of them every fourth. Changed ones are read again in slices between
keys, their passages are found by a thread, and text, passages, cursor and selection are exchanged together, never under
a screen that lies over the page. Changes of other programs to the library are applied two or three times a second.
"""
