"""Pure functions between a document and the screen: cells, wrapping, layout, motions, painting.

Nothing here knows an App or a widget. There is no list of rows: a place is a block and a row in it, a block is laid out when
it is asked for, and moving, resizing and painting cost what is on the screen, never what the document holds. Tagging a
passage changes colours and the margin, never the layout. Every label of a drawn diagram is a fragment of the source's text, so
that cursor and passages work on it.
"""
