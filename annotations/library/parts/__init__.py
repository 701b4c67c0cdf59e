"""Parts of a library that have methods of their own: facts of sources, decisions, saved searches."""
