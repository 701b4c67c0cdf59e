"""Services: background work that runs beside the user.

Sources on the pages are looked at every second, all of them every fourth. What changed is read again in slices between keys,
its passages are found by a thread, and text, passages, cursor and selection are exchanged together, never under a screen
that lies over the page. What other programs do to the library is asked for two or three times a second.
"""
