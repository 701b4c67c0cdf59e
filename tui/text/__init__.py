"""Pure functions between a document and the screen: cells, wrapping, layout, motions, painting.

Nothing here knows an App or a widget.
"""
