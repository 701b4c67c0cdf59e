"""Sources: the files of a library, their documents, and where passages are in them."""
