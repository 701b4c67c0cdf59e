"""Pure functions between a document and the screen: cells, wrapping, layout, motions, painting.

Nothing here uses an App or a widget.
"""
